"""What an author may choose for a secret beside its words, and what the choice tells (P1, P12).

Few values each, the same for everybody, asked anew for every secret: a habit would be a
fingerprint. No answer has them in it. What they do can be seen in the end, by some:

- a secret that is gone after a day had a short life, or was taken back, or taken down: all of
  these happen in the night, so that nobody can tell one from the other;
- a secret that stays near although many like it may be meant to, or may be about to climb.

Either way it is a choice that every plausible author has, so it says nothing of which one told it.
"""

from typing import Literal

Reach = Literal["anyone", "near"]
Life = Literal["day", "week", "month"]

DAY = 86_400  # seconds
LIVES: dict[Life, int] = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}


def lowest(reach: Reach, first: int) -> int:
    """The fewest friends that a viewer will ever need; 0 when it may become public.

    "near" keeps it on the `first` rung: it protects an author who trusts the circle from those
    whom likes would bring. A function of the choice alone, so it is the same whoever chose.
    """
    return first if reach == "near" else 0


def ends(edition: int, life: Life, longest: int) -> int:
    """The second from which on a secret of this edition goes in the next night.

    `longest` is the server's own limit in seconds. Counted from the edition, never from when it
    was told, so that its end says no more of that than its edition did (P4).
    """
    return edition + min(LIVES[life], longest)
