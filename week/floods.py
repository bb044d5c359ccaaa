"""Floods of reports, each as a few people with many hands would make it."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

import msgspec

from mimi.client import Refused
from mimi.town import stock
from week.hands import Under, each, meanwhile, reading, report
from week.script import DAY, HOUR

REPORTS, FLOODERS = 10_000, 24
BRIGADE = 200
SLUR = "Everybody should know that Norbert Quillfeather stole the money from the class trip."


class Found(msgspec.Struct, frozen=True):
    flood: str
    said: dict[str, float | int | str]


async def reports(under: Under) -> Found:
    """Two dozen members report all they see, again and again: by the real cap of 20 a day."""
    town = under.town
    seated = town.seated
    harmless = [line.text for line in stock.secrets()][: 3 * len(seated)]
    told = await under.told((seated[at % len(seated)], text) for at, text in enumerate(harmless))
    [slur] = await under.told([(seated[0], SLUR)])
    quiet = await reading(await under.reader(), 40)
    first = await _flood(under, told)
    genuine = await _genuine(under, slur)
    hidden = await _hidden(under, told)
    queue = await _work(under)
    await town.wait(DAY)
    await town.wait(DAY)  # what two decided is told by night, and counts
    again = await _flood(under, told[::-1])
    hidden_again = await _hidden(under, told)
    return Found(
        f"{REPORTS:,} reports of {len(told)} harmless secrets by {FLOODERS} of {len(seated)}",
        {
            "answered a second": round(REPORTS / first.seconds),
            "counted": first.answers["accepted"],
            "refused, above 20 a member and day": first.answers["too-many"],
            "not found, as hidden by then": first.answers["not-found"],
            "a page of the feed before, ms (median)": quiet[0],
            "a page of the feed meanwhile, ms (median)": first.reading[0],
            "a page of the feed meanwhile, ms (95th)": first.reading[1],
            "harmless secrets hidden": hidden,
            "a named slur that one other reader reports is gone": "yes" if genuine[0] else "no",
            "and its place in the queue": genuine[1],
            "cases that moderators let go, one look each": queue,
            "the same flood after the night: harmless hidden": hidden_again,
            "the same flood after the night: counted": again.answers["accepted"],
        },
    )


async def brigade(under: Under) -> Found:
    """Two hundred new accounts report what is public, and each secret of one circle."""
    town = under.town
    popular, other = await under.told(
        [(town.seated[1], "It rains."), (town.seated[1], "It snows.")]
    )
    for _ in range(6):  # who sees it likes it, and with each hour more do
        for at in town.seated:
            with suppress(Refused):
                await town.members[at].like(popular)
        await town.wait(HOUR)
    accounts = [await town.newcomer() for _ in range(BRIGADE)]
    public = (await town.members[town.witness(town.seated[1])].card(popular))["public"]
    both = [(one, secret) for one in accounts for secret in (popular, other)]
    began = perf_counter()
    answers = Counter(await each(both, lambda pair: report(*pair, "named")))
    return Found(
        f"a brigade of {BRIGADE} new accounts against a public secret, and against one that is not",
        {
            "the popular one is public": "yes" if public else "no",
            "reports a second": round(len(both) / (perf_counter() - began)),
            "accepted": answers["accepted"],
            "not found: they do not see it": answers["not-found"],
            "the public one is hidden": "no" if await under.sees(popular) else "yes",
            "the other one is hidden": "no" if await under.sees(other) else "yes",
        },
    )


@dataclass
class Flooded:
    answers: Counter[str]
    seconds: float
    reading: tuple[float, float]


async def _flood(under: Under, told: Sequence[UUID]) -> Flooded:
    town = under.town
    devices = [town.members[at] for at in town.seated[:FLOODERS]]
    asked = ((devices[at % FLOODERS], told[at // FLOODERS % len(told)]) for at in range(REPORTS))
    began = perf_counter()
    reporting = each(asked, lambda pair: report(*pair, "bullying"))
    answers, pages = await meanwhile(await under.reader(), reporting)
    return Flooded(Counter(answers), perf_counter() - began, pages)


async def _genuine(under: Under, slur: UUID) -> tuple[bool, int | str]:
    """One reader who floods nothing reports the slur."""
    for at in under.town.seated[FLOODERS:][::-1]:
        if await report(under.town.members[at], slur, "named") == "accepted":
            break
    queue = await (await under.moderator()).ask("GET", "queue") or []
    places = [at for at, one in enumerate(queue, 1) if one["case"]["text"] == SLUR]
    return not await under.sees(slur), places[0] if places else "not seen"


async def _hidden(under: Under, told: Sequence[UUID]) -> int:
    return sum([not await under.sees(secret) for secret in told])


async def _work(under: Under) -> int:
    """A moderator lets everything go that harms nobody, fifty at a time."""
    done, ann = 0, await under.moderator()
    while queue := [one for one in await ann.ask("GET", "queue") if one["case"]["text"] != SLUR]:
        for one in queue:
            path = f"cases/{one['case']['case']}/decision"
            body = {"outcome": "kept", "rule": "other", "reason": "It harms nobody."}
            done += bool(await ann.ask("POST", path, **body))
    return done
