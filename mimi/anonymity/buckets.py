"""How exactly a counter is shown (P5)."""

from collections.abc import Iterator
from itertools import count as count_up

FIRST = 5  # below it nothing is shown
SOMETIMES_LATER = 8  # the first number comes at 5 to 12
ON_TIME = bytes(32)


def bucket(count: int, late: bytes = ON_TIME) -> int:
    """The largest floor of 5, 10, 20, 50, 100 … that `count` has reached, or 0.

    Protects whoever likes, shares or comments from friends who watch a number move: one person's
    doing moves a shown number only when it happens to be the one that fills a bucket. Below 5
    nothing is shown, since among so few a guess would be easy.

    `late`, a keyed tag of the secret, says by how many each floor is reached later, half as many
    again at most (the first by up to 7). Protects from accomplices who fill a bucket but for one
    and see whether somebody else fills it: where it is full, only the server knows (ADR 26).
    """
    shown = 0
    for floor, draw in zip(_floors(count), late, strict=False):
        spread = SOMETIMES_LATER if floor == FIRST else floor // 2
        if count >= floor + draw % spread:
            shown = floor
    return shown


def _floors(most: int) -> Iterator[int]:
    for power in count_up():
        for floor in (step * 10**power for step in (1, 2, 5)):
            if floor > most:
                return
            if floor >= FIRST:
                yield floor
