"""A visit: reading, liking, reporting; what one is told about the own secrets; the jury."""

import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import mimi
from mimi.client import NotMine, Refused
from week import chances
from week.chances import Kind
from week.living import Living
from week.record import Item, Reported, Vote
from week.script import Visit

REASONS: dict[Kind, str] = {
    "named": "named",
    "threat": "threat",
    "sexual": "nudity",
    "spam": "spam",
    "rumour": "rumour",
    "bullying": "bullying",
    "cruel": "bullying",
    "self-harm": "self-harm",
}
GRAVE = ("named", "threat")


async def visit(living: Living, one: Visit) -> None:
    if one.first:
        await _begin_the_day(living, one.member)
    for card in await living.device(one.member).read(chances.CARDS):
        item = living.by_id.get(UUID(card["secret"]))
        if item is None:
            continue
        await _see(living, one.member, item)
        if card["near"] and await _opens(living, one, item):
            for comment in await _thread(living, one.member, item):
                await _see(living, one.member, comment)
    if living.moderated:
        await _judge(living, one.member)


async def _opens(living: Living, one: Visit, item: Item) -> bool:
    """Only threads in which somebody is bullied are opened: the others say nothing here."""
    bullied = any(other.parent == item.id for other in living.record.items)
    return bullied and living.chance("opens", one, item.text) < chances.OPENS


async def _thread(living: Living, member: int, item: Item) -> list[Item]:
    try:
        said = await living.device(member).comments(item.id)
    except Refused:  # reported a moment ago
        return []
    found = (living.by_id.get(UUID(one["comment"])) for one in said)
    return [one for one in found if one]


async def _see(living: Living, member: int, item: Item) -> None:
    """The first time counts as a view; what one wrote oneself does not."""
    if member == item.author or member in item.views:
        return
    item.views[member] = living.now
    try:
        if item.parent is None:
            await _like(living, member, item)
        if living.moderated:
            await _report(living, member, item)
    except Refused:  # gone meanwhile, or one report too many today
        return


async def _like(living: Living, member: int, item: Item) -> None:
    if living.chance("like", member, item.text) < chances.LIKES.get(item.kind, 0):
        await living.device(member).like(item.id)
        if living.chance("share", member, item.text) < chances.SHARES:
            await living.device(member).share(item.id)


async def _report(living: Living, member: int, item: Item) -> None:
    grudging = item.kind == "harmless" and member in living.script.grudging
    likely = chances.GRUDGE if grudging else chances.REPORTS[item.kind]
    if item.misread and not item.reports:  # the first who reads it does
        likely = 1
    if living.chance("report", member, item.text) >= likely:
        return
    right = living.chance("reason", member, item.text) < chances.RIGHT_REASON
    wrong = GRAVE[int(2 * living.chance("grave", member, item.text))] if grudging else "other"
    reason = REASONS[item.kind] if right and item.kind in REASONS else wrong
    secret, comment = (item.parent, item.id) if item.parent else (item.id, None)
    body = {"secret": str(secret), "reason": reason, "comment": comment and str(comment)}
    answer = await living.device(member).ask("POST", "/v1/reports", json=body)
    living.sights.report(item, member, answer.json(), answer.headers.items())
    item.reports.append(Reported(living.now, member, reason, living.awake))
    await living.watch(item)


# after it, and once a day ----------------------------------------------------------------


async def _begin_the_day(living: Living, member: int) -> None:
    device = living.device(member)
    await device.fetch_tokens()
    with suppress(Refused):  # it was removed: nothing comes back
        await device.claim_one()
    if living.moderated:
        for item in [one for one in living.record.items if one.author == member]:
            await _hear(living, item)


async def _hear(living: Living, item: Item) -> None:
    """The author's device reads what was decided, and the author may say something."""
    if item.out >= living.now or (item.state != "hidden" and item.kind != "self-harm"):
        return
    device = living.device(item.author)
    secret, comment = (item.parent, item.id) if item.parent else (item.id, None)
    try:
        notice = await device.notice(secret, comment)
    except NotMine:
        return
    if notice is None or notice["outcome"] in item.told:
        return
    item.told.add(notice["outcome"])
    living.sights.notice(item, notice)
    if notice["outcome"] == "helped":
        item.helped = living.now
        if living.chance("safe", item.text) < chances.SAYS_SAFE:
            await device.say_safe(item.id)
    elif notice["appeal"] and item.appealed is None:
        likely = chances.APPEALS_WRONGLY if item.harms else chances.APPEALS_RIGHTLY
        if living.chance("appeal", item.text) < likely:
            await device.appeal(secret, "Nobody is harmed by this, please look again.", comment)
            item.appealed = living.now


async def _judge(living: Living, member: int) -> None:
    device = living.device(member)
    for turn in range(chances.JURY_TASKS):
        jury = (await device.ask("GET", "/v1/jury", params={"language": "en"})).json()
        task = jury["task"]
        living.shown.append(jury)
        if task is None:
            return
        truth = _control(task["text"])
        item = living.by_text.get(task["text"]) if truth is None else None
        breaks = item.harms if item else bool(truth)
        careless = living.chance("careless", member) < chances.CARELESS_SHARE
        skill = chances.CARELESS if careless else chances.CAREFUL
        right = living.chance("juror", member, task["text"], living.now, turn) < skill
        said = breaks == right
        await device.ask("POST", "/v1/jury", json={"task": task["task"], "breaks": said})
        living.record.votes.append(Vote(living.now, member, item is None, said, right))
        if item:
            living.sights.task(item, member, task)
            await _verdict(living, item)


async def _verdict(living: Living, item: Item) -> None:
    """Whether that vote decided: then what is held is hidden, or let go."""
    before = item.state
    await living.watch(item)
    if before == "stays" and item.state != "stays":
        living.record.verdicts[item.text] = (item.state == "hidden") == item.harms


@cache
def _controls() -> dict[str, bool]:
    """What a sensible juror says about the tasks of known answer, by reading them."""
    file = Path(mimi.__file__).parent / "rooms" / "jurors" / "controls.toml"
    table = cast(dict[str, list[list[Any]]], tomllib.loads(file.read_text(encoding="utf-8")))
    return {text: breaks for language in table.values() for text, _, breaks in language}


def _control(text: str) -> bool | None:
    """None of what is no task of known answer."""
    return _controls().get(text)
