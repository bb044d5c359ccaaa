"""How many people of a group are vouched for (P9)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, TypeVar
from uuid import UUID

# An account by its id, or by its place among all ids in order: the same comes of either.
Who = TypeVar("Who", UUID, int)


def vouched(
    candidates: Iterable[Who], friends: Mapping[Who, Collection[Who]], core: Collection[Who]
) -> int:
    """The size of a maximum matching of candidates to distinct core accounts.

    Each candidate may be matched with itself, if it is of the core, or with a direct friend that
    is. Protects an author from a farm: whoever opens fake accounts to sit alone with somebody in
    a circle adds nothing to this number beyond the real people who befriended the fakes, since
    one core account vouches for one candidate. Age, degree and paths can all be bought; distinct
    people cannot.
    """
    vouching = Vouching(friends, core)
    return sum(vouching.add(candidate) for candidate in candidates)


class Vouching(Generic[Who]):
    """The matching as a group grows, by augmenting paths (Kuhn).

    A group has some tens of members, and the libraries that do this would take a quarter of the
    memory that the whole server may have.
    """

    def __init__(self, friends: Mapping[Who, Collection[Who]], core: Collection[Who]) -> None:
        self._friends, self._core = friends, core
        self._holder: dict[Who, Who] = {}  # core account → the candidate it vouches for

    def add(self, candidate: Who) -> bool:
        """Whether one more is vouched for with this candidate in the group. Each one once."""
        return self._match(candidate, set())

    def _match(self, candidate: Who, tried: set[Who]) -> bool:
        """Finds a voucher, moving others to their next one where that helps."""
        for voucher in self._vouchers(candidate):
            if voucher in tried:
                continue
            tried.add(voucher)
            if voucher not in self._holder or self._match(self._holder[voucher], tried):
                self._holder[voucher] = candidate
                return True
        return False

    def _vouchers(self, candidate: Who) -> Iterator[Who]:
        """The candidate first: of whom is of the core the friends need mostly not be asked for."""
        if candidate in self._core:
            yield candidate
        yield from (one for one in self._friends.get(candidate, ()) if one in self._core)
