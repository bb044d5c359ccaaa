"""One session that asks as fast as it can, in a process of its own: `URL SESSION SECONDS`."""

import asyncio
import json
import sys
import time
from collections import Counter

import httpx2

AT_ONCE = 400  # requests


async def ask(url: str, session: str, seconds: float) -> Counter[str]:
    """How often what was answered; a refusal that does not say when to come again is unkind."""
    said, ends = Counter[str](), time.monotonic() + seconds
    limits = httpx2.Limits(max_connections=AT_ONCE)
    headers = {"authorization": f"Bearer {session}"}
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as http:

        async def one() -> None:
            while time.monotonic() < ends:
                try:
                    answer = await http.get("/v1/bulletins", headers=headers)
                except httpx2.TransportError:
                    said["lost"] += 1
                    continue
                kind = answer.status_code == 503 and "retry-after" not in answer.headers
                said["unkind" if kind else str(answer.status_code)] += 1

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return said


if __name__ == "__main__":
    print(json.dumps(asyncio.run(ask(sys.argv[1], sys.argv[2], float(sys.argv[3])))))
