"""What moderators on shift do with the queue, each by their own judgement, mostly rightly."""

from typing import Any

from attacks.staff import Moderator
from week import chances
from week.living import Living
from week.reading import REASONS
from week.record import Item, Look
from week.script import HOUR

Case = dict[str, Any]
RULES = ("bullying", "rumour", "spam", "other")  # that jurors decide about
NOTE = {"note": "The school says that this is not so.", "source": "https://school.example/news"}


async def work(living: Living) -> None:
    """A quarter of an hour of whoever is on shift, who signs in when it begins."""
    second = living.now % (24 * HOUR)
    for shift, moderator in zip(chances.SHIFTS, living.moderators, strict=True):
        if shift.begins * HOUR <= second < shift.ends * HOUR:
            if second == shift.begins * HOUR:
                await moderator.sign_in((await living.device(0).place())["now"])
            await _look(living, moderator)


async def _look(living: Living, moderator: Moderator) -> None:
    queue = await moderator.ask("GET", "queue") or []
    living.record.queue.append((living.now, len(queue)))
    looked = 0
    for place, waiting in enumerate(queue):
        item = living.by_text[waiting["case"]["text"]]
        living.sights.case(item, waiting, place)
        left = _is_left_to_jurors(living, waiting["case"], item)
        if looked < chances.PACE and not waiting["closed"] and not left:
            looked += await _decide(living, moderator, waiting)
    for takedown in await moderator.ask("GET", "takedowns") or []:
        item = living.by_text.get(takedown["quotation"])
        answer = "taken-down" if item and item.harms else "left"
        path = f"takedowns/{takedown['takedown']}/answer"
        await moderator.ask("POST", path, answer=answer, reason="I looked at what it means.")


def _is_left_to_jurors(living: Living, case: Case, item: Item) -> bool:
    fit = case["rule"] in RULES and case["hold"] == "stays" and case["appeal"] is None
    return fit and living.now - (item.first("stays") or item.out) < chances.PATIENCE * HOUR


async def _decide(living: Living, moderator: Moderator, waiting: dict[str, Any]) -> bool:
    """Whether there was something to do: an own proposal waits for somebody else."""
    case: Case = waiting["case"]
    item = living.by_text[case["text"]]
    looked = moderator.name, item.text, case["appeal"] is not None
    misread = item.misread and case["appeal"] is None
    mistaken = misread or living.chance("mistaken", *looked) < chances.MISTAKEN
    breaks = item.harms != mistaken
    stopped = breaks and item.kind == "rumour" and not item.dangerous
    outcome = "stays" if stopped else "removed" if breaks else "kept"
    if outcome == "removed" and waiting["second"] == "own":
        return False
    rule = (breaks and REASONS.get(item.kind)) or case["rule"]
    if breaks and item.kind == "rumour":
        await _gather(living, moderator, case, item)
    path = f"cases/{case['case']}/decision"
    body = {"outcome": outcome, "rule": rule, "reason": "I read it and its thread."}
    answer = await moderator.ask("POST", path, **body)
    if answer:
        _write(living, moderator, item, outcome, answer["state"] == "decided", case)
        await living.watch(item)
    return True


async def _gather(living: Living, moderator: Moderator, case: Case, item: Item) -> None:
    """The first who sees a rumour treats all its wordings alike."""
    alike = [
        one
        for one in living.record.items
        if one.kind == "rumour" and one.dangerous == item.dangerous and one.out <= living.now
    ]
    if any(look.outcome == f"gathered {item.dangerous}" for look in living.record.looks):
        return
    more = {} if item.dangerous else NOTE
    state = "removed" if item.dangerous else "stopped"
    path = f"cases/{case['case']}/rumour"
    await moderator.ask("POST", path, state=state, reason="It is not true.", **more)
    look = Look(living.now, moderator.name, "rumour", f"gathered {item.dangerous}", True)
    living.record.looks.append(look)
    await living.watch(*alike)


def _write(  # noqa: PLR0913, PLR0917 who, what and what came of it
    living: Living, moderator: Moderator, item: Item, outcome: str, decided: bool, case: Case
) -> None:
    right = item.harms == (outcome != "kept")
    said = outcome if decided else "proposed"
    living.record.looks.append(Look(living.now, moderator.name, item.kind, said, right))
    if not decided:
        return
    item.kept_from_climbing = outcome == "stays"
    item.removed = living.now if outcome == "removed" else None
    if case["appeal"] is not None:
        item.upheld = outcome != "removed"
