"""The API as it is described: thousands of made-up requests, good and bad, against a real server.

Schemathesis makes them from docs/openapi.json, so a new route is asked too. No answer may be a
fault, and each has to be as described: its status, type, headers and every field. What is asked
is the same in every run. MIMI_TEST_CASES is how many that differ, at least; `make ci-slow` asks for
5,000, and MIMI_TEST_TURN, with which it begins, lets `python -m fuzz.parts` go on to a million.
"""

import os
from collections.abc import AsyncIterator

import anyio
import pytest

from tests.asking import Asking
from tests.browser import Served, served
from tests.classroom import number
from tests.conftest import CODE, fresh_database
from tests.village import ENVIRONMENT, LONELY, Village, founded

CASES = int(os.environ.get("MIMI_TEST_CASES", "400"))
TURN = int(os.environ.get("MIMI_TEST_TURN", "0"))
SOME = max(2, CASES // 1_500)  # of a kind and route in each turn, so that there are some turns
WHOM = ("nobody", "member", "cookie", "waiting", "writer")
# These end what those who ask need: sessions, and the time in which tokens and secrets are good.
LAST = ("DELETE /v1/session", "DELETE /v1/sessions", "DELETE /v1/account", "POST /v1/clock")
TURNS, MOST = 4, 200  # of what ends something, and of the others


@pytest.fixture(scope="module")
async def server(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    data = tmp_path_factory.mktemp("api")
    async with fresh_database(postgres) as url, served(data, url, **ENVIRONMENT) as server:
        yield server


@pytest.fixture(scope="module")
async def village(server: Served) -> Village:
    return await founded(server.http)


def enough(asking: Asking) -> None:
    """Goes round the routes, once at least, until its share of the requests was made."""
    operations = [one for one in asking.operations() if one.label not in LAST]
    for turn in range(TURN, TURN + MOST):
        for operation in operations:
            asking.ask(operation, turn)
        if asking.asked >= CASES / len(WHOM):
            return


@pytest.mark.parametrize("whom", WHOM)
async def test_every_answer_is_as_described(server: Served, village: Village, whom: str) -> None:
    asking = Asking(server.url, village, whom, some=SOME, borders=not TURN)
    await anyio.to_thread.run_sync(enough, asking)
    print(f"{whom}: {asking.asked} requests, {dict(sorted(asking.answers.items()))}")
    assert asking.broken == []
    assert asking.asked >= CASES / len(WHOM)
    gate = await server.http.get("/v1/gate", headers=village.headers("member"))
    assert gate.status_code == 200, "a route that ends sessions belongs into LAST"


@pytest.mark.parametrize("last", LAST)
async def test_what_ends_something_answers_as_described(
    server: Served, village: Village, last: str
) -> None:
    asking = Asking(server.url, village, "lonely")
    for turn in range(TURNS):
        await village.lonely.sign_in(number(LONELY), CODE)
        await anyio.to_thread.run_sync(asking.ask, asking.operation(last), turn)
    assert asking.broken == []
    assert asking.answers["204"] or asking.answers["200"]
