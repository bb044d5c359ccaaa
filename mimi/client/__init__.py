"""The Python client: what a device does, over HTTP alone."""

from mimi.client.vault import Vault

__all__ = ["Vault"]
