"""Which edition a secret comes out in (P1, P4)."""

from random import Random
from typing import Literal

Wish = Literal["any", "next"]

AHEAD = 3  # an edition is one of this many


def edition_for(present: int, length: int, wish: Wish, chance: Random) -> int:
    """The first second of the edition window that a secret told in window `present` joins.

    Protects the author from whoever in the circle knows when everybody was online: the secret
    waits for a random one of the next three editions, so three editions' worth of people could
    have told it. "next" is the author's own wish for speed, and weaker; the page says so.
    `length` is that of an edition in seconds.
    """
    ahead = 1 if wish == "next" else chance.randint(1, AHEAD)
    return present + ahead * length
