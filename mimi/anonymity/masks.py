"""Which mask a comment wears (P3)."""

from random import Random

MASKS = 256


def draw(chance: Random) -> int:
    """The index of a mask, 0 to 255, for one comment.

    Protects a commenter from being followed through a thread: the only argument is chance, so the
    mask depends on nobody, on no secret and on no other comment. Two comments of one person are
    alike exactly as often as two of different people.
    """
    return chance.randrange(MASKS)
