"""Long answers of the database as columns of numbers, so that a row is no object of Python's.

A town's friendships are fifty rows a member. As records they take a hundred times the memory of the
numbers that an epoch reckons with, and ten times as long.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

import numpy as np

Column = np.ndarray[tuple[int], np.dtype[Any]]
Kind = Literal["uuid", "boolean", "smallint", "bigint"]

TYPES = {"uuid": "V16", "boolean": "?", "smallint": ">i2", "bigint": ">i8"}
HEAD, END = 19, 2  # bytes before the first row and after the last one
MOST = 1 << 22  # bytes, before they are made columns
HALVES = np.dtype([("high", ">u8"), ("low", ">u8")])


class Numbering:
    """Ids by number, in their order: comparing two numbers gives what comparing the ids would."""

    def __init__(self, ids: Sequence[UUID]) -> None:
        """`ids` in order, each once. They are drawn at random, so an id's first bits say about
        where it stands: a table has where those of each beginning start, and a look takes a few
        steps from there. Halving a million, as NumPy does, takes ten times as long."""
        self.ids = ids
        self._high, self._low = _halves(np.frombuffer(_joined(ids), "V16"))
        bits = len(ids).bit_length() + 2
        self._shift = np.uint64(64 - bits)
        begins = np.arange(1 << bits, dtype=np.uint64) << self._shift
        self._start = np.minimum(np.searchsorted(self._high, begins), max(len(ids) - 1, 0))

    def __len__(self) -> int:
        return len(self.ids)

    def numbers(self, ids: np.ndarray) -> Column:
        """Of a column of ids; -1 of those that are not here."""
        high, low = _halves(ids)
        if not self.ids:
            return np.full(len(high), -1)
        at, last = self._start[high >> self._shift], len(self) - 1
        left = np.arange(len(at))
        while len(left := left[self._before(at[left], high[left], low[left]) & (at[left] < last)]):
            at[left] += 1
        return np.where((self._high[at] == high) & (self._low[at] == low), at, -1)

    def _before(self, at: Column, high: Column, low: Column) -> np.ndarray:
        there = self._high[at]
        return (there < high) | (there == high) & (self._low[at] < low)

    def of(self, ids: Sequence[UUID]) -> Column:
        return self.numbers(np.frombuffer(_joined(ids), "V16"))

    def keyed(self, values: Mapping[UUID, int]) -> dict[int, int]:
        """By number, without those who are not here."""
        numbers = self.of(list(values)).tolist()
        return {one: value for one, value in zip(numbers, values.values(), strict=True) if one >= 0}

    def named(self, numbers: Column) -> list[UUID]:
        ids = self.ids
        return [ids[number] for number in numbers.tolist()]


def _joined(ids: Sequence[UUID]) -> bytes:
    return b"".join([one.bytes for one in ids])


def _halves(ids: np.ndarray) -> tuple[Column, Column]:
    halves = ids.view(HALVES)
    return halves["high"].astype(np.uint64), halves["low"].astype(np.uint64)


class Rows:
    """Takes what `COPY … TO STDOUT (FORMAT binary)` sends: `output=rows.take`.

    Every column has one of the kinds and is never null. An id that a numbering does not know takes
    its row away with it: nobody has such an account any more.
    """

    def __init__(self, *columns: "Kind | Numbering") -> None:
        fields: list[tuple[str, str]] = [("count", ">i2")]
        for index, column in enumerate(columns):
            kind = TYPES["uuid"] if isinstance(column, Numbering) else TYPES[column]
            fields += [(f"size{index}", ">i4"), (f"value{index}", kind)]
        self._row = np.dtype(fields)
        self._columns = columns
        self._buffer, self._begun = bytearray(), False
        self._parts: list[list[np.ndarray]] = []

    async def take(self, data: bytes) -> None:
        self._buffer += data
        if len(self._buffer) >= MOST:
            self._cut()

    def _cut(self) -> None:
        if not self._begun:
            del self._buffer[:HEAD]
            self._begun = True
        rows = len(self._buffer) // self._row.itemsize
        whole = rows * self._row.itemsize
        found = np.frombuffer(bytes(self._buffer[:whole]), self._row)
        del self._buffer[:whole]
        self._parts.append(
            [_native(found[f"value{index}"], column) for index, column in enumerate(self._columns)]
        )

    def columns(self) -> list[Column]:
        """Once all has come. An id is given by its number."""
        self._cut()
        if len(self._buffer) != END:
            raise ValueError("the columns are of other kinds")
        found = [np.concatenate(parts) for parts in zip(*self._parts, strict=True)]
        known = np.ones(len(found[0]), dtype=bool)
        for column, kind in zip(found, self._columns, strict=True):
            if isinstance(kind, Numbering):
                known &= column >= 0
        return found if known.all() else [column[known] for column in found]


def _native(values: np.ndarray, column: "Kind | Numbering") -> np.ndarray:
    if isinstance(column, Numbering):
        return column.numbers(np.ascontiguousarray(values)).astype(np.int32)
    return np.array(values, dtype=values.dtype.newbyteorder("="))


def absent(some: Column, others: Column) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of `some` are not among the `others`, which are in order."""
    if not len(others):
        return np.ones(len(some), dtype=bool)
    at = np.minimum(np.searchsorted(others, some), len(others) - 1)
    return others[at] != some


def missing(some: Column, others: Column) -> Column:
    """Those of `some` that are not among the `others`; both in order, and so is what is found."""
    return some[absent(some, others)]
