"""Numbers as people write them, and signing in."""

import httpx2
import pytest

from mimi.rooms.accounts import normalise
from tests.conftest import problem
from tests.people import number, proof, sign_in_body, signed_in, vault

WRITTEN = [
    "13800000001",
    "138 0000 0001",
    "138-0000-0001",
    "+86 138 0000 0001",
    "0086 138 0000 0001",
    "＋８６１３８００００　０００１",
    "１３８００００００01",
    "\u202a+86 138 0000 0001\u202c",
]
GARBAGE = ["", " ", "abc", "1", "+", "\x0013800000001", "138\x00", "9" * 60, "+861380000000a", "💚"]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert normalise(written, "CN") == "+8613800000001"


@pytest.mark.parametrize("written", GARBAGE)
def test_what_cannot_be_a_number_is_none(written: str) -> None:
    assert normalise(written, "CN") is None


def test_a_number_without_country_code_is_of_the_region() -> None:
    assert normalise("650-253-0000", "US") == "+16502530000"
    assert normalise("650-253-0000", "CN") is None


@pytest.mark.parametrize("written", GARBAGE)
async def test_no_code_goes_to_garbage(http: httpx2.AsyncClient, written: str) -> None:
    answer = await http.post("/v1/codes", json={"phone": written})
    assert (answer.status_code, problem(answer)) == (400, "invalid-phone")


BODIES = [
    b'{"phone": "\\ud83d"}',
    b'{"phone": "\xed\xa0\xbd"}',
    b'{"phone": 13800000001}',
    b'{"phone": "13800000001", "and": 1}',
    b'{"phone": ["13800000001"]}',
    b"{}",
    b"[]",
    b"",
    b"{",
    b'{"phone": "' + b"1" * 70 + b'"}',
]


@pytest.mark.parametrize("body", BODIES)
async def test_a_body_that_is_no_request_is_a_problem(
    http: httpx2.AsyncClient, body: bytes
) -> None:
    headers = {"content-type": "application/json"}
    answer = await http.post("/v1/codes", content=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")


CHANGES = [
    {"vault_key": "x"},
    {"vault_key": "é"},
    {"vault_key": "A" * 42},
    {"device": "a\x00b"},
    {"device": "d" * 41},
    {"keep": "both"},
    {"code": 246810},
    {"code": "1" * 17},
    {"phone": "nobody"},
    {"extra": 1},
]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_wrong_sign_in_is_a_problem(
    http: httpx2.AsyncClient, change: dict[str, object]
) -> None:
    answer = await http.post("/v1/sessions", json={**sign_in_body(number(1), vault(1)), **change})
    assert answer.status_code == 400
    assert problem(answer) in {"invalid-request", "invalid-phone", "invalid-vault-key"}


async def test_a_new_number_registers_and_is_signed_in(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/v1/sessions", json=sign_in_body("138 0000 0001", vault(1)))
    said = answer.json()
    assert answer.status_code == 201
    assert (said["state"], said["opens_in_days"], said["phone"]) == ("open", 0, number(1))
    me = signed_in(http, said["session"])
    assert (await me.get("/v1/devices")).json()[0]["this"] is True


async def test_a_browser_gets_a_cookie_that_scripts_cannot_read(http: httpx2.AsyncClient) -> None:
    body = sign_in_body(number(1), vault(1), keep="cookie")
    answer = await http.post("/v1/sessions", json=body)
    assert answer.json()["session"] is None
    kept = answer.headers["set-cookie"]
    for rule in ("__Host-mimi=", "HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert rule in kept
    assert "Domain" not in kept
    value = kept.partition("=")[2].partition(";")[0]
    devices = await http.get("/v1/devices", headers={"cookie": f"__Host-mimi={value}"})
    assert devices.status_code == 200


TOKENS = ["", "Bearer", "Bearer ", "Bearer x", "Bearer " + "A" * 43, "Basic QTpC", "Bearer é"]


@pytest.mark.parametrize("token", TOKENS)
async def test_nobody_else_is_signed_in(http: httpx2.AsyncClient, token: str) -> None:
    answer = await http.get("/v1/devices", headers=[(b"authorization", token.encode())])
    assert (answer.status_code, problem(answer)) == (401, "not-signed-in")


async def test_the_words_of_the_account_open_a_second_device(http: httpx2.AsyncClient) -> None:
    await http.post("/v1/sessions", json=sign_in_body(number(1), vault(1)))
    words = proof(vault(1), number(1))
    answer = await http.post("/v1/sessions", json=sign_in_body(number(1), vault(1), proof=words))
    assert answer.json()["state"] == "open"


@pytest.mark.parametrize(
    "said", [None, "", "x", proof(vault(2), number(1)), proof(vault(1), number(2))]
)
async def test_without_the_words_a_second_device_waits(
    http: httpx2.AsyncClient, said: str | None
) -> None:
    await http.post("/v1/sessions", json=sign_in_body(number(1), vault(1)))
    answer = await http.post("/v1/sessions", json=sign_in_body(number(1), vault(2), proof=said))
    assert (answer.json()["state"], answer.json()["opens_in_days"]) == ("waiting", 7)
    waiting = signed_in(http, answer.json()["session"])
    refused = await waiting.get("/v1/devices")
    assert (refused.status_code, problem(refused)) == (401, "waiting")
