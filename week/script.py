"""What is going to be told in the week, by whom, when; and who looks in when. PURE but for files.

Drawn before anybody lives, so that the moderated week and the other one begin alike.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from mimi.care.sets import written
from mimi.care.verdict import Category
from mimi.town import stock
from week import chances
from week.chances import Kind

DAY, HOUR, TICK = 86_400, 3_600, 300
LAST = 12 * HOUR  # before the end of the week nothing is told any more, so that all is seen
SETS: dict[Kind, Category] = {
    "threat": "threat",
    "sexual": "sexual",
    "spam": "spam",
    "bullying": "abuse",
    "self-harm": "selfharm",
}


class Said(NamedTuple):
    kind: Kind
    text: str
    dangerous: bool


class Telling(NamedTuple):
    at: int  # seconds into the week
    kind: Kind
    text: str
    by: tuple[int, ...]  # members: the first who can
    bullied: bool = False  # cruel answers come to it
    dangerous: bool = False  # a rumour that moderators remove
    misread: bool = False  # harmless, but whoever looks takes it for harmful before an appeal


class Visit(NamedTuple):
    at: int
    member: int
    first: bool  # of the day


@dataclass(frozen=True)
class Script:
    days: int
    tellings: list[Telling]
    visits: list[Visit]
    cruel: list[str]  # answers
    grudging: frozenset[int]


def write(members: Sequence[int], seed: str, days: int = 7) -> Script:
    """`members`: those who have a circle."""
    chance = Random(f"{seed}/script")
    harmers = chance.sample(members, max(2, round(chances.HARMERS * len(members))))
    others = [one for one in members if one not in harmers]
    share = len(members) / chances.TOWN * days / 7
    tellings = [*_harms(chance, harmers, share, days), *_harmless(chance, others, share, days)]
    return Script(
        days,
        sorted(tellings),
        sorted(_visits(chance, members, days)),
        _drawn(chance, "abuse", _count("cruel", share)),
        frozenset(chance.sample(others, max(1, round(chances.GRUDGING * len(members))))),
    )


def _count(kind: Kind, share: float) -> int:
    return max(1, round(chances.WEEKLY[kind] * share))


def _harms(chance: Random, harmers: Sequence[int], share: float, days: int) -> list[Telling]:
    said = _named_and_rumours(share)
    for kind, category in SETS.items():
        # the texts of cruel answers are the other ones of the same set
        drawn = _drawn(Random(chance.getrandbits(64)), category, _count(kind, share), kind)
        said += [Said(kind, text, False) for text in drawn]
    turns = [harmers[at % len(harmers)] for at in range(len(said))]
    chance.shuffle(turns)
    return [
        Telling(_moment(chance, days), kind, text, (by,), dangerous=dangerous)
        for (kind, text, dangerous), by in zip(said, turns, strict=True)
    ]


def _named_and_rumours(share: float) -> list[Said]:
    file = _file()
    named = [Said("named", text, False) for text, _ in file["named"][: _count("named", share)]]
    each = max(1, _count("rumour", share) // 2)
    return named + [
        Said("rumour", text, rumour["dangerous"])
        for rumour in file["rumours"]
        for text in rumour["texts"][:each]
    ]


def name_in(text: str) -> str:
    """Whom a slur is about."""
    return next(name for told, name in _file()["named"] if told == text)


def _drawn(chance: Random, category: Category, count: int, kind: Kind = "cruel") -> list[str]:
    """Half Chinese, half English, of care's own held-out set: no model has learnt from it."""
    found: list[str] = []
    for at, language in enumerate(("zh", "en")):
        inside = [one.text for one in written("sets", category, language) if one.inside]
        half = inside[::2] if kind == "cruel" else inside[1::2]
        found += chance.sample(half, (count + at) // 2)
    return found


def _harmless(chance: Random, others: Sequence[int], share: float, days: int) -> list[Telling]:
    texts = _harmless_texts(chance, _count("harmless", share))
    bullied = max(1, round(chances.BULLIED * min(1, share)))
    alike = [text for text in texts[bullied:] if text not in _own()]
    misread = alike[: max(1, round(chances.MISREAD * min(1, share)))]
    return [
        Telling(
            # early: what is bullied has days to go, and an appeal takes some
            chance.randrange(DAY if at < bullied or text in misread else _end(days)) // TICK * TICK,
            "harmless",
            text,
            tuple(chance.sample(others, min(12, len(others)))),
            bullied=at < bullied,
            misread=text in misread,
        )
        for at, text in enumerate(texts)
    ]


@cache
def _own() -> frozenset[str]:
    return frozenset(line.text for line in stock.secrets())


def _harmless_texts(chance: Random, count: int) -> list[str]:
    """The town's own, which care has learnt, and what only looks harmful, which it has not."""
    alike = [
        one.text
        for category in SETS.values()
        for language in ("zh", "en")
        for one in written("sets", category, language)
        if not one.inside
    ]
    many = round(chances.LOOK_ALIKES * count)
    own = chance.sample(sorted(_own()), count - many)
    texts = own + chance.sample(alike, many)
    chance.shuffle(texts)
    return texts


def _visits(chance: Random, members: Sequence[int], days: int) -> list[Visit]:
    early, late = chances.AWAKE
    return [
        Visit(day * DAY + at, member, first=not turn)
        for member in members
        for day in range(days)
        for turn, at in enumerate(
            sorted(
                chance.randrange(early * HOUR, late * HOUR) // TICK * TICK
                for _ in range(chance.choice(chances.VISITS))
            )
        )
    ]


def _moment(chance: Random, days: int) -> int:
    return chance.randrange(_end(days)) // TICK * TICK


def _end(days: int) -> int:
    return days * DAY - LAST


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
