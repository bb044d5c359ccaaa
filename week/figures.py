"""The figures of a week, from the record of it and of the same one without moderation. PURE."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from week import chances
from week.chances import HARMS, Kind
from week.found import (
    Appeals,
    ByKind,
    FalseHolds,
    Figures,
    Fortune,
    Jury,
    Moderation,
    SelfHarm,
    Spread,
    Takedowns,
)
from week.living import Living
from week.record import Asked, Item, Record, Reported, State
from week.script import HOUR

MINUTES = 60
FORTUNE = 10 * MINUTES
PROVED, SHARE = 3, 0.7  # from which tasks of known answer and share a juror's word counts


def figures(moderated: Living, other: Living) -> Figures:
    week, without = moderated.record, other.record
    assert moderated.identities
    kinds = [_kind(kind, week, without) for kind in HARMS]
    seen, seen_without = (sum(getattr(one, of) for one in kinds) for of in VIEWS)
    return Figures(
        members=len(moderated.village.graph),
        seed=moderated.seed,
        days=week.days,
        secrets=sum(one.parent is None for one in week.items),
        kinds=kinds,
        views=seen,
        views_unmoderated=seen_without,
        prevented=_prevented(seen, seen_without),
        told_less=week.dry,
        told_less_unmoderated=without.dry,
        fortune=_fortune(week),
        false_holds=_false_holds(week),
        appeals=_appeals(week),
        jury=_jury(week),
        moderation=_moderation(week),
        self_harm=_self_harm(week),
        takedowns=_takedowns(week),
        identities=moderated.identities,
    )


VIEWS = ("views", "views_unmoderated")


def spread(hours: Iterable[float | None]) -> Spread:
    """Median and 95th of those that it happened to, by the nearest rank."""
    all_, known = (found := list(hours)), sorted(one for one in found if one is not None)
    if not known:
        return Spread(len(all_), 0, None, None)
    p95 = known[min(len(known) - 1, int(0.95 * len(known)))]
    return Spread(len(all_), len(known), round(median(known), 2), round(p95, 2))


def share(of: Sequence[bool]) -> float | None:
    return round(sum(of) / len(of), 3) if of else None


def _prevented(seen: int, without: int) -> float:
    return round(1 - seen / without, 3) if without else 0.0


def _kind(kind: Kind, week: Record, without: Record) -> ByKind:
    items = [one for one in week.items if one.kind == kind]
    views = sum(len(one.views) for one in items)
    others = sum(len(one.views) for one in without.items if one.kind == kind)
    return ByKind(
        kind=kind,
        told=len(items),
        reported=sum(bool(one.reports) for one in items),
        slowed=_until(items, lambda one: one.first("stays", "hidden")),
        gone=_until(items, lambda one: one.first("hidden")),
        removed=_until(items, lambda one: one.removed),
        views=views,
        views_unmoderated=others,
        prevented=_prevented(views, others),
    )


def _until(items: Sequence[Item], when: Callable[[Item], int | None]) -> Spread:
    moments = [(one.out, when(one)) for one in items]
    return spread(None if at is None else (at - out) / HOUR for out, at in moments)


def _fortune(week: Record) -> Fortune:
    all_ = [one for one in week.items if one.kind == "named" and one.reports]
    reported = [one for one in all_ if _said(one)]
    asleep = [one for one in reported if not _said(one)[0].awake]
    known = [wait for one in reported if (wait := _wait(one, _said(one))) is not None]
    return Fortune(
        reported=len(reported),
        passed=sum(passed(one, _said(one)) for one in reported),
        any_reason=len(all_),
        passed_any_reason=sum(passed(one, one.reports) for one in all_),
        while_nobody_was_awake=len(asleep),
        passed_then=sum(passed(one, _said(one)) for one in asleep),
        worst_minutes=round(max(known) / MINUTES, 1) if known else None,
        failed=[one.text for one in reported if not passed(one, _said(one))],
    )


def _said(item: Item) -> list[Reported]:
    """The reports that say what it is."""
    return [one for one in item.reports if one.reason == "named"]


def passed(item: Item, reports: Sequence[Reported]) -> bool:
    """Gone for everybody before its second reader reports, or within ten minutes of the first."""
    wait = _wait(item, reports)
    if wait is None:
        return False
    gone = reports[0].at + wait
    return wait <= FORTUNE or len(reports) == 1 or gone <= reports[1].at


def _wait(item: Item, reports: Sequence[Reported]) -> int | None:
    """From the first report until it was gone: none if it was gone already. What was hidden before
    and shown again has not passed by that."""
    first, state = reports[0].at, "seen"
    for change in item.changes:
        if change.at >= first and change.state == "hidden":
            return change.at - first
        if change.at < first:
            state = change.state
    return 0 if state == "hidden" else None


def _false_holds(week: Record) -> FalseHolds:
    fine = [one for one in week.items if one.kind == "harmless"]
    hidden = [one for one in fine if one.first("hidden") is not None]
    slowed = [one for one in fine if one.first("stays") is not None and one not in hidden]
    return FalseHolds(
        harmless=len(fine),
        slowed=len(slowed),
        hidden=len(hidden),
        by_care=sum(one.first("stays") == one.out for one in fine),
        slowed_hours=spread(_lengths(slowed, week, "stays")),
        hidden_hours=spread(_lengths(hidden, week, "hidden")),
        removed=sum(one.removed is not None for one in fine),
    )


def _lengths(items: Sequence[Item], week: Record, *states: State) -> list[float]:
    """All spells of an item together."""
    return [sum(one.spells(*states, end=week.end)) / HOUR for one in items]


def _appeals(week: Record) -> Appeals:
    made = [one for one in week.items if one.appealed is not None]
    fine = [one for one in made if not one.harms]
    return Appeals(
        made=len(made),
        by_the_harmless=len(fine),
        upheld=sum(one.upheld is True for one in made),
        upheld_of_the_harmless=sum(one.upheld is True for one in fine),
        refused=sum(one.upheld is False for one in made),
        waiting=sum(one.upheld is None for one in made),
    )


def _jury(week: Record) -> Jury:
    controls = [one for one in week.votes if one.control]
    cases = [one for one in week.votes if not one.control]
    # what was said and whether it was right tell what it was
    fine = [one.right for one in controls if one.breaks != one.right]
    harmful = [one.right for one in controls if one.breaks == one.right]
    records = {
        juror: [one.right for one in controls if one.juror == juror]
        for juror in {one.juror for one in week.votes}
    }
    proved = [one for one in records.values() if len(one) >= PROVED]
    return Jury(
        jurors=len(records),
        controls=len(controls),
        controls_right=share([one.right for one in controls]),
        wrongly_harmful=share([not right for right in fine]),
        wrongly_harmless=share([not right for right in harmful]),
        muted=sum(sum(one) < SHARE * len(one) for one in proved),
        cases=len(cases),
        cases_right=share([one.right for one in cases]),
        verdicts=len(week.verdicts),
        verdicts_right=share(list(week.verdicts.values())),
    )


def _moderation(week: Record) -> Moderation:
    looks = [one for one in week.looks if not one.outcome.startswith("gathered")]
    hours = week.days * sum(shift.ends - shift.begins for shift in chances.SHIFTS)
    return Moderation(
        looks=len(looks),
        right=share([one.right for one in looks]),
        longest_queue=max((length for _, length in week.queue), default=0),
        decided_a_shift_hour=round(len(looks) / hours, 2),
    )


def _self_harm(week: Record) -> SelfHarm:
    items = [one for one in week.items if one.kind == "self-harm"]
    reported = [one for one in items if one.reports]
    return SelfHarm(
        told=len(items),
        hidden=sum(one.first("hidden") is not None for one in items),
        reported=len(reported),
        helped=sum(one.helped is not None for one in items),
        hours=spread(
            None if one.helped is None else (one.helped - one.reports[0].at) / HOUR
            for one in reported
        ),
    )


def _takedowns(week: Record) -> Takedowns:
    rightly = [one for one in week.takedowns if one.rightly]
    wrongly = [one for one in week.takedowns if not one.rightly]
    before = [one for one in rightly if _gone(one.item, one.at) == 0]
    return Takedowns(
        rightly=len(rightly),
        gone_before=len(before),
        gone_after=spread(_gone(one.item, one.at) for one in rightly if one not in before),
        wrongly=len(wrongly),
        wrongly_hidden=sum(_at_once(one) for one in wrongly),
    )


def _at_once(asked: Asked) -> bool:
    """Whether it was hidden by the window that looks for what is asked, and so because of it."""
    after = (change for change in asked.item.changes if change.state == "hidden")
    return any(0 <= change.at - asked.at <= FORTUNE for change in after)


def _gone(item: Item, asked: int) -> float | None:
    """Hours from the request until it was gone: 0 if it was already."""
    state = "seen"
    for change in item.changes:
        if change.at > asked and change.state == "hidden":
            return (change.at - asked) / HOUR
        if change.at <= asked:
            state = change.state
    return 0.0 if state == "hidden" else None
