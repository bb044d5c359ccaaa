"""Long work in pieces."""

from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np

Things = TypeVar("Things", bound="list[Any] | np.ndarray[Any, Any]")

SIZE = 500  # at most, so that no statement of a job holds rows for long
# In one call, which makes a chunk ready while PostgreSQL writes one. Then others have their turn.
MANY = 20_000


def chunks(things: Things, size: int = SIZE) -> Iterator[Things]:
    """At most `size` at a time."""
    return (things[start : start + size] for start in range(0, len(things), size))  # pyright: ignore[reportReturnType]  a slice is of the same type
