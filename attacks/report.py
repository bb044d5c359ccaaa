"""The findings as one page that people understand: no script, no request, one bar an attack."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from attacks.finding import Finding

WIDE, BAR = 420, 14  # pixels

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1b22; background: #fbfaf7 }
h2 { margin: 2.2rem 0 .6rem } article { margin: 0 0 1.4rem } h3 { margin: 0; font-size: 1rem }
p { margin: .1rem 0 .3rem } .faint { color: #5d5a66 } .missed { color: #b3261e; font-weight: 700 }
svg { display: block; max-width: 100% } .said { font-variant-numeric: tabular-nums }
@media (prefers-color-scheme: dark) { body { color: #eceaf2; background: #17161c }
  .faint { color: #a6a2b3 } }
"""
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mimi under attack</title>
<meta name="viewport" content="width=device-width"><style>{style}</style>
<h1>Mimi under attack</h1>
<p>Each line is an attack that was run against a live server, by programs that speak to it like
anybody else. The bar is how often the attacker was right; the thin line through its end is what
chance may have made of it (three sigma); the upright line is the bound that Mimi promises. The
attackers were helped: they knew who is friends with whom and who sits in which circle.</p>
<p class="said"><b>{fine} of {all}</b> stayed within their bound. {where}</p>
"""


def page(findings: Iterable[Finding], where: str) -> str:
    """HTML. `where`: a sentence on the town and the day, for who reads it later."""
    found = list(findings)
    fine = sum(one.ok for one in found)
    head = HEAD.format(style=STYLE, fine=fine, all=len(found), where=escape(where))
    parts = [
        f"<h2>{escape(promise)}</h2>" + "".join(map(_article, together))
        for promise, together in groupby(
            sorted(found, key=lambda one: one.promise), key=lambda one: one.promise
        )
    ]
    return head + "".join(parts) + "</html>\n"


def _article(one: Finding) -> str:
    verdict = "" if one.ok else ' <span class="missed">bound missed</span>'
    said = (
        f"right {one.value:.1%} of {one.n:,} times ({one.low:.1%} to {one.high:.1%}), "
        f"bound {one.bound:.1%}"
    )
    return (
        f"<article><h3>{escape(one.attack)}{verdict}</h3>"
        f'<p class="faint">Wanted: {escape(one.wanted)}.</p>{_bar(one)}'
        f'<p class="said">{said}</p></article>'
    )


def _bar(one: Finding) -> str:
    """Drawn on a scale of its own, so that a bound of one in twelve can be seen."""
    most = max(one.bound, one.high, 0.02) * 1.15

    def at(share: float) -> float:
        return round(min(share, most) / most * WIDE, 1)

    colour = "#2e7d62" if one.ok else "#b3261e"
    middle = BAR / 2 + 4
    return (
        f'<svg width="{WIDE}" height="{BAR + 8}" viewBox="0 0 {WIDE} {BAR + 8}" role="img" '
        f'aria-label="{one.value:.1%}, bound {one.bound:.1%}">'
        f'<rect x="0" y="4" width="{WIDE}" height="{BAR}" fill="#8882" rx="3"/>'
        f'<rect x="0" y="4" width="{at(one.value)}" height="{BAR}" fill="{colour}" rx="3"/>'
        f'<line x1="{at(one.low)}" x2="{at(one.high)}" y1="{middle}" y2="{middle}" '
        f'stroke="currentColor" stroke-width="1.5"/>'
        f'<line x1="{at(one.bound)}" x2="{at(one.bound)}" y1="0" y2="{BAR + 8}" '
        f'stroke="#c77700" stroke-width="3"/></svg>'
    )
