"""How good care is with pictures: on a folder of yours, or on the town's."""

from collections.abc import Callable, Sequence
from statistics import median

import msgspec
from PIL import Image

from mimi.care.altered import CHANGES
from mimi.care.nudity import nudity
from mimi.care.prints import ALIKE, Print, nearest, print_of


class PictureFigures(msgspec.Struct):
    """Shares are from 0 to 1."""

    pictures: int
    plain: int  # of them, too plain to be known again
    held: float | None  # would be held for nudity; None without the model
    highest: float | None  # score of nudity
    milliseconds: float  # a picture takes in the median, print and score
    pairs: int  # of different pictures, in both directions
    taken_for_one: int  # of these pairs
    closest: int  # bits that differ between the two likest
    known_again: dict[str, float]  # by what was done to the picture


def figures(
    now: Callable[[], float], pictures: Sequence[Image.Image], threshold: float
) -> PictureFigures:
    """`now` tells seconds; a picture is held from `threshold` on."""
    prints: list[Print | None] = []
    scores: list[float] = []
    took: list[float] = []
    for picture in pictures:
        start = now()
        prints.append(print_of(picture))
        score = nudity(picture)
        took.append((now() - start) * 1000)
        scores += [] if score is None else [score]
    known = [(at, one) for at, one in enumerate(prints) if one]
    pairs = [_bits(one, other) for at, one in known for to, other in known if at != to]
    return PictureFigures(
        pictures=len(pictures),
        plain=len(pictures) - len(known),
        held=_share([score >= threshold for score in scores]),
        highest=max(scores, default=None),
        milliseconds=round(median(took), 1),
        pairs=len(pairs),
        taken_for_one=sum(bits <= ALIKE for bits in pairs),
        closest=min(pairs, default=256),
        known_again={
            name: _share([_again(one, change(pictures[at])) for at, one in known]) or 0
            for name, change in CHANGES.items()
        },
    )


def _bits(known: Print, seen: Print) -> int:
    near = nearest([known], seen)
    return near.bits if near else 256


def _again(known: Print, changed: Image.Image) -> bool:
    seen = print_of(changed)
    return seen is not None and _bits(known, seen) <= ALIKE


def _share(found: Sequence[bool]) -> float | None:
    return round(sum(found) / len(found), 3) if found else None


def table(found: PictureFigures) -> str:
    score = "not looked at: the extra `pictures` is not installed"
    if found.held is not None:
        score = f"{found.held:.3f} held, highest score {found.highest:.3f}"
    rows = [
        f"{found.pictures} pictures, {found.plain} too plain to be known again",
        f"nudity: {score}",
        f"{found.taken_for_one} of {found.pairs} pairs of different pictures taken for one,"
        f" the closest at {found.closest} bits (up to {ALIKE} are taken for one)",
        f"{found.milliseconds} ms a picture",
        "known again after",
    ]
    rows += [f"  {name:22} {share:.2f}" for name, share in found.known_again.items()]
    return "\n".join(rows)
