"""Everything that members do, one after another: how long it takes, whom it costs, what is asked.

Times are of the one request that an act is about, without what the device computes. Processor time
is of the server and of PostgreSQL, for all requests of the act together.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import asyncpg
import httpx2
import psutil

from mimi.client import Device
from mimi.kit.db import PlainConnection
from mimi.town import photos

Do = Callable[[Device, dict[str, Any]], Awaitable[object]]


@dataclass
class Act:
    name: str
    counts: str  # how the request begins that counts: method and path
    do: Do
    times: int = 60


@dataclass
class Clock:
    """Hooks of a client that note how long each request took."""

    began: dict[int, float] = field(default_factory=dict[int, float])
    took: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])

    @property
    def hooks(self) -> dict[str, Any]:
        return {"request": [self.start], "response": [self.stop]}

    async def start(self, request: httpx2.Request) -> None:
        self.began[id(request)] = time.perf_counter()

    async def stop(self, answer: httpx2.Response) -> None:
        await answer.aread()
        seconds = time.perf_counter() - self.began.pop(id(answer.request))
        self.took.append((f"{answer.request.method} {answer.request.url.path}", seconds))


Asker = tuple[Device, dict[str, Any]]  # and a card that it is near to


async def askers(devices: list[Device]) -> list[Asker]:
    """Those who may answer something on the first page of their feeds."""
    found = list[Asker]()
    for device in devices:
        near = [card for card in (await device.feed())["cards"] if card["near"]]
        found += [(device, near[0])] if near else []
    return found


def acts() -> list[Act]:
    numbers = [f"+86139{n:08}" for n in range(1_000)]
    photo = photos.take(next(iter(photos.KINDS)), Random(1))
    return [
        Act("feed page", "GET /v1/feed", lambda device, _: device.feed()),
        Act("thread page", "GET /v1/secrets/", lambda device, card: device.comments(_of(card))),
        Act("like", "PUT /v1/secrets/", lambda device, card: device.like(_of(card))),
        Act("token batch", "POST /v1/batches", lambda device, _: device.fetch_tokens(), 40),
        Act("tell", "POST /v1/secrets", lambda device, card: device.tell(card["text"][:80]), 40),
        Act(
            "tell, with a photo",
            "POST /v1/secrets",
            lambda device, card: device.tell(card["text"][:80], photo=photo),
            20,
        ),
        Act("comment", "POST /v1/comments", lambda device, card: device.comment(card, "Yes"), 40),
        Act(
            "contacts, 1,000 numbers",
            "PUT /v1/contacts",
            lambda device, _: device.upload_contacts(numbers),
            20,
        ),
    ]


def _of(card: dict[str, Any]) -> str:
    return card["secret"]


async def measured(
    some: list[Asker], act: Act, clock: Clock, processes: list[psutil.Process]
) -> dict[str, float]:
    """By a device of its own each time, the last one warming up."""
    *some, warm = some[: act.times + 1]
    await act.do(*warm)
    clock.took.clear()
    before = [used(one) for one in processes]
    for asker in some:
        await act.do(*asker)
    spent = [used(one) - first for one, first in zip(processes, before, strict=True)]
    times = sorted(1000 * seconds for asked, seconds in clock.took if asked.startswith(act.counts))
    server, database = (round(1e6 * one / len(some)) for one in spent)
    return {
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "server_us": server,
        "database_us": database,
    }


def used(process: psutil.Process) -> float:
    """Seconds of processor of it and of what it started, also of what has ended since."""
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


def process(pid: int) -> psutil.Process:
    return psutil.Process(pid)


def postmaster(data: Path) -> psutil.Process:
    return psutil.Process(int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0]))


async def statements(some: Asker, counter: "Counter") -> dict[str, int]:
    """How many an act takes, with all its requests, once it is warm."""
    found = dict[str, int]()
    for act in acts():
        if act.name == "feed page":
            await act.do(*some)
        before = counter.statements
        await act.do(*some)
        found[act.name] = counter.statements - before
    return found


class Counter:
    """Counts the statements of every connection that is opened while it is in force."""

    def __init__(self) -> None:
        self.statements = 0

    def __enter__(self) -> "Counter":
        self._before = PlainConnection.__init__
        counter = self

        def watched(self: PlainConnection, *args: Any, **kwargs: Any) -> None:
            counter._before(self, *args, **kwargs)
            self.add_query_logger(counter._see)

        PlainConnection.__init__ = watched
        return self

    def __exit__(self, *_: object) -> None:
        PlainConnection.__init__ = self._before

    def _see(self, _: asyncpg.connection.LoggedQuery) -> None:
        self.statements += 1
