"""Who is friends with whom in a town: read from a file, or grown so that it looks like a school."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from random import Random

Graph = list[set[int]]  # the friends of each member, numbered from 0

GROUPS = (8, 32)  # sizes of the groups that a member is in: a table of close friends, a class
WITHIN = (0.65, 0.47)  # how likely two members of such a group are friends
STRANGERS = 0.12  # share of friendships that no group explains


class EdgesError(Exception):
    """A file of friendships that cannot be read; the message is for whoever wrote it."""


def read(path: Path) -> Graph:
    """One friendship a line, `a b`, members numbered from 0. Raises EdgesError."""
    return from_edges(
        _pair(line, at) for at, line in enumerate(path.read_text().splitlines(), 1) if line.strip()
    )


def from_edges(edges: Iterable[tuple[int, int]]) -> Graph:
    pairs = [(a, b) for a, b in edges if a != b]
    graph: Graph = [set() for _ in range(1 + max((max(pair) for pair in pairs), default=-1))]
    for a, b in pairs:
        _befriend(graph, a, b)
    return graph


def grow(members: int, seed: str, mean: float = 28) -> Graph:
    """A school of so many members with about `mean` friends each and clustering of about .35.

    Some are far more sociable than others; groups overlap; friends of friends become friends.
    """
    chance = Random(seed)  # noqa: S311  a repeatable town is the purpose
    graph: Graph = [set() for _ in range(members)]
    sociable = [chance.lognormvariate(0, 0.45) for _ in range(members)]
    for size, within in zip(GROUPS, WITHIN, strict=True):
        for group in _groups(members, size, chance):
            for a, b in combinations(group, 2):
                if chance.random() < within * sociable[a] * sociable[b]:
                    _befriend(graph, a, b)
    _meet_strangers(graph, sociable, chance, round(members * mean * STRANGERS / 2))
    _introduce(graph, chance, round(members * min(mean, 0.6 * members) / 2))
    return graph


def clustering(graph: Graph) -> float:
    """Mean over members with two friends or more: how many pairs of friends know each other."""
    shares: list[float] = []
    for friends in graph:
        pairs = len(friends) * (len(friends) - 1) // 2
        if pairs:
            shares.append(sum(len(graph[friend] & friends) for friend in friends) / 2 / pairs)
    return sum(shares) / len(shares) if shares else 0.0


def _pair(line: str, at: int) -> tuple[int, int]:
    parts = line.split()
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        raise EdgesError(f"line {at}: a friendship is two numbers, like: 0 4")
    return int(parts[0]), int(parts[1])


def _befriend(graph: Graph, a: int, b: int) -> None:
    graph[a].add(b)
    graph[b].add(a)


def _groups(members: int, size: int, chance: Random) -> list[list[int]]:
    everybody = list(range(members))
    chance.shuffle(everybody)
    return [everybody[start : start + size] for start in range(0, members, size)]


def _meet_strangers(graph: Graph, sociable: list[float], chance: Random, friendships: int) -> None:
    everybody = range(len(graph))
    for _ in range(friendships if len(graph) > 1 else 0):
        a, b = chance.choices(everybody, sociable, k=2)
        if a != b:
            _befriend(graph, a, b)


def _introduce(graph: Graph, chance: Random, friendships: int) -> None:
    """Somebody introduces two friends to each other, until there are so many friendships."""
    have = sum(map(len, graph)) // 2
    hosts = [member for member, friends in enumerate(graph) if len(friends) > 1]
    for _ in range(20 * friendships if hosts else 0):
        if have >= friendships:
            return
        a, b = chance.sample(sorted(graph[chance.choice(hosts)]), 2)
        if b not in graph[a]:
            _befriend(graph, a, b)
            have += 1
