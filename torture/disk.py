"""The disk fills up: reads go on, writes are refused in words and go on by themselves."""

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from mimi.client import Refused, Unsure
from torture.kills import all_out
from torture.members import Members
from torture.place import Place, placed
from torture.result import Result

SIZE = 700  # MB of the small disk
ROUNDS = 20  # of each kind of request


async def disk_full() -> list[Result]:
    """None when nobody may mount a small disk here: that takes root."""
    with (
        TemporaryDirectory(prefix="mimi-torture-") as folder,
        _small_disk(Path(folder)) as mounted,
    ):
        return await _filled(Path(folder)) if mounted else []


async def _filled(data: Path) -> list[Result]:
    for where in placed(data, worker=False):
        async with httpx2.AsyncClient(base_url=where.server.url, timeout=60) as http:
            members = Members(http, "full")
            await members.settle()
            await _tell(members, 3)
            pid = where.postgres()[0].pid
            short = await _with_ballast(where, members, leave=60)
            none = await _with_ballast(where, members, leave=0)
            resumed = await _tell(members, 5)
            await all_out(where, members)
            lost = await members.promised.missing(where)
            return [
                Result("disk nearly full: writes taken", short[0], 0),
                Result("disk nearly full: reads refused", short[1], 0),
                Result("disk full to the last byte: writes taken", none[0], 0),
                Result("disk full to the last byte: reads refused", none[1], 0),
                Result("room again: writes refused, without a restart", 5 - resumed, 0),
                Result("PostgreSQL had to be started again", where.postgres()[0].pid != pid, 0),
                Result("disk full: acknowledged writes lost", len(lost), 0),
            ]
    raise AssertionError("a place is there once")


async def _with_ballast(where: Place, members: Members, leave: int) -> tuple[int, int]:
    """With so many MB left: writes that were taken, reads that were refused."""
    ballast = where.data / "ballast"
    free = _free(where.data) - leave
    with ballast.open("wb") as file:
        for _ in range(max(free, 0) + (leave == 0)):
            try:
                file.write(bytes(1_000_000))
                file.flush()
            except OSError:  # as full as it gets
                break
    try:
        return await _tell(members, ROUNDS), await _refused_reads(members)
    finally:
        ballast.unlink()


def _free(folder: Path) -> int:
    """In MB."""
    said = subprocess.run(
        ["df", "--output=avail", "-B", "1000000", folder],  # noqa: S607 df of the system
        capture_output=True,
        text=True,
        check=True,
    )
    return int(said.stdout.split()[-1])


async def _tell(members: Members, times: int) -> int:
    """How many secrets were taken. Nobody insists."""
    taken = 0
    for _ in range(times):
        device, text = members.devices[taken % len(members.devices)], members.words()
        device.tries = 1
        try:
            members.promised.told[text] = await device.tell(text, edition="next")
            taken += 1
        except (Refused, Unsure) as error:
            refused = error.__cause__ if isinstance(error, Unsure) else error
            if not isinstance(refused, Refused) or refused.name not in {"full", "away"}:
                raise
            members.promised.unsure.add(text)  # "away" may have been too late to refuse it
    return taken


async def _refused_reads(members: Members) -> int:
    refused = 0
    for _ in range(ROUNDS):
        try:
            await members.devices[0].feed()
        except Refused:
            refused += 1
    return refused


@contextmanager
def _small_disk(folder: Path) -> Generator[bool]:
    options = ["-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", str(folder)]
    done = subprocess.run(["mount", *options], check=False, capture_output=True)  # noqa: S607
    try:
        yield not done.returncode
    finally:
        if not done.returncode:
            subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607
