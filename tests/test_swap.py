"""The swap test: who wrote or liked makes no difference that anybody, or any table, could show (P1,
P2, P5).

Two servers live the same life: the same seed, clock and requests, except that another member of the
same circle tells the secret (or another near member comments, or is the first to like), with the
same key for it. Then every answer to everybody, every row of every table in the order of the heap,
every file of the keyring and of the storage, at each step, and the order of what PostgreSQL wrote
ahead must be the same. What may differ is the spent token's nullifier, which nobody can compute but
whoever holds the token, its tag among the limits, and the tag of a like, which nobody can without
the keyring.

`python -m tests.swaps` swaps everybody who could have done it, in many towns.
"""

import logging
from itertools import zip_longest
from pathlib import Path

import asyncpg
import pytest

from mimi.town.numbers import number
from tests.casting import Swap
from tests.community import Community
from tests.lives import ADDRESS, lived
from tests.push_service import PushService
from tests.records import OF_SECRETS, Record


@pytest.fixture(scope="module")
async def original(
    postgres: str, service: PushService, tmp_path_factory: pytest.TempPathFactory
) -> Record:
    return (await lived(postgres, service, tmp_path_factory.mktemp("original"))).record


@pytest.mark.parametrize("role", ["author", "writer", "liker"])
async def test_who_wrote_makes_no_difference(
    original: Record, postgres: str, service: PushService, tmp_path: Path, role: str
) -> None:
    swapped = (await lived(postgres, service, tmp_path, Swap(role, 1))).record
    for before, after in zip_longest(original.seen, swapped.seen):
        assert before == after
    assert original.keyed != swapped.keyed, "nobody was swapped"
    said = {what for _, what, _ in original.seen}
    assert {
        "GET /v1/feed",
        "POST /v1/secrets",
        "GET /v1/bulletin",
        "push",
        "write-ahead log",
        *OF_SECRETS,
    } <= said
    claims = [what for _, what, _ in original.seen if what.endswith("/refunds")]
    assert len(claims) == 2
    assert any('"closed":true' in value for _, _, value in original.seen)
    assert any('"reply_to":"' in value for _, _, value in original.seen)
    looked = [value for _, what, value in original.seen if what == "moderators"]
    assert len(looked) == 2
    assert "It is a song" in looked[1]


async def test_a_spent_token_says_neither_circle_nor_purpose(original: Record) -> None:
    """PostgreSQL keeps which transactions were neighbours, so also what a disk may say of when."""
    spent = {value for _, what, value in original.seen if what == "nullifiers"}
    assert spent
    assert not [row for row in spent if "UUID" in row or "post" in row or "comment" in row]


async def test_rows_and_logs_name_nobody(
    postgres: str,
    service: PushService,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither account nor number nor address, as text or bytes, not even after faults."""
    caplog.set_level(logging.DEBUG)
    record, community, _ = await lived(postgres, service, tmp_path, then=fault)
    logged = caplog.text + "".join(capfd.readouterr()) + await postgresql_log(postgres)
    assert "UndefinedTableError" in logged, "the fault was not logged, so what was searched?"
    for needle in needles(community):
        assert needle not in logged
        assert needle not in record.rows()


async def fault(community: Community) -> None:
    """Has the server break in the middle of a signed-in request, and PostgreSQL complain."""
    async with community.kit.database.transaction() as db:
        await db.execute("ALTER TABLE versions RENAME TO missing")
    answer = await community.http.get(
        "/v1/feed", headers={"authorization": f"Bearer {community.devices[0].session}"}
    )
    assert answer.status_code == 500
    again = "INSERT INTO accounts SELECT * FROM accounts WHERE account = $1"
    async with community.kit.database.reading() as db:
        with pytest.raises(asyncpg.UniqueViolationError):
            await db.execute(again, community.accounts[0])


async def postgresql_log(postgres: str) -> str:
    """What this server, if it writes a file, wrote for the whole test run."""
    connection = await asyncpg.connect(postgres)
    log = "SELECT pg_read_file(coalesce(pg_current_logfile(), 'log'), 0, 1000000000, true)"
    found = await connection.fetchval(log)
    await connection.close()
    assert found is None or "unique constraint" in found, "the wrong file"
    return found or ""


def needles(community: Community) -> list[str]:
    """Every account, number and address, in each way that a row or a log would write them."""
    found = [ADDRESS, ADDRESS.encode().hex()]
    for member, account in enumerate(community.accounts):
        phone = number(member)
        found += [str(account), account.hex, repr(account.bytes)[2:-1]]
        found += [phone, phone[1:], phone[2:], phone.encode().hex()]
    return found
