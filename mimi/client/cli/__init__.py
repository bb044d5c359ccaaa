"""The command line of a member: the device of `mimi.client`, kept in a private file."""

from mimi.client.cli import membership, reading, writing
from mimi.client.cli.running import app

__all__ = ["app", "membership", "reading", "writing"]
