"""P6 no query tells whether a number is a member; P7 numbers are never at rest; P2 no address of
a request says what somebody wrote."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import sha1, sha256, sha512
from typing import Any

import asyncpg
import httpx2
import pytest
from asyncpg.connection import LoggedQuery

from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.kit.postgres import SILENT
from tests.people import befriend, member, number, pass_days, sign_in_body, upload, vault

MEMBER, FRIEND, NOBODY = 2, 3, 4  # as 1 sees them: a member, a friend, nobody at all

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
async def me(http: httpx2.AsyncClient) -> AsyncIterator[httpx2.AsyncClient]:
    """Person 1, who asks about others."""
    await befriend(http, [(1, FRIEND)])
    await member(http, MEMBER)
    await pass_days(http, 1)
    async with await member(http, 1) as client:
        yield client


def seen(answer: httpx2.Response) -> Answer:
    """All that a response says, headers too."""
    return answer.status_code, dict(answer.headers), answer.content


def requests_about(person: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Every request that names somebody else's number."""
    both = {"own": number(1), "number": number(person)}
    return [
        ("POST", "/v1/codes", {"phone": number(person)}),
        ("POST", "/v1/sessions", sign_in_body(number(person), vault(1), code="999999")),
        ("PUT", "/v1/contacts", {"own": [number(1)], "numbers": [number(person)]}),
        ("PUT", "/v1/contacts", {"own": [number(person)], "numbers": []}),
        ("POST", "/v1/unfriendings", both),
        ("POST", "/v1/blocks", both),
        ("POST", "/v1/blocks", both),
        ("POST", "/v1/unblocks", {"number": number(person)}),
        ("POST", "/v1/unblocks", {"number": number(person)}),
        ("PUT", "/v1/account/number", {"phone": number(person), "code": "999999"}),
    ]


async def test_p6_every_answer_is_the_same_whoever_is_here(me: httpx2.AsyncClient) -> None:
    heard: list[list[Answer]] = []
    for person in (MEMBER, FRIEND, NOBODY):
        answers = [
            await me.request(method, path, json=body)
            for method, path, body in requests_about(person)
        ]
        heard.append([seen(answer) for answer in answers])
    assert heard[0] == heard[1] == heard[2]
    assert [answer[0] for answer in heard[0]] == [
        202, 403, 200, 403, 204, 204, 204, 204, 204, 403,
    ]  # fmt: skip


@asynccontextmanager
async def listening(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[list[str]]:
    """The statements that the server runs meanwhile."""
    heard: list[str] = []

    def note(said: LoggedQuery) -> None:
        heard.append(said.query)

    def heard_through(way: Callable[[], AbstractAsyncContextManager[Connection]]) -> object:
        @asynccontextmanager
        async def through() -> AsyncGenerator[Connection]:
            async with way() as db:
                with db.query_logger(note):
                    yield db

        return through

    with monkeypatch.context() as patch:
        for name in ("transaction", "reading"):
            patch.setattr(kit.database, name, heard_through(getattr(kit.database, name)))
        yield heard


async def test_p6_the_same_statements_run_whoever_is_here(
    http: httpx2.AsyncClient, kit: Kit, me: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same work, and so the same time, before a code was right."""
    ran: list[list[str]] = []
    for person in (MEMBER, FRIEND, NOBODY):
        await upload(me, 1, [])
        async with listening(kit, monkeypatch) as heard:
            for method, path, body in requests_about(person):
                await me.request(method, path, json=body)
        ran.append([statement for statement in heard if "limits" not in statement])
    assert len(ran[0]) > 10
    assert ran[0] == ran[1] == ran[2]


async def test_p6_the_gate_moves_only_at_the_epoch(
    http: httpx2.AsyncClient, me: httpx2.AsyncClient
) -> None:
    """Not even a friend's arrival shows before everybody's does."""
    before = (await me.get("/v1/gate")).json()
    await befriend(http, [(1, FRIEND), (1, MEMBER), (1, 5), (1, 6)])
    assert (await me.get("/v1/gate")).json() == before
    await pass_days(http, 1)
    assert (await me.get("/v1/gate")).json() == {"open": True, "friends": "3-5"}


COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN ('text', 'bytea') ORDER BY 1, 2
"""


async def everything_kept(db: Connection) -> list[bytes]:
    """Every text and every bytes in every table."""
    kept: list[bytes] = []
    for table, column in await db.fetch(COLUMNS):
        query = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
        for (value,) in await db.fetch(query):
            kept.append(value if isinstance(value, bytes) else value.encode())
    return kept


async def test_p7_no_number_is_kept_anywhere(
    http: httpx2.AsyncClient, kit: Kit, me: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await upload(me, 1, [2, 3, 4, 5])
    await me.post("/v1/blocks", json={"own": number(1), "number": number(6)})
    await me.put("/v1/account/number", json={"phone": number(7), "code": "246810"})
    async with kit.database.reading() as db:
        kept = await everything_kept(db)
    assert len(kept) > 10
    for person in range(1, 8):
        for written in (number(person).encode(), number(person).encode()[3:]):
            assert not any(written in value for value in kept)
            assert written.decode() not in capsys.readouterr().out


async def test_p7_a_number_cannot_be_found_by_trying_all(
    http: httpx2.AsyncClient, kit: Kit, me: httpx2.AsyncClient
) -> None:
    """Tags are under keys: without the keyring no hash of a number is in the store."""
    await upload(me, 1, [2, 3])
    async with kit.database.reading() as db:
        kept = set(await everything_kept(db))
    tried = [number(person).encode() for person in range(10)]
    pairs = [one + other for one in tried for other in tried]
    for text in (*tried, *pairs):
        assert not kept & {hashed(text).digest() for hashed in (sha1, sha256, sha512)}


async def test_p7_the_database_never_quotes_a_value(kit: Kit, postgres: str) -> None:
    """A server of our own writes no statement and no parameter into its log, nor how much it wrote
    in the minutes before a checkpoint."""
    connection = await asyncpg.connect(postgres)
    try:
        shown = [await connection.fetchval(f"SHOW {name}") for name in SILENT]
    finally:
        await connection.close()
    assert dict(zip(SILENT, shown, strict=True)) == SILENT


async def test_p2_what_is_done_by_token_or_key_has_an_address_without_ids(
    http: httpx2.AsyncClient,
) -> None:
    """Else an access log that a proxy keeps would say from which address something was written,
    answered, closed or taken back."""
    paths = (await http.get("/openapi.json")).json()["paths"]
    found = {path: route for path in paths for route in paths[path].values() if unsigned(route)}
    assert found.keys() >= {"/v1/secrets", "/v1/comments", "/v1/removals", "/v1/closings"}
    for path, route in found.items():
        named = {one["name"] for one in route.get("parameters", [])}
        assert "{" not in path and named <= {"Mimi-Token"}, path


def unsigned(route: dict[str, Any]) -> bool:
    """Whether it refuses a request that says which member sends it, and a member may send it.

    A moderator's names a case, and says which moderator.
    """
    return "signed-request" in str(route["responses"].get("400")) and route["tags"] != ["console"]
