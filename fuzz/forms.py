"""What is told: a form with a secret and a photo."""

from mimi.kit.errors import Problem
from mimi.rooms.secrets import uploads


def form(data: bytes) -> None:
    """The first line is the boundary, as a header names it, and the rest the body."""
    boundary, _, body = data.partition(b"\n")
    try:
        parts = uploads.read_parts(boundary.decode("latin-1"), body)
        assert len(parts) <= 2
        assert sum(len(part) for part in parts.values()) <= len(body)
        telling = uploads.read_telling(parts.get("secret", b""))
    except Problem as problem:
        assert problem.name == "invalid-request"
        return
    except RecursionError:  # of brackets in brackets; the server answers it for every body
        return
    assert isinstance(telling.text, str)
