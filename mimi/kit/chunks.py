"""Long work in pieces."""

from collections.abc import Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def chunks(things: list[Thing], size: int = 500) -> Iterator[list[Thing]]:
    """At most `size` at a time, so that no statement of a job holds rows for long."""
    return (things[start : start + size] for start in range(0, len(things), size))
