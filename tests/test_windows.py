"""Windows: each job runs once a window, in order, and again when it failed."""

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job, run_due, window


def test_a_window_is_named_by_its_first_second() -> None:
    assert window(14_399, 14_400) == 0
    assert window(14_400, 14_400) == 14_400


async def test_a_job_runs_once_a_window_and_for_the_newest_only(kit: Kit) -> None:
    runs: list[int] = []

    async def note(_: Kit, __: Connection, current: int) -> None:
        runs.append(current)

    job = Job("test", lambda _: 60, note)
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

    job = Job("test", lambda _: 60, fail_once)
    for _ in range(2):
        try:
            await run_due(kit, [job])
        except RuntimeError:
            continue
    assert len(tries) == 2
