"""PostgreSQL keeps for each row in which transaction it was written, and where: nobody's clock.

A thief of the disk lays these numbers of one table beside those of another. So what a member's
visit writes, and what a token writes, must never be neighbours that anybody can tell apart (P2).
"""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import asyncpg
import httpx2
import pytest

from mimi.client import Device
from mimi.kit.kit import Kit
from mimi.kit.noted import Note, Noted
from mimi.kit.postgres import Embedded
from mimi.rooms.accounts.visits import SEEN_DAYS
from tests.classroom import classroom, newcomer, number
from tests.conftest import CODE, problem
from tests.pen import Pen, key
from tests.records import tables

HOUR, EDITION, MINUTES = 3600, 4 * 3600, 5 * 60
SPENT = "SELECT nullifier, xmin::text AS x, until, receipt FROM nullifiers ORDER BY ctid"


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def spent(pen: Pen) -> list[Any]:
    return await pen.rows(SPENT)


async def test_what_was_spent_in_a_window_is_one_transaction(pen: Pen) -> None:
    await pen.wait(0)
    secret = await pen.told("first")
    await pen.wait(EDITION)
    for one in range(2, 9):
        await pen.told(by=key(one))
        await pen.said(secret, by=key(one))
    arrived = await spent(pen)
    assert len({row["x"] for row in arrived}) == 1 + 14
    await pen.wait(EDITION)
    settled = await spent(pen)
    assert len({row["x"] for row in settled}) == 2, "one for each edition"
    assert {(row["until"], row["receipt"]) for row in settled} == {(0, b"")}
    assert {row["nullifier"] for row in settled} == {row["nullifier"] for row in arrived}


async def test_its_place_on_the_disk_is_nobodys(pen: Pen) -> None:
    """By the nullifier, a hash that nobody but the token's holder can make."""
    for one in range(1, 25):
        await pen.told(by=key(one))
    arrived = [row["nullifier"] for row in await spent(pen)]
    await pen.wait(EDITION)
    settled = [row["nullifier"] for row in await spent(pen)]
    assert settled == sorted(arrived) != arrived


async def test_a_comments_window_keeps_receipts_and_blurs_the_rest(pen: Pen) -> None:
    await pen.wait(0)
    token = await pen.token()
    assert (await pen.tell(token, "once")).status_code == 202
    await pen.told(by=key(2))
    await pen.wait(MINUTES)
    assert len({row["x"] for row in await spent(pen)}) == 1
    assert (await pen.tell(token, "once")).status_code == 202, "a retry is still known"
    assert problem(await pen.tell(token, "twice")) == "token-spent"
    assert len(await pen.rows("SELECT * FROM queue")) == 2


async def test_a_token_spent_before_its_release_was_late_stays_spent(pen: Pen) -> None:
    token = await pen.token()
    await pen.tell(token, "once")
    await pen.wait(10 * EDITION)
    assert problem(await pen.tell(token, "once")) == "token-spent"
    assert problem(await pen.tell(token, "twice")) == "token-spent"


async def everything(pen: Pen) -> dict[str, list[Any]]:
    """Every row of every table: where it lies and which transaction wrote it."""
    found: dict[str, list[Any]] = {}
    async with pen.kit.database.reading() as db:
        for table in await tables(db):
            found[table] = await db.fetch(f"SELECT ctid, xmin::text, * FROM {table} ORDER BY ctid")
    return found


async def visit(device: Device) -> None:
    """What the page asks for when it is opened, with its tokens fetched."""
    for path in ("gate", "circle", "feed", "bulletin", "bulletins", "batches", "devices"):
        await device.ask("GET", f"/v1/{path}")


async def visits_and_a_secret(pen: Pen, members: list[Device], author: int) -> set[str]:
    """Members come one by one, one tells meanwhile; the tables in which rows changed."""
    order = list(range(len(members)))
    Random(author).shuffle(order)
    before = await everything(pen)
    for member in order:
        await visit(members[member])
        if member == author:
            await members[member].tell("told in a visit")
    after = await everything(pen)
    return {table for table, rows in after.items() if rows != before[table]}


@pytest.mark.parametrize("days", [1, SEEN_DAYS + 1])
async def test_no_visit_writes_a_row(pen: Pen, days: int) -> None:
    """So of a visit in which somebody told, only the token's row and the sealed one tell."""
    members = await classroom(pen.http)
    for author in (3, 7):
        await pen.wait(days * 86_400)
        for member in members:
            await member.fetch_tokens()
            await visit(member)  # the first of an epoch writes what its labels stand for
        await pen.wait(EDITION)
        assert await visits_and_a_secret(pen, members, author) == {"nullifiers", "queue"}


async def test_nor_does_one_in_which_somebody_answers(pen: Pen) -> None:
    members = await classroom(pen.http)
    await members[0].tell("answer me", edition="next")
    await pen.wait(EDITION)
    (card,) = await members[0].read()
    for member in members:
        await member.fetch_tokens()
        await visit(member)
    before = await everything(pen)
    for member in members:
        await visit(member)
        if member is members[5]:
            await member.comment(card, "answered in a visit")
    after = await everything(pen)
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed == {"nullifiers", "comment_queue"}


async def test_what_the_night_writes_of_visits_is_one_transaction(pen: Pen) -> None:
    members = await classroom(pen.http)
    await pen.wait((SEEN_DAYS + 1) * 86_400)
    for member in reversed(members):
        await visit(member)
    today = pen.kit.day()
    await pen.wait(86_400)
    for table in ("accounts", "sessions"):
        rows = await pen.rows(f"SELECT xmin::text AS x, seen FROM {table}")
        assert {row["seen"] for row in rows} == {today}
        assert len({row["x"] for row in rows}) == 1


async def test_what_one_request_for_tokens_wrote_lies_together_for_a_day_only(pen: Pen) -> None:
    """An account's circles say whose it is, whatever its tags."""
    members = await classroom(pen.http)
    for member in reversed(members):
        await member.fetch_tokens()
    together = "SELECT count(DISTINCT xmin::text) FROM batches"
    assert (await pen.column(together))[0] > 1
    await pen.wait(86_400)
    heap = await pen.column("SELECT holder FROM batches ORDER BY ctid")
    assert await pen.column(together) == [1]
    assert len(heap) >= len(members) and heap == sorted(heap)


async def test_what_one_visit_liked_lies_together_for_an_hour_only(pen: Pen) -> None:
    """What an account sees says whose it is, whatever its tags."""
    members = await classroom(pen.http)
    for text in ("one", "two", "three"):
        await members[0].tell(text, edition="next")
    await pen.wait(EDITION)
    for member in members:
        for card in await member.read():
            await member.like(card["secret"])
            await member.share(card["secret"])
    together = "SELECT count(DISTINCT xmin::text) FROM reactions"
    assert await pen.column(together) == [6 * len(members)]
    await pen.wait(HOUR)
    heap = await pen.column("SELECT tag FROM reactions ORDER BY ctid")
    assert await pen.column(together) == [1]
    assert len(heap) == 6 * len(members) and heap == sorted(heap)


async def test_a_sign_in_is_written_again_in_the_night(pen: Pen) -> None:
    """So that its row does not keep the moment either."""
    members = {index: await newcomer(pen.http, index) for index in (1, 2)}
    await pen.wait(86_400)
    for index in (2, 1):
        await Device(pen.http, members[index].vault.seed).sign_in(number(index), CODE)
    written = "SELECT xmin::text FROM sessions WHERE seen = $1"
    assert len(set(await pen.column(written, pen.kit.day()))) == 2
    await pen.wait(86_400)
    assert len(set(await pen.column(written, pen.kit.day() - 1))) == 1


async def test_what_a_process_notes_is_bounded_and_goes_when_it_is_written() -> None:
    noted, one, other = Noted(most=2), UUID(int=1), UUID(int=2)
    for name in (b"b", b"a", b"c"):
        noted.add(name, Note(one, 5))
    assert [name for name, _ in noted.all()] == [b"a", b"b"]
    written = noted.all()
    noted.add(b"a", Note(one, 6))
    noted.remove(written)
    assert noted.all() == [(b"a", Note(one, 6))]
    assert (noted.newest_day(one), noted.newest_day(other)) == (6, 0)


async def test_postgresql_keeps_no_time_of_a_commit(pen: Pen) -> None:
    """But in the write-ahead log, which the embedded server keeps short and gives to nobody."""
    (kept,) = await pen.column("SELECT current_setting('track_commit_timestamp')")
    assert kept == "off"


async def test_the_embedded_server_keeps_its_log_short() -> None:
    names = ("wal_level", "max_wal_senders", "wal_recycle", "archive_mode", "checkpoint_timeout")
    with TemporaryDirectory(prefix="mimi-test-") as folder:
        embedded = Embedded(Path(folder) / "postgres")
        connection = await asyncpg.connect(embedded.url)
        kept = [await connection.fetchval("SELECT current_setting($1)", name) for name in names]
        await connection.close()
        embedded.stop()
    assert kept == ["minimal", "0", "off", "off", "5min"]
