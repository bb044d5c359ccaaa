"""What a page owes to everybody who opens it: axe's rules, a still layout, no stranger asked."""

import gzip
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Request

WEB = Path(__file__).parent.parent / "web"
DIST = WEB / "dist"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIRST = {
    "for a newcomer": "src/rooms/accounts/welcome.tsx",
    "for a member": "src/rooms/feed/feed-screen.tsx",
}
FIRST_BYTES = 40_000  # gzip, before anything can be read
SHIFT = 0.05  # cumulative, of one screen from its load on

WATCH_SHIFTS = """
    window.shifted = 0;
    window.movers = [];
    new PerformanceObserver((list) => {
        for (const one of list.getEntries().filter((one) => !one.hadRecentInput)) {
            window.shifted += one.value;
            for (const { node } of one.sources) window.movers.push(node?.localName ?? "text");
        }
    }).observe({ type: "layout-shift", buffered: true });
"""
RUN = "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
STILL = """() => Promise.all(document.getAnimations().map((one) => {
    if (one.effect.getTiming().iterations !== Infinity) one.finish();
}))"""


@dataclass
class Findings:
    """Of all screens that were looked at."""

    origin: str
    screens: list[str] = field(default_factory=list[str])
    violations: list[str] = field(default_factory=list[str])
    shifts: dict[str, float] = field(default_factory=dict[str, float])
    strangers: list[str] = field(default_factory=list[str])

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "blob:", "data:")):
            self.strangers.append(request.url)

    def worst_shift(self) -> str:
        """How far, and where."""
        by, name = max(((by, name) for name, by in self.shifts.items()), default=(0.0, "nowhere"))
        return f"{by:.3f} on {name}"

    def shifting(self) -> list[str]:
        return [f"{name} {by:.3f}" for name, by in self.shifts.items() if by >= SHIFT]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"screens                   {len(self.screens)}",
                f"axe violations            {len(self.violations)}",
                f"worst layout shift        {self.worst_shift()} (bound {SHIFT})",
                f"requests to others        {len(self.strangers)}",
            ]
        )


@cache
def axe() -> str:
    return (WEB / "node_modules/axe-core/axe.min.js").read_text()


async def watch(page: Page, findings: Findings) -> None:
    page.context.on("request", findings.asked)
    await page.add_init_script(WATCH_SHIFTS)


async def look(page: Page, name: str, findings: Findings) -> None:
    """Whatever axe finds wrong on what stands on the screen now, and how far it has shifted."""
    await page.evaluate(STILL)
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(axe())
    result = await page.evaluate(RUN, TAGS)
    findings.screens.append(name)
    findings.violations += [line for found in result["violations"] for line in _lines(name, found)]
    shifted, movers = await page.evaluate("[window.shifted ?? 0, window.movers ?? []]")
    findings.shifts[f"{name} ({', '.join(movers)})"] = shifted


def _lines(screen: str, violation: dict[str, Any]) -> list[str]:
    return [
        f"{screen}: {violation['id']}: {node['target']} {node['failureSummary'].splitlines()[-1]}"
        for node in violation["nodes"]
    ]


def first_bytes(screen: str) -> int:
    """Of all scripts before this screen can be read, as the build names them; the longest words."""
    chunks = json.loads((DIST / ".vite/manifest.json").read_text())
    files = _needed(chunks, "index.html") | _needed(chunks, screen)
    words = (chunks[name]["file"] for name in chunks if name.startswith("virtual:words/first/"))
    return sum(map(_size, files)) + max(map(_size, words))


def _size(file: str) -> int:
    return len(gzip.compress((DIST / file).read_bytes(), 9))


def _needed(chunks: dict[str, Any], name: str) -> set[str]:
    chunk = chunks[name]
    imported = (_needed(chunks, one) for one in chunk.get("imports", []))
    return {chunk["file"]}.union(*imported)


def directives(policy: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _, value in parts}
