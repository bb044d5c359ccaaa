"""The machine's clock jumps, forwards and back."""

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from torture.kills import broken, living
from torture.members import Members
from torture.place import SHIFTED, place
from torture.result import Result
from torture.shifted import FILE

HOUR = 3600
# Seconds that the clock is wrong by, one after another. What is told while it is ahead waits until
# it is there again, so the last one is the farthest.
JUMPS = (300, 0, HOUR, -HOUR, HOUR + 10)
LIVING = 3  # seconds at each


async def clock_jumps() -> list[Result]:
    with TemporaryDirectory(prefix="mimi-torture-") as folder:
        wrong = Path(folder) / "clock"
        wrong.write_text("0")
        os.environ[FILE] = str(wrong)
        with place(worker=False, command=SHIFTED) as where:
            async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
                members = Members(http, "clocks")
                await members.settle()
                for jump in JUMPS:
                    async with living(members):
                        wrong.write_text(str(jump))
                        await members.fetch_tokens()
                        await asyncio.sleep(LIVING)
                missing, surplus = await broken(where, members)
    return [
        Result("clock jumps", len(JUMPS), None),
        Result("clock jumps: acknowledged writes", members.promised.writes, None),
        Result("clock jumps: acknowledged writes lost", missing, 0),
        Result("clock jumps: written twice", surplus, 0),
    ]
