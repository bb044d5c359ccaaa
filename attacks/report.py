"""The findings as one page that people understand: no script, no request, one bar an attack."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from attacks.finding import Finding

WIDE, HIGH, BAR = 300, 40, 14  # pixels
SCALES = (0.1, 0.25, 0.5, 1.0)  # the first one on which bound and result have room

PROMISES = {
    "P1": "The author is one of at least K, now and whatever the author does later.",
    "P2": "No author in the store.",
    "P3": "Two answers of one person are no more alike than two of different people.",
    "P4": "Order, ids, headers and times tell nothing finer than the window.",
    "P5": "Counts are coarse and late; nobody learns who liked.",
    "P6": "No query tells whether a number is a member.",
    "P7": "Numbers of contacts are never kept.",
    "P8": "Photos carry nothing but the picture.",
    "P9": "Fake accounts do not count.",
    "P10": "Only people near the author can answer.",
    "P11": "Moderators act without learning who.",
    "P12": "A secret already told never reaches more than its rule said.",
    "friends": "A friendship takes both.",
    "tokens": "Everybody may write as much as everybody else.",
}

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b22; --paper: #fbfaf7; --faint: #5d5a66;
  --rail: #8883; --good: #2e7d62; --bad: #b3261e; --bound: #b36a00 }
@media (prefers-color-scheme: dark) { :root { --ink: #eceaf2; --paper: #17161c; --faint: #a6a2b3;
  --good: #58b394; --bad: #ff8a80; --bound: #f0a742 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto 4rem;
  padding: 0 1rem; color: var(--ink); background: var(--paper) }
h1 { line-height: 1.2 } h2 { margin: 2.4rem 0 .2rem; font-size: 1.15rem } h3 { margin: 0;
  font-size: 1rem; overflow-wrap: anywhere } p { margin: .1rem 0 .5rem }
article, section { display: grid; grid-template-columns: minmax(0, 1fr) 300px; gap: .2rem 1.5rem;
  padding: .7rem 0; border-top: 1px solid var(--rail) }
.faint { color: var(--faint); font-size: .9rem } .missed { color: var(--bad); font-weight: 700 }
.said { font-size: .9rem; font-variant-numeric: tabular-nums } svg { display: block }
svg text { font-size: 11px; fill: var(--faint) }
@media (max-width: 40rem) { article, section { grid-template-columns: minmax(0, 1fr) } }
"""
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mimi under attack</title>
<meta name="viewport" content="width=device-width"><style>{style}</style>
<h1>Mimi under attack</h1>
<p>Each line is an attack that was run against a live server, by programs that speak to it like
anybody else; the thief of the store also had its disk. They were helped: they knew who is friends
with whom, who sits in which circle and who was online when. They had to find out the rest.</p>
<section><div><p><b>How to read a line.</b> The bar is how often the attacker was right. The
whiskers are what chance may have made of it (three sigma). The upright mark is the bound that Mimi
promises: missed only if all of the whiskers are beyond it.</p></div>{legend}</section>
<p class="said"><b>{fine} of {all}</b> stayed within their bound{missed}. {where}</p>
"""
LEGEND = Finding("", "", 0.07, 0.083, 400, 0.04, 0.1, True, 0, "")


def page(findings: Iterable[Finding], where: str) -> str:
    """HTML. `where`: a sentence on the town and the day, for who reads it later."""
    found = sorted(findings, key=lambda one: _rank(one.promise))
    missed = [one.attack for one in found if not one.ok]
    named = f'; <span class="missed">missed: {escape("; ".join(missed))}</span>' if missed else ""
    fine = len(found) - len(missed)
    texts = {"fine": fine, "all": len(found), "missed": named, "where": escape(where)}
    head = HEAD.format(style=STYLE, legend=_bar(LEGEND), **texts)
    parts = [
        f"<h2>{escape(promise)}</h2><p>{PROMISES.get(promise, '')}</p>"
        + "".join(map(_article, together))
        for promise, together in groupby(found, key=lambda one: one.promise)
    ]
    return head + "".join(parts) + "</html>\n"


def _rank(promise: str) -> tuple[int, str]:
    number = promise.removeprefix("P")
    return (int(number) if number.isdecimal() else len(PROMISES), promise)


def _article(one: Finding) -> str:
    verdict = "" if one.ok else ' <span class="missed">bound missed</span>'
    return (
        f"<article><div><h3>{escape(one.attack)}{verdict}</h3>"
        f'<p class="faint">Wanted: {escape(one.wanted)}.</p></div>'
        f'<div>{_bar(one)}<p class="said">{_said(one)}</p></div></article>'
    )


def _said(one: Finding) -> str:
    if not one.n:
        return "nothing to guess: the attacker never saw what it needed"
    if not one.bound:
        return f"worked {round(one.value * one.n):,} of {one.n:,} times; promised: never"
    return (
        f"right {one.value:.1%} of {one.n:,} times ({one.low:.1%} to {one.high:.1%}); "
        f"bound {one.bound:.1%}"
    )


def _bar(one: Finding) -> str:
    """On one of four scales, so that a bound of one in twelve can be seen too."""
    most = next((top for top in SCALES if max(one.bound * 1.1, one.high) <= top), 1.0)

    def at(share: float) -> float:
        return round(min(share, most) / most * (WIDE - 2) + 1, 1)

    middle = BAR / 2 + 4
    ends = [(at(0), "start", "0"), (at(most), "end", f"{most:.0%}")]
    low, high = at(one.low), at(one.high)
    whiskers = f"M{low} {middle - 4}v8M{low} {middle}H{high}M{high} {middle - 4}v8"
    return (
        f'<svg width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'aria-label="{one.value:.1%}, bound {one.bound:.1%}">'
        f'<rect x="0" y="4" width="{WIDE}" height="{BAR}" fill="var(--rail)" rx="3"/>'
        f'<rect x="0" y="4" width="{at(one.value) if one.value else 0}" height="{BAR}" rx="3" '
        f'fill="var(--{"good" if one.ok else "bad"})"/>'
        + (f'<path d="{whiskers}" stroke="currentColor" fill="none"/>' if one.n else "")
        + f'<line x1="{at(one.bound)}" x2="{at(one.bound)}" y1="0" y2="{BAR + 8}" '
        'stroke="var(--bound)" stroke-width="3"/>'
        + "".join(
            f'<text x="{x}" y="{HIGH - 4}" text-anchor="{way}">{said}</text>'
            for x, way, said in ends
        )
        + "</svg>"
    )
