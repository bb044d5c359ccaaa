"""Long work in pieces."""

from collections.abc import Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

SIZE = 500  # at most, so that no statement of a job holds rows for long


def chunks(things: list[Thing], size: int = SIZE) -> Iterator[list[Thing]]:
    """At most `size` at a time."""
    return (things[start : start + size] for start in range(0, len(things), size))
