"""One-time codes: used once, in time, with few tries, few a day."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from litestar import Request

from mimi.app import make_kit
from mimi.kit.http import address
from mimi.kit.kit import Kit
from mimi.rooms.accounts.senders import SENDERS
from mimi.settings import Settings
from tests.conftest import client_of, problem, rehearsal, running
from tests.people import number, pass_time, sign_in_body, vault


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes that the terminal shows, as the operator reads them."""
    lines = capsys.readouterr().out.splitlines()
    return [line.rpartition(" ")[2] for line in lines if line.startswith("code for +86")]


async def enter(
    http: httpx2.AsyncClient, code: str, person: int = 1, by: str = ""
) -> httpx2.Response:
    body = sign_in_body(number(person), vault(person), code=code)
    return await http.post("/v1/sessions", json=body, headers=through_proxy(by))


async def ask(http: httpx2.AsyncClient, person: int = 1, by: str = "") -> int:
    answer = await http.post("/v1/codes", json={"phone": number(person)}, headers=through_proxy(by))
    return answer.status_code


def through_proxy(by: str) -> dict[str, str]:
    """What a client at this address makes of a request that claims to be from elsewhere."""
    return {"x-forwarded-for": f"203.0.113.77, {by}"} if by else {}


@pytest.fixture
async def careful(tmp_path: Path, database_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A server where only the code that was sent works."""
    caps = {
        "codes_per_number_and_address": 3,
        "codes_per_number": 5,
        "codes_per_address": 5,
    }
    settings = rehearsal(tmp_path, fixed_code="", proxies=1, caps=caps)
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


async def test_a_stranger_does_not_use_up_the_codes_of_a_number(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger, owner = "198.51.100.1", "198.51.100.2"
    assert [await ask(careful, by=stranger) for _ in range(5)] == [202] * 3 + [429] * 2
    assert await ask(careful, by=owner) == 202
    assert (await enter(careful, shown(capsys)[-1], by=owner)).status_code == 201


async def test_a_code_that_works_is_sent_again(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await ask(careful)
    await pass_time(careful, 9 * 60)
    await ask(careful)
    await pass_time(careful, 9 * 60)
    first, second = shown(capsys)
    assert first == second
    assert (await enter(careful, first)).status_code == 201
    await ask(careful)
    assert shown(capsys) != [first]


async def test_a_stranger_has_few_tries(
    careful: httpx2.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten wrong ones from one address use two codes up; the third is the owner's."""
    stranger, owner = "198.51.100.1", "198.51.100.2"
    for _ in range(2):
        await ask(careful, by=owner)
        for _ in range(5):
            assert problem(await enter(careful, "nope", by=stranger)) == "wrong-code"
    await ask(careful, by=owner)
    (*_, code) = shown(capsys)
    for _ in range(5):
        assert problem(await enter(careful, "nope", by=stranger)) == "wrong-code"
    assert problem(await enter(careful, code, by=stranger)) == "wrong-code"
    assert (await enter(careful, code, by=owner)).status_code == 201


async def test_a_number_has_a_cap_over_all_addresses(careful: httpx2.AsyncClient) -> None:
    states = [await ask(careful, by=f"198.51.100.{line}") for line in range(6)]
    assert states == [202] * 5 + [429]


async def test_people_behind_a_proxy_have_addresses_of_their_own(
    careful: httpx2.AsyncClient,
) -> None:
    assert {await ask(careful, line, by=f"198.51.100.{line}") for line in range(1, 21)} == {202}
    same = [await ask(careful, person, by="198.51.100.99") for person in range(21, 27)]
    assert same == [202] * 5 + [429]


@pytest.mark.parametrize(("url", "said"), [("", "+8613800000042"), ("https://mimi.example", "…42")])
async def test_a_public_server_prints_no_number(
    url: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = make_kit(Settings(public_url=url, data=str(tmp_path)), database_url="")
    await SENDERS["console"].send(kit, "+8613800000042", "123456")
    assert capsys.readouterr().out == f"code for {said}: 123456\n"


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


def asking_from(host: str, forwarded: str = "") -> Request[Any, Any, Any]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "client": (host, 1), "headers": headers})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_an_ipv6_line_is_one_address(one: str, other: str, same: bool) -> None:
    assert (address(asking_from(one), 0) == address(asking_from(other), 0)) is same


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [(0, "127.0.0.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (4, "127.0.0.1")],
)
def test_only_our_own_proxies_are_believed(proxies: int, seen: str) -> None:
    asking = asking_from("127.0.0.1", forwarded="192.0.2.1, 192.0.2.2,192.0.2.3")
    assert address(asking, proxies) == seen
