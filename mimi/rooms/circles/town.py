"""What the epoch's work reckons with: everybody by number, and who sits where."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from mimi.kit.columns import Column, Numbering
from mimi.kit.db import Connection
from mimi.rooms.circles import store

NOWHERE = -1


class Seated(NamedTuple):
    """All circles, and the members of each: circle, account, the epoch of joining; in order."""

    everybody: Numbering
    circles: Numbering
    circle: Column
    account: Column
    joined: Column

    def circle_of(self) -> Column:
        """By account, `NOWHERE` of those who have none."""
        found = np.full(len(self.everybody), NOWHERE, dtype=np.int32)
        found[self.account] = self.circle
        return found

    def members(self, some: Column) -> Iterator[tuple[int, dict[int, int]]]:
        """Of these circles, those that have members: member → the epoch of joining."""
        starts = np.searchsorted(self.circle, some)
        ends = np.searchsorted(self.circle, some, side="right")
        for at, start, end in zip(some.tolist(), starts.tolist(), ends.tolist(), strict=True):
            accounts, joined = self.account[start:end].tolist(), self.joined[start:end].tolist()
            if accounts:
                yield at, dict(zip(accounts, joined, strict=True))


async def seated(db: Connection, everybody: Numbering) -> Seated:
    circles = Numbering(await store.circles(db))
    return Seated(everybody, circles, *await store.all_members(db, circles, everybody))
