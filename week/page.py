"""The week as one page that people understand: no script, no request, plots as SVG."""

from collections.abc import Iterable
from html import escape

from week.found import ByKind, Figures, Spread
from week.plots import Line, Range, bars, lines, ranges
from week.record import Record

NAMES = {
    "named": "slurs by name",
    "threat": "threats",
    "sexual": "sexual texts",
    "spam": "spam",
    "rumour": "rumours",
    "bullying": "abuse",
    "cruel": "cruel answers",
}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1b22; background: #fbfaf7 }
h2 { margin: 2.4rem 0 .4rem } p { margin: .2rem 0 .7rem } .faint { color: #5d5a66 }
.missed { color: #b3261e; font-weight: 700 } svg { display: block; width: 100%; height: auto }
svg text { font: 13px system-ui, sans-serif; fill: currentColor } .scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100% }
th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid #8883 }
th:first-child, td:first-child { text-align: left } caption { text-align: left; padding: .3rem 0 }
@media (prefers-color-scheme: dark) { body { color: #eceaf2; background: #17161c }
  .faint { color: #a6a2b3 } .missed { color: #ff8a80 } }
"""
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A week of care</title>
<meta name="viewport" content="width=device-width"><style>{style}</style>
<h1>A week of care</h1>
<p>{members} simulated members lived {days} days against a real server, over HTTP, twice: once with
reports, moderators and jurors, once on a server where nobody looks at anything. Who tells what when
and who reads it is the same in both. The rates at which people harm, report and judge are stated in
<code>week/chances.py</code>; nobody measured them on people. What is measured is what Mimi
does.</p>
<p><b>{prevented:.0%} of the harmful views were prevented</b>: {views:,} instead of {without:,}.
Identities revealed: <b>{revealed}</b>.</p>
"""


def page(found: Figures, week: Record, without: Record) -> str:
    head = HEAD.format(
        style=STYLE,
        members=found.members,
        days=found.days,
        prevented=found.prevented,
        views=found.views,
        without=found.views_unmoderated,
        revealed=found.identities.revealed,
    )
    parts = [
        _how_soon(found),
        _views(found, week, without),
        _fortune(found),
        _false_holds(found),
        _people(found, week),
        _identities(found),
    ]
    return head + "".join(parts) + "</html>\n"


def _how_soon(found: Figures) -> str:
    rows = [
        Range(label, spread.median, spread.p95, colour)
        for one in found.kinds
        for label, spread, colour in (
            (f"{NAMES[one.kind]}: slowed", one.slowed, "#c77700"),
            ("gone for everybody", one.gone, "#7a5ea8"),
            ("removed by two", one.removed, "#2e7d62"),
        )
    ]
    head = ("", "told", "slowed", "gone for everybody", "removed by two moderators")
    table = _table(head, (_soon(one) for one in found.kinds))
    return (
        "<h2>How soon</h2><p>Hours from when it came out. The dot is the median, the line "
        "ends at the "
        "95th of a hundred; of those that it happened to. “Slowed”: it climbs no further. "
        "Moderators "
        "sleep; the scale is logarithmic.</p>"
        + ranges(rows, "hours")
        + table
        + '<p class="faint">In the table: median / 95th in hours, and how many of those told.</p>'
    )


def _soon(one: ByKind) -> tuple[str, ...]:
    spreads = (one.slowed, one.gone, one.removed)
    return NAMES[one.kind], str(one.told), *map(_spread, spreads)


def _spread(one: Spread) -> str:
    if one.median is None or one.p95 is None:
        return f"– ({one.happened} of {one.of})"
    return f"{one.median:.1f} / {one.p95:.1f} ({one.happened} of {one.of})"


def _views(found: Figures, week: Record, without: Record) -> str:
    pairs = [(NAMES[one.kind], one.views, one.views_unmoderated) for one in found.kinds]
    over = [
        Line("without moderation", _sum_of_views(without), "#b3261e"),
        Line("with", _sum_of_views(week), "#2e7d62"),
    ]
    table = _table(
        ("", "with", "without", "prevented"),
        (
            (NAMES[one.kind], str(one.views), str(one.views_unmoderated), f"{one.prevented:.0%}")
            for one in found.kinds
        ),
    )
    return (
        "<h2>Harmful views</h2><p>A view is a member who sees a harmful text for the first time, "
        f"other than its author.</p>{bars(pairs, ('with', 'without'))}"
        f"<p>All of them, as the week goes:</p>{lines(over, week.end, 'day')}{table}"
        f"<p>Whoever harms runs dry: {found.told_less} harmful texts were not told, for want of a "
        f"token (without moderation {found.told_less_unmoderated}).</p>"
    )


def _sum_of_views(week: Record) -> list[tuple[int, int]]:
    moments = sorted(at for one in week.items if one.harms for at in one.views.values())
    return [(at, count) for count, at in enumerate(moments, 1)]


def _fortune(found: Figures) -> str:
    one = found.fortune
    all_ = one.passed == one.reported
    verdict = "Passed" if all_ else '<span class="missed">Not always passed</span>'
    failed = "".join(f"<li>{escape(text)}</li>" for text in one.failed)
    worst = "–" if one.worst_minutes is None else f"{one.worst_minutes:g} minutes"
    return (
        "<h2>A named slur is gone before its second reader reports, or within ten minutes</h2>"
        f"<p>{verdict}: {one.passed} of {one.reported} that somebody reported as such, "
        f"{one.passed_then} of {one.while_nobody_was_awake} while no moderator was awake; at worst "
        f"{worst} "
        f"after the first report. "
        f"By whichever reason was tapped first: "
        f"{one.passed_any_reason} of {one.any_reason}.</p><ul>{failed}</ul>"
    )


def _false_holds(found: Figures) -> str:
    one, appeals = found.false_holds, found.appeals
    spreads = [
        Range("kept from climbing", one.slowed_hours.median, one.slowed_hours.p95, "#c77700"),
        Range("gone for everybody", one.hidden_hours.median, one.hidden_hours.p95, "#7a5ea8"),
    ]
    return (
        f"<h2>What was held and harms nobody</h2><p>Of {one.harmless} harmless secrets "
        f"{one.slowed} "
        f"were kept from climbing ({one.by_care} at their edition, by what they say) and "
        f"{one.hidden} "
        f"were hidden for a while; {one.removed} were removed. For how many hours:</p>"
        f"{ranges(spreads, 'hours')}<p>Appeals: {appeals.made}, of which {appeals.by_the_harmless} "
        f"by authors who had harmed nobody. Upheld {appeals.upheld} "
        f"({appeals.upheld_of_the_harmless} of the harmless), refused {appeals.refused}, waiting "
        f"{appeals.waiting}.</p>"
    )


def _people(found: Figures, week: Record) -> str:
    jury, work, harm, asked = found.jury, found.moderation, found.self_harm, found.takedowns
    rows = (
        ("moderators' looks at cases", str(work.looks), _percent(work.right)),
        ("jurors' answers, of known answer", str(jury.controls), _percent(jury.controls_right)),
        ("… harmless ones called harmful", "", _percent(jury.wrongly_harmful)),
        ("… harmful ones called harmless", "", _percent(jury.wrongly_harmless)),
        ("jurors' answers about cases", str(jury.cases), _percent(jury.cases_right)),
        ("verdicts of juries", str(jury.verdicts), _percent(jury.verdicts_right)),
    )
    return (
        "<h2>Who looked</h2>"
        + _table(("", "how many", "right / share"), rows)
        + f"<p>{jury.jurors} members were jurors; the word of {jury.muted} did not count, and "
        f"nobody "
        "told them. The moderators' queue, whenever one of them looked:</p>"
        + lines([Line("cases waiting", week.queue, "#7a5ea8")], week.end, "day")
        + f"<p>Self-harm: {harm.told} told, {harm.hidden} ever hidden, {harm.reported} "
        f"reported, and "
        f"{harm.helped} authors learnt that somebody worries, {_spread(harm.hours)} hours "
        f"after the "
        "first report (it comes with the night).</p>"
        f"<p>“This is about me”, by people without an account: {asked.rightly} rightly, of which "
        f"{asked.gone_before} were gone before and the others after {_spread(asked.gone_after)} "
        f"hours; {asked.wrongly} wrongly, of which {asked.wrongly_hidden} hid something.</p>"
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _identities(found: Figures) -> str:
    one = found.identities
    rows = (
        (
            *(guess.attack, guess.wanted, str(guess.n), f"{guess.value:.3f}"),
            *(f"{guess.low:.2f}-{guess.high:.2f}", "within" if guess.ok else "MISSED"),
        )
        for guess in one.guesses
    )
    return (
        f"<h2>Identities revealed: {one.revealed}</h2><p>Of {one.strings:,} strings that "
        f"moderators "
        f"and jurors were shown, {one.numbers_or_circles} had a number or the name of a circle in "
        f"them; jurors were asked about {one.near_tasks} cases of circles that they see; reporters "
        f"of {one.unequal_receipts} items were answered differently; {one.unequal_outcomes} "
        f"readers "
        "had another list of outcomes. And by guessing, with the attackers’ classifier, at three "
        "sigma; a bound is missed when even the low end is above .52:</p>"
        + _table(("what", "wanted", "guesses", "right", "interval", ""), rows)
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f"<th>{escape(one)}</th>" for one in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows
    )
    return f'<div class="scroll"><table><tr>{top}</tr>{body}</table></div>'
