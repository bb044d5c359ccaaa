"""Objects: bytes under a name, kept beside the database in a folder or in a bucket.

Whoever keeps one makes its name and its bytes so that neither says anything: what lies here may be
in the hands of a company.
"""

from collections.abc import AsyncIterator
from secrets import token_hex
from typing import Protocol


class StorageAway(Exception):
    """The storage cannot be reached, or refuses; the message is meant for the operator."""


class Objects(Protocol):
    """Every method raises StorageAway."""

    async def put(self, name: str, data: bytes, window: int) -> None:
        """On the disk when it returns; the same name again is replaced. The window it is kept in
        (its first second) is all that the time of a file may tell."""
        ...

    async def get(self, name: str) -> bytes | None:
        """None when there is no such object."""
        ...

    async def remove(self, names: list[str]) -> None:
        """Those that are not there are passed over."""
        ...

    def names(self) -> AsyncIterator[list[str]]:
        """All that is there, in pieces, what a crash left half written too."""
        ...


async def probe(objects: Objects) -> None:
    """Tries at the start all that will be wanted later. Raises StorageAway.

    Twice, since another process may sweep just then, and no row names what is tried here.
    """
    try:
        await _tried(objects)
    except StorageAway:
        await _tried(objects)


async def _tried(objects: Objects) -> None:
    """Under a name of its own each time: processes of one place start at once, and one would take
    another's away. What a crash leaves of it is collected like any object that nobody needs.
    """
    name = token_hex(32)
    await objects.put(name, b"mimi", 0)
    if await objects.get(name) != b"mimi":
        raise StorageAway("storage: it does not give back what it was given")
    await anext(objects.names(), None)  # a right of its own in a bucket, wanted only at night
    await objects.remove([name])
