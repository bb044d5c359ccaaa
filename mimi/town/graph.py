"""Who is friends with whom in a town: read from a file, or grown as real ones are."""

import warnings
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mimi.mendable import Mendable
from mimi.town.growth import grow_edges
from mimi.town.neighbours import Edges

Graph = list[set[int]]  # the friends of each member, numbered from 0

DIGITS = 7  # of a member's number: a wrong one must not fill the memory
LINES = 500_000  # written at a time


class EdgesError(Mendable):
    """A file of friendships that cannot be read; the message is for whoever wrote it."""


def grow(members: int, seed: str, mean: float = 28) -> Graph:
    """A town small enough to live: so many members with about `mean` friends each."""
    return from_edges(grow_edges(members, seed, mean).tolist(), members)


def read(path: Path) -> Graph:
    """One friendship a line, `a b`, members numbered from 0. Raises EdgesError."""
    return from_edges(read_edges(path).tolist())


def read_edges(path: Path) -> Edges:
    """The same as an array, for graphs of millions. Raises EdgesError."""
    try:
        path.stat()  # NumPy says of a missing file nothing that `strerror` has
        with warnings.catch_warnings(category=UserWarning, action="ignore"):  # of an empty file
            edges = np.loadtxt(path, dtype=np.int64, ndmin=2, comments=None)
    except OSError as error:
        raise EdgesError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, OverflowError) as error:
        raise EdgesError(_wrong_line(path)) from error
    if not edges.size:
        raise EdgesError(f"there is no friendship in {path}")
    if edges.shape[1] != 2 or edges.min() < 0 or edges.max() >= 10**DIGITS:
        raise EdgesError(_wrong_line(path))
    return edges


def write_edges(path: Path, edges: Edges) -> None:
    """As `read_edges` reads them. Raises EdgesError."""
    try:
        with path.open("w") as file:
            for start in range(0, len(edges), LINES):
                file.writelines(f"{a} {b}\n" for a, b in edges[start : start + LINES].tolist())
    except OSError as error:
        raise EdgesError(f"cannot write {path}: {error.strerror}") from error


def from_edges(edges: Iterable[Iterable[int]], members: int = 0) -> Graph:
    """Of everybody up to the largest number, and of so many members at least."""
    pairs = [(a, b) for a, b in edges if a != b]
    most = max((max(pair) for pair in pairs), default=-1)
    graph: Graph = [set() for _ in range(max(members, 1 + most))]
    for a, b in pairs:
        graph[a].add(b)
        graph[b].add(a)
    return graph


def _wrong_line(path: Path) -> str:
    wrong = f"a friendship is two numbers of at most {DIGITS} digits, like: 0 4"
    for at, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        parts = line.split()
        if parts and (len(parts) != 2 or not all(map(_is_member, parts))):
            return f"line {at}: {wrong}"
    return wrong


def _is_member(part: str) -> bool:
    return part.isdecimal() and len(part) <= DIGITS
