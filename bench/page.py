"""The page by Lighthouse, as a phone on a slow network: `make bench-page`.

Screens by their addresses, five times each, first as a newcomer, then as a member; and how long a
member with an empty cache waits for the first card, measured and not simulated.
MIMI_TEST_ROUNDS: how many times instead of five; MIMI_TEST_SCREENS=all: every screen that has an
address, twice as long; `python -m bench.page feed tell`: only these, of all.
"""

import asyncio
import json
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import BrowserContext, async_playwright

from bench.database import database
from mimi.town import stock
from mimi.town.numbers import number
from tests.browser import DAY, FLAGS, PHONE, Served, free_port, served
from tests.test_browser import EN, sign_in

LIGHTHOUSE = Path(__file__).parent / "node_modules/.bin/lighthouse"
ROUNDS = int(os.environ.get("MIMI_TEST_ROUNDS", "5"))
SMALL = {"CIRCLE__K": "4", "CIRCLE__FULL": "5", "CIRCLE__MOST": "8"}
MATES, ME = range(4), 100
NEWCOMERS = ["/", "/#/sign-in", "/terms", "/privacy"]
FRIENDS = ["/#/friends", "/#/friends/numbers", "/#/friends/invite"]
SETTINGS = ["/#/settings", "/#/settings/appearance", "/#/settings/vault", "/#/settings/about"]
MEMBERS = ["/#/feed", "/#/tell", "/#/mine", *FRIENDS, *SETTINGS]
REST = ["lock", "notices", "pin", "words", "devices", "own", "number", "circle", "jury", "delete"]
MORE_MEMBERS = ["/#/friends/known", *(f"/#/settings/{part}" for part in REST)]
MORE_NEWCOMERS = ["/promises", "/rules"]
LEAST = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0}
FIRST_CARD = 2.5  # seconds
SLOW_4G = {"latency": 150, "downloadThroughput": 1.6e6 / 8 * 0.9, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4  # times
CARD = """new Promise(done => {
    const look = () => document.querySelector("article .words")
        ? done(performance.now()) : requestAnimationFrame(look);
    look();
})"""


def main() -> None:
    with TemporaryDirectory(prefix="mimi-bench-") as folder, database(Path(folder)) as url:
        looked, missed = asyncio.run(measure(Path(folder), url))
    of = len(NEWCOMERS + MORE_NEWCOMERS + MEMBERS + MORE_MEMBERS) + 1
    print(f"screens looked at: {looked} of {of}; bounds missed: {len(missed)}")
    if missed:
        raise SystemExit("\n".join(missed))


async def measure(folder: Path, database_url: str) -> tuple[int, list[str]]:
    async with served(folder, database_url, **SMALL) as server, async_playwright() as playwright:
        port = free_port()
        context = await playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=shutil.which("chromium"),
            args=[*FLAGS, f"--remote-debugging-port={port}"],
            base_url=server.url,
            viewport=PHONE,
            locale="en-GB",
            service_workers="block",
        )
        lighthouse = Lighthouse(context, server.url, port)
        for path in wanted(NEWCOMERS, MORE_NEWCOMERS):
            await lighthouse.look(path, **({"seo": 1.0} if path == "/" else {}))
        secret = await settle(server, context)
        for path in wanted([*MEMBERS, f"/#/secret/{secret}"], MORE_MEMBERS):
            await lighthouse.look(path)
        await lighthouse.first_card()
        await context.close()
    return lighthouse.looked, lighthouse.missed


def wanted(paths: list[str], more: list[str]) -> list[str]:
    """Those that the command names by how they end; without names not the `more`, unless asked."""
    only = tuple(sys.argv[1:])
    if only:
        return [path for path in paths + more if path.endswith(only)]
    return paths + (more if os.environ.get("MIMI_TEST_SCREENS") == "all" else [])


async def settle(server: Served, context: BrowserContext, photos: Sequence[bytes] = ()) -> str:
    """A member with a feed, each fourth secret with one of the photos; gives the id of a secret."""
    mates = [await server.member(mate, [*MATES, ME]) for mate in MATES]
    page = await context.new_page()
    await sign_in(page, ME, EN)
    await page.goto("/#/friends/numbers")
    await page.get_by_role("textbox").fill("\n".join(number(mate) for mate in MATES))
    async with page.expect_response("**/v1/contacts"):
        await page.get_by_role("button", name=EN["look"]).click()
    for _ in range(9):
        await server.wait(DAY)
    for mate in mates:
        await mate.fetch_tokens()
    for at, mate in enumerate(mates):
        for number_, line in enumerate(stock.secrets()[at * 10 : at * 10 + 10], at * 10):
            photo = photos[number_ // 4 % len(photos)] if photos and number_ % 4 == 0 else None
            await mate.tell(line.text, look=stock.LOOKS[at * 9], photo=photo)
    await server.editions()
    await page.close()
    return str((await mates[0].read())[0]["secret"])


@dataclass
class Lighthouse:
    context: BrowserContext
    url: str
    port: int

    def __post_init__(self) -> None:
        self.looked, self.missed = 0, list[str]()

    async def look(self, path: str, **more: float) -> None:
        least = LEAST | more
        runs = [await self.run(path, list(least)) for _ in range(ROUNDS)]
        found = {kind: statistics.median(run[kind] for run in runs) for kind in least}
        print(
            f"{path[:24]:<24}",
            *(f"{kind} {by:.2f}" for kind, by in found.items()),
            flush=True,
        )
        self.looked += 1
        self.missed += [
            f"missed: {path}: {kind} {by} of {least[kind]}"
            for kind, by in found.items()
            if by < least[kind]
        ]

    async def run(self, path: str, kinds: list[str]) -> dict[str, float]:
        """With an empty cache, as whoever is signed in."""
        devtools = await self.context.new_cdp_session(await self.context.new_page())
        await devtools.send("Network.clearBrowserCache")
        command = [LIGHTHOUSE, self.url + path, f"--port={self.port}", "--disable-storage-reset"]
        command += ["--output=json", "--quiet", f"--only-categories={','.join(kinds)}"]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        output, _ = await process.communicate()
        for page in self.context.pages[1:]:
            await page.close()
        report = json.loads(output)
        return {kind: report["categories"][kind]["score"] for kind in kinds}

    async def first_card(self) -> None:
        """Seconds, with an empty cache, on a network and a processor that are slow in fact."""
        page = await self.context.new_page()
        devtools = await self.context.new_cdp_session(page)
        await devtools.send("Network.enable")
        await devtools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        times: list[float] = []
        for _ in range(ROUNDS):
            await devtools.send("Network.clearBrowserCache")
            await page.goto("about:blank")
            await page.goto("/#/feed", wait_until="commit")
            times.append(await page.evaluate(CARD) / 1000)
        found = statistics.median(times)
        print(f"first card               {found:.2f} s of {[round(one, 2) for one in times]}")
        if found > FIRST_CARD:
            self.missed.append(f"missed: first card: {found:.2f} s of {FIRST_CARD}")


if __name__ == "__main__":
    main()
