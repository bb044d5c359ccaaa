"""Whoever signs in to the console was named by the operator and has two proofs."""

from base64 import b32encode
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog
from msgspec import structs
from pyotp.totp import TOTP

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import moderators
from mimi.rooms.moderators import actions, passphrases
from tests.authenticator import Authenticator
from tests.classroom import pass_time
from tests.conftest import client_of, problem, rehearsal, running
from tests.staff import PASSPHRASE, Staff, app_of, enrolled, link_for, offered

SITE = ("http://127.0.0.1:8000", "127.0.0.1")
HOUR, DAY = 3600, 86_400
Behind = tuple[Kit, httpx2.AsyncClient]


@pytest.fixture
async def ada(kit: Kit, http: httpx2.AsyncClient) -> Staff:
    return await enrolled(kit, http, "Ada")


@pytest.fixture
async def passkey(kit: Kit, http: httpx2.AsyncClient) -> AsyncIterator[Authenticator]:
    """Of a moderator called Ben."""
    link, key = await link_for(kit, "Ben"), Authenticator(*SITE)
    answer = await enrol(http, link, key)
    assert answer.status_code == 201, answer.text
    yield key


async def enrol(http: httpx2.AsyncClient, link: str, key: Authenticator) -> httpx2.Response:
    challenge = (await offered(http, link))["challenge"]
    made = {"challenge": challenge, "passkey": key.create(challenge)}
    body = {"link": link, "passphrase": PASSPHRASE, **made}
    return await http.post("/v1/console/enrolments", json=body)


async def sign_in(http: httpx2.AsyncClient, name: str = "Ada", **more: Any) -> httpx2.Response:
    body = {"moderator": name, "passphrase": PASSPHRASE, **more}
    return await http.post("/v1/console/sessions", json=body)


async def by_passkey(http: httpx2.AsyncClient, key: Authenticator, **more: Any) -> httpx2.Response:
    challenge = (await http.post("/v1/console/challenges")).json()["challenge"]
    return await sign_in(
        http, "Ben", **{"challenge": challenge, "passkey": key.use(challenge), **more}
    )


def answered(key: Authenticator, challenge: str) -> dict[str, Any]:
    return {"challenge": challenge, "passkey": key.use(challenge)}


async def is_in(staff: Staff) -> bool:
    """Signing out says nothing, so the session is looked for where the server does."""
    headers = {"authorization": f"Bearer {staff.session}"}
    return (await staff.http.get("/v1/console/self", headers=headers)).status_code == 200


async def test_enrols_once_and_signs_in_with_a_code(
    kit: Kit, http: httpx2.AsyncClient, ada: Staff
) -> None:
    assert await is_in(ada)
    await pass_time(http, 60)
    answer = await sign_in(ada.http, code=ada.app.at(kit.clock.now()))
    assert answer.status_code == 201
    assert await is_in(Staff(ada.http, "Ada", ada.app, answer.json()["session"]))


async def test_a_link_works_once_and_for_three_days(kit: Kit, http: httpx2.AsyncClient) -> None:
    link = await link_for(kit, "Ada")
    app = app_of(await offered(http, link))
    body = {"link": link, "passphrase": PASSPHRASE, "code": app.at(kit.clock.now())}
    assert (await http.post("/v1/console/enrolments", json=body)).status_code == 201
    assert problem(await http.post("/v1/console/enrolments", json=body)) == "enrolment-gone"
    late = await link_for(kit, "Ada")
    await pass_time(http, 4 * DAY)
    assert problem(await http.post("/v1/console/offers", json={"link": late})) == "enrolment-gone"


async def test_a_newer_link_ends_the_older(kit: Kit, http: httpx2.AsyncClient) -> None:
    older = await link_for(kit, "Ada")
    assert await offered(http, await link_for(kit, "Ada"))
    assert problem(await http.post("/v1/console/offers", json={"link": older})) == "enrolment-gone"


async def test_a_short_passphrase_or_a_wrong_code_enrols_nobody(
    kit: Kit, http: httpx2.AsyncClient
) -> None:
    link = await link_for(kit, "Ada")
    code = app_of(await offered(http, link)).at(kit.clock.now())
    for passphrase, given, word in (
        ("short", code, "weak-passphrase"),
        ("password12345!", code, "weak-passphrase"),
        (PASSPHRASE, "000000", "wrong-factor"),
    ):
        body = {"link": link, "passphrase": passphrase, "code": given}
        assert problem(await http.post("/v1/console/enrolments", json=body)) == word
    assert await offered(http, link), "the link still works"


async def test_a_passphrase_is_not_what_is_guessed_first(kit: Kit) -> None:
    harbour = replace(kit, settings=structs.replace(kit.settings, name="Harbour class"))
    guessed = ("correct horse", "1qaz2wsx3edc", "Penelope 1994", "moderator1234")
    for passphrase in (*guessed, "Harbour class 7", "harbourclass2026", "mimi mimi mimi"):
        with pytest.raises(Problem):
            await passphrases.kept(harbour, passphrase, "Ada")
    assert await passphrases.kept(harbour, "海上的灯笼只有四盏还亮着", "Ada")


async def test_one_wrong_proof_is_as_wrong_as_all(
    kit: Kit, http: httpx2.AsyncClient, ada: Staff
) -> None:
    await pass_time(http, 60)
    code = ada.app.at(kit.clock.now())
    wrong = [
        await sign_in(http, "Nobody", code=code),
        await sign_in(http, passphrase="four lanterns on land", code=code),
        await sign_in(http, code="000000"),
        await sign_in(http),
    ]
    assert {(one.status_code, one.content) for one in wrong} == {(403, wrong[0].content)}
    assert problem(wrong[0]) == "wrong-proof"


async def test_a_secret_that_no_key_opens_has_no_right_code(
    kit: Kit, http: httpx2.AsyncClient, ada: Staff
) -> None:
    """As after a restore with an older keyring. Anybody can reckon the codes of twenty zeros."""
    await pass_time(http, 60)
    async with kit.database.transaction() as db:
        await db.execute("UPDATE moderators SET secret = $1", bytes(60))
    zeros = TOTP(b32encode(bytes(20)).decode()).at(kit.clock.now())
    assert problem(await sign_in(http, code=zeros)) == "wrong-proof"
    assert problem(await sign_in(http, "Nobody", code=zeros)) == "wrong-proof"


async def test_a_code_signs_in_once(kit: Kit, http: httpx2.AsyncClient, ada: Staff) -> None:
    await pass_time(http, 60)
    code = ada.app.at(kit.clock.now())
    assert (await sign_in(ada.http, code=code)).status_code == 201
    assert problem(await sign_in(ada.http, code=code)) == "wrong-proof"


async def test_midnight_makes_no_used_proof_new(
    kit: Kit, http: httpx2.AsyncClient, ada: Staff, passkey: Authenticator
) -> None:
    """Codes and challenges are good for minutes, and what is counted forgets by night."""
    now = kit.clock.now()
    await pass_time(http, DAY - now % DAY - 10)
    code = ada.app.at(kit.clock.now())
    challenge = (await http.post("/v1/console/challenges")).json()["challenge"]
    assert (await sign_in(http, code=code)).status_code == 201
    assert (await by_passkey(http, passkey, **answered(passkey, challenge))).status_code == 201
    await pass_time(http, 15)
    assert problem(await sign_in(http, code=code)) == "wrong-proof"
    again = await by_passkey(http, passkey, **answered(passkey, challenge))
    assert problem(again) == "wrong-proof"


async def test_wrong_tries_are_few_a_day(ada: Staff) -> None:
    for _ in range(10):
        assert problem(await sign_in(ada.http, code="000000")) == "wrong-proof"
    assert problem(await sign_in(ada.http, code="000000")) == "too-many"


@pytest.fixture
async def behind(tmp_path: Path, database_url: str) -> AsyncIterator[Behind]:
    """A server with a proxy in front, which says for whom each request is."""
    settings = rehearsal(tmp_path, proxies=1)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield app.state.kit, http


def elsewhere(index: int) -> dict[str, str]:
    return {"x-forwarded-for": f"198.51.100.{index}"}


async def tries(http: httpx2.AsyncClient, start: int, **proofs: Any) -> list[str]:
    """Thirty of them at Ada's name, from three addresses."""
    answers = [
        await http.post(
            "/v1/console/sessions",
            json={"moderator": "Ada", **proofs},
            headers=elsewhere(start + index // 10),
        )
        for index in range(30)
    ]
    return [problem(answer) for answer in answers]


async def test_a_stranger_keeps_no_moderator_out(
    behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has many addresses and one of the proofs, though, has so many tries in all a day."""
    monkeypatch.setattr(actions, "TRIES_NAME", 20)  # not a hundred scrypts
    kit, http = behind
    ada = await enrolled(kit, http, "Ada")
    await pass_time(http, 60)
    stranger = await tries(http, 1, passphrase="four lanterns on land", code="000000")
    assert set(stranger) == {"wrong-proof"}
    mine = {"moderator": "Ada", "passphrase": PASSPHRASE, "code": ada.app.at(kit.clock.now())}
    mine_from = elsewhere(100)
    answer = await http.post("/v1/console/sessions", json=mine, headers=mine_from)
    assert answer.status_code == 201
    with structlog.testing.capture_logs() as log:
        thief = await tries(http, 200, passphrase=PASSPHRASE, code="000000")
    assert set(thief) == {"wrong-proof"}, "nor is the thief told that one of them is right"
    assert [line["log_level"] for line in log] == ["error"]
    assert "Ada" not in str(log)
    await pass_time(http, 60)
    mine["code"] = ada.app.at(kit.clock.now())
    answer = await http.post("/v1/console/sessions", json=mine, headers=mine_from)
    assert problem(answer) == "too-many"


async def test_signs_in_with_a_passkey(http: httpx2.AsyncClient, passkey: Authenticator) -> None:
    assert (await by_passkey(http, passkey)).status_code == 201
    wrong = await by_passkey(http, passkey, passphrase="four lanterns on land")
    assert problem(wrong) == "wrong-proof"


async def test_a_challenge_is_answered_once_and_soon(
    kit: Kit, http: httpx2.AsyncClient, passkey: Authenticator
) -> None:
    challenge = (await http.post("/v1/console/challenges")).json()["challenge"]
    for word in ("", "wrong-proof"):
        answer = await by_passkey(
            http, passkey, challenge=challenge, passkey=passkey.use(challenge)
        )
        assert (problem(answer) if word else answer.status_code) == (word or 201)
    late = (await http.post("/v1/console/challenges")).json()["challenge"]
    await pass_time(http, HOUR)
    answer = await by_passkey(http, passkey, **answered(passkey, late))
    assert problem(answer) == "wrong-proof"


async def test_a_passkey_of_another_place_or_person_is_none(
    kit: Kit, http: httpx2.AsyncClient, passkey: Authenticator
) -> None:
    """A page that imitates the console, a copy of the key, a key that recognised nobody."""
    imitation = Authenticator("https://mimi.example.evil", "mimi.example.evil")
    imitation.key = passkey.key
    assert problem(await by_passkey(http, imitation)) == "wrong-proof"
    copy = Authenticator(*SITE)
    copy.key = passkey.key  # its count begins anew
    assert problem(await by_passkey(http, copy)) == "wrong-proof"
    passkey.flags = 1
    assert problem(await by_passkey(http, passkey)) == "wrong-proof"
    unrecognised = Authenticator(*SITE, recognises=False)
    answer = await enrol(http, await link_for(kit, "Cem"), unrecognised)
    assert problem(answer) == "wrong-factor"


async def test_a_session_ends_by_itself_by_choice_and_by_the_operator(
    kit: Kit, http: httpx2.AsyncClient, ada: Staff
) -> None:
    await pass_time(http, 7 * HOUR)
    assert await is_in(ada)
    await pass_time(http, 5 * HOUR)
    assert not await is_in(ada)
    ben, cem = await enrolled(kit, http, "Ben"), await enrolled(kit, http, "Cem")
    await ben.ask("DELETE", "session")
    async with kit.database.transaction() as db:
        assert await moderators.dismiss(db, "Cem")
        assert not await moderators.dismiss(db, "Cem")
    assert not await is_in(ben)
    assert not await is_in(cem)


async def test_the_console_takes_no_cookie(ada: Staff) -> None:
    """Not of the member that this moderator may be."""
    headers = {"authorization": f"Bearer {ada.session}", "cookie": "__Host-mimi=x"}
    answer = await ada.http.get("/v1/console/self", headers=headers)
    assert problem(answer) == "signed-request"


async def test_the_consoles_session_is_no_members(ada: Staff) -> None:
    answer = await ada.http.get("/v1/feed", headers={"authorization": f"Bearer {ada.session}"})
    assert problem(answer) == "not-signed-in"
