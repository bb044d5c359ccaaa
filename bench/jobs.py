"""What the windows bring, done in this process and timed."""

import resource
import time
from dataclasses import dataclass, replace

import psutil

from bench.acts import used
from mimi.app import JOBS
from mimi.kit.clock import ManualClock
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.windows import Job, run_due


@dataclass
class Done:
    """Seconds of the clock in all and of each job, seconds of the processor, and MB at most."""

    whole: float
    jobs: dict[str, float]
    ours: float
    database: float
    most: int

    def __str__(self) -> str:
        return (
            f"processor: {self.ours:.2f} s ours, {self.database:.2f} PostgreSQL's;"
            f" {self.most:,} MB at most"
        )

    def of(self, *jobs: str) -> str:
        return ", ".join(f"{name} {self.jobs[name]:.2f}" for name in jobs)


async def after(kit: Kit, database: psutil.Process, seconds: int) -> Done:
    """All that is due when so much time has passed."""
    assert isinstance(kit.clock, ManualClock)
    kit.clock.advance(seconds)
    took = dict[str, float]()
    began, before = time.perf_counter(), (time.process_time(), used(database))
    await run_due(kit, [_timed(job, took) for job in JOBS])
    return Done(
        whole=time.perf_counter() - began,
        jobs=took,
        ours=time.process_time() - before[0],
        database=used(database) - before[1],
        most=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _timed(job: Job, took: dict[str, float]) -> Job:
    async def run(kit: Kit, db: Connection, window: int) -> None:
        began = time.perf_counter()
        await job.run(kit, db, window)
        took[job.name] = time.perf_counter() - began

    return replace(job, run=run)
