"""Windows: each job runs once a window, in order, and again when it failed."""

from collections.abc import Awaitable, Callable

import pytest

from mimi.app import JOBS
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job, run_due, window

Run = Callable[[Kit, Connection, int], Awaitable[None]]


def named(name: str, run: Run, *needs: str) -> Job:
    return Job(name, lambda _: 60, run, needs=frozenset(needs))


async def fails(_: Kit, __: Connection, ___: int) -> None:
    raise RuntimeError("power cut")


def test_a_window_is_named_by_its_first_second() -> None:
    assert window(14_399, 14_400) == 0
    assert window(14_400, 14_400) == 14_400


async def test_a_job_runs_once_a_window_and_for_the_newest_only(kit: Kit) -> None:
    runs: list[int] = []

    async def note(_: Kit, __: Connection, current: int) -> None:
        runs.append(current)

    job = named("test", note)
    start = kit.clock.now()
    await run_due(kit, [job])
    await run_due(kit, [job])
    kit.clock.advance(200)  # pyright: ignore[reportAttributeAccessIssue]
    await run_due(kit, [job])
    assert runs == [start, start + 180]


async def test_a_job_that_failed_is_run_again_and_left_nothing(kit: Kit) -> None:
    tries: list[int] = []

    async def fail_once(_: Kit, db: Connection, current: int) -> None:
        await db.execute("INSERT INTO editions (edition) VALUES ($1)", current)
        tries.append(current)
        if len(tries) == 1:
            raise RuntimeError("power cut")

    job = named("test", fail_once)
    with pytest.raises(ExceptionGroup):
        await run_due(kit, [job])
    await run_due(kit, [job])
    assert len(tries) == 2


async def test_a_job_that_fails_holds_up_only_those_that_need_it(kit: Kit) -> None:
    ran: list[str] = []

    def noting(name: str) -> Run:
        async def run(_: Kit, __: Connection, ___: int) -> None:
            ran.append(name)

        return run

    jobs = [
        named("broken", fails),
        named("needs it", noting("needs it"), "broken"),
        named("needs that", noting("needs that"), "needs it"),
        named("other", noting("other"), "something else"),
        named("broken too", fails),
    ]
    with pytest.raises(ExceptionGroup) as failed:
        await run_due(kit, jobs)
    assert [type(error) for error in failed.value.exceptions] == [RuntimeError] * 2
    assert ran == ["other"]
    jobs[0] = named("broken", noting("mended"))
    with pytest.raises(ExceptionGroup):
        await run_due(kit, jobs)
    assert ran == ["other", "mended", "needs it", "needs that"]


async def test_what_follows_a_commit_follows_it_also_after_a_crash(kit: Kit) -> None:
    """A server that was killed between the two does it at its first look."""
    follows: list[int] = []

    async def nothing(_: Kit, __: Connection, ___: int) -> None:
        return None

    start = kit.clock.now()
    await run_due(kit, [Job("test", lambda _: 60, nothing)])  # killed: no `after`
    kit.clock.advance(30)  # pyright: ignore[reportAttributeAccessIssue]
    job = Job("test", lambda _: 60, nothing, lambda _, window: follows.append(window))
    await run_due(kit, [job])
    await run_due(kit, [job])
    assert follows == [start, start]


async def test_a_look_at_what_is_done_writes_nothing(kit: Kit) -> None:
    """Else the transaction numbers would tick, and be a clock to whoever reads them."""
    await run_due(kit, JOBS)
    newest = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
    async with kit.database.reading() as db:
        before = await db.fetchval(newest)
        await run_due(kit, JOBS)
        assert await db.fetchval(newest) == before
