"""One-time codes: used once, in time, with few tries, few a day."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from litestar import Request

from mimi.kit.http import address
from mimi.kit.kit import Kit
from tests.conftest import client_of, problem, rehearsal, running
from tests.people import number, pass_time, sign_in_body, vault


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes that the terminal shows, as the operator reads them."""
    lines = capsys.readouterr().out.splitlines()
    return [line.rpartition(" ")[2] for line in lines if line.startswith("code for +86")]


async def enter(http: httpx2.AsyncClient, code: str, person: int = 1) -> httpx2.Response:
    body = sign_in_body(number(person), vault(person), code=code)
    return await http.post("/v1/sessions", json=body)


@pytest.fixture
async def careful(tmp_path: Path, database_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A server where only the code that was sent works."""
    settings = rehearsal(tmp_path, fixed_code="", caps={"codes_per_number": 3})
    async with running(settings, database_url) as app, client_of(app) as client:
        yield client


async def test_a_code_works_once(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await careful.post("/v1/codes", json={"phone": number(1)})
    (code,) = shown(capsys)
    assert len(code) == 6
    assert (await enter(careful, code)).status_code == 201
    again = await enter(careful, code)
    assert (again.status_code, problem(again)) == (403, "wrong-code")


async def test_full_width_digits_are_digits(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await careful.post("/v1/codes", json={"phone": number(1)})
    (code,) = shown(capsys)
    wide = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in code)
    assert (await enter(careful, wide)).status_code == 201


async def test_a_code_is_for_one_number(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await careful.post("/v1/codes", json={"phone": number(1)})
    (code,) = shown(capsys)
    assert problem(await enter(careful, code, person=2)) == "wrong-code"


async def test_a_code_expires(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await careful.post("/v1/codes", json={"phone": number(1)})
    (code,) = shown(capsys)
    await pass_time(careful, 10 * 60)
    assert problem(await enter(careful, code)) == "wrong-code"


async def test_five_wrong_tries_use_a_code_up(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await careful.post("/v1/codes", json={"phone": number(1)})
    (code,) = shown(capsys)
    for _ in range(5):
        assert problem(await enter(careful, "nope")) == "wrong-code"
    assert problem(await enter(careful, code)) == "wrong-code"
    await careful.post("/v1/codes", json={"phone": number(1)})
    (fresh,) = shown(capsys)
    assert (await enter(careful, fresh)).status_code == 201


async def test_a_number_gets_few_codes_a_day(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        assert (await careful.post("/v1/codes", json={"phone": number(1)})).status_code == 202
    refused = await careful.post("/v1/codes", json={"phone": "138 0000 0001"})
    assert (refused.status_code, problem(refused)) == (429, "too-many")
    assert refused.headers["retry-after"] == str(86_400)
    assert len(shown(capsys)) == 3
    await pass_time(careful, 86_400)
    assert (await careful.post("/v1/codes", json={"phone": number(1)})).status_code == 202


@pytest.mark.parametrize("cap", ["codes_per_address", "codes_per_server"])
async def test_an_address_and_the_server_have_caps(
    tmp_path: Path, database_url: str, cap: str
) -> None:
    settings = rehearsal(tmp_path, caps={cap: 2})
    async with running(settings, database_url) as app, client_of(app) as http:
        states = [
            (await http.post("/v1/codes", json={"phone": number(person)})).status_code
            for person in (1, 2, 3)
        ]
    assert states == [202, 202, 429]


async def test_the_night_removes_codes_that_expired(http: httpx2.AsyncClient, kit: Kit) -> None:
    await http.post("/v1/codes", json={"phone": number(1)})
    await pass_time(http, 86_400)
    async with kit.database.reading() as db:
        assert await db.fetchval("SELECT count(*) FROM codes") == 0


async def test_nothing_is_sent_where_one_code_always_works(
    http: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await http.post("/v1/codes", json={"phone": number(1)})).status_code == 202
    assert capsys.readouterr().out == ""


def asking_from(host: str) -> Request[Any, Any, Any]:
    return Request({"type": "http", "client": (host, 1), "headers": []})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
    ],
)
def test_an_ipv6_line_is_one_address(one: str, other: str, same: bool) -> None:
    assert (address(asking_from(one)) == address(asking_from(other))) is same
