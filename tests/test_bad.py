"""Bad input is answered as its file says, and loses nothing: see tests/bad/README.md."""

import json
import re
from collections.abc import AsyncIterator
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar

from mimi.kit import base64url
from mimi.kit.kit import Kit
from tests.asking import DESCRIPTION
from tests.badly import Case, Named, cases
from tests.classroom import number
from tests.conftest import client_of, fresh_database, problem, rehearsal, running
from tests.village import SETTINGS, Village, founded

ROOMS = (
    *("accounts", "circles", "comments", "console", "contacts"),
    *("edge", "feed", "jury", "moderation", "notifications", "reactions", "secrets"),
)
CASES = [case for room in ROOMS for case in cases(room)]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
DIGEST = "SELECT '{0}', md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {0} t"


@pytest.fixture(scope="module")
async def app(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Litestar]:
    settings = rehearsal(tmp_path_factory.mktemp("bad"), **SETTINGS)
    async with fresh_database(postgres) as url, running(settings, url) as app:
        yield app


@pytest.fixture(scope="module")
async def http(app: Litestar) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(app) as client:
        yield client


@pytest.fixture(scope="module")
async def village(http: httpx2.AsyncClient) -> Village:
    return await founded(http)


@pytest.fixture(scope="module")
def values(village: Village) -> dict[str, str]:
    """What may stand in braces."""
    post, comment = village.token("post"), village.token("comment")
    return {
        "secret": village.secrets[0],
        "comment": village.comment,
        "nothing": str(UUID(int=7)),
        "device": village.refused,
        "own": number(1),
        "other": number(77),
        "cursor": village.cursor,
        "label": village.label,
        "key": base64url.encode(bytes(32)),
        "signature": base64url.encode(bytes(64)),
        "box": base64url.encode(bytes(45)),
        "short": base64url.encode(bytes(16)),
        "session": str(village.member.session),
        "post-token": post,
        "comment-token": comment,
        **{f"post-token-{how}": bad for how, bad in spoiled(post).items()},
        **{f"cursor-{how}": bad for how, bad in spoiled(village.cursor).items()},
    }


def spoiled(good: str) -> dict[str, str]:
    """What nearly is a token or a cursor."""
    data = bytearray(base64url.decode(good))
    data[-1] ^= 1
    turned = base64url.encode(bytes(data))
    return {"turned": turned, "short": good[:-4], "padded": f"{good}==", "long": good + "AAAA"}


class Watch:
    """Which tables hold something else than at the look before."""

    def __init__(self, kit: Kit) -> None:
        self.kit, self.before = kit, dict[str, str]()

    async def changed(self) -> set[str]:
        before, self.before = self.before, await self._digests()
        return {table for table, digest in self.before.items() if digest != before.get(table)}

    async def _digests(self) -> dict[str, str]:
        async with self.kit.database.reading() as db:
            tables = [row["tablename"] for row in await db.fetch(TABLES)]
            rows = await db.fetch(" UNION ALL ".join(DIGEST.format(table) for table in tables))
        return {row[0]: row[1] for row in rows}


@pytest.fixture(scope="module")
async def watch(app: Litestar, village: Village) -> Watch:
    watch = Watch(app.state.kit)
    await watch.changed()
    return watch


async def send(http: httpx2.AsyncClient, village: Village, case: Case) -> httpx2.Response:
    kind = {"Content-Type": "application/json"} if case.content() is not None else {}
    headers = {**kind, **village.headers(case.whom), **case.headers}
    named = [(name.encode(), value.encode()) for name, value in headers.items() if value]
    method, path = case.request
    return await http.request(
        method, path, headers=named, content=case.content(), files=case.files()
    )


def test_every_route_that_can_refuse_has_cases() -> None:
    """Whoever adds a route says what bad requests to it get."""
    sent = {case.table["send"].partition("?")[0] for case in CASES}
    for path, methods in json.loads(DESCRIPTION.read_text())["paths"].items():
        pattern = re.sub(r"\{\w+\}", "[^/]+", path)
        for method, route in methods.items():
            like = re.compile(f"{method.upper()} {pattern}")
            refuses = any(status >= "400" for status in route["responses"])
            assert not refuses or any(map(like.fullmatch, sent)), f"no case of {method} {path}"


def test_there_are_cases_of_every_room() -> None:
    assert len(CASES) >= 150
    assert {case.name.partition("/")[0] for case in CASES} == set(ROOMS)


@pytest.mark.parametrize("named", CASES, ids=lambda named: named.name)
async def test_it_is_answered_and_loses_nothing(
    http: httpx2.AsyncClient, village: Village, watch: Watch, values: dict[str, str], named: Named
) -> None:
    case = named.case(values)
    answer = await send(http, village, case)
    word = problem(answer) if answer.status_code >= 400 else ""
    changed = await watch.changed()
    assert (f"{answer.status_code} {word}".strip(), changed) == (case.answer, set(case.changes))
