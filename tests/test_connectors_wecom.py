"""WeCom against a service that keeps to its documents: the client, sign-in, and the directory."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import structlog

from mimi.client import Device
from mimi.connectors import wecom
from mimi.settings import Settings, check
from tests.accounts_elsewhere import tables
from tests.arrivals import Arriving
from tests.classroom import editions_pass
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.others import Others
from tests.others.cases import ANY_DAY, Case, bad_days, patience
from tests.others.qyapi import PEOPLE
from tests.others.table import row
from tests.people import pass_days, signed_in
from tests.senders import alarms
from tests.test_silence import everything_kept

RD = [person for person, where in PEOPLE.items() if where in (2, 4)]  # department 2 and below
SALES = [person for person, where in PEOPLE.items() if where == 3]
Call = Callable[[Settings, str], Awaitable[Any]]


async def _all(settings: Settings, token: str) -> int:
    return len(await wecom.everybody(settings.wecom, token))


async def _people(settings: Settings, token: str) -> int:
    return len(await wecom.people_in(settings.wecom, token, [2, 4]))


CALLS: dict[str, Call] = {
    "wecom gettoken": lambda s, _: wecom.fetch_token(s.wecom),
    "wecom auth/getuserinfo": lambda s, token: wecom.who(s.wecom, token, "code0"),
    "wecom department/list": lambda s, token: wecom.departments_below(s.wecom, token, 2),
    "wecom user/simplelist": _people,
    "wecom user/list_id": _all,
}
T, W, D, P, L = CALLS


CASES = [
    *(case for call in CALLS for case in bad_days(call)),
    Case(T, "a token for 7,200 seconds", "('app-secret-0', 7200)"),
    Case(T, "40001: another secret", "wecom signature 40001", keys={"app_secret": "x"}),
    Case(T, "40013: no such corpid", "wecom signature 40013", keys={"corp_id": "x"}),
    Case(T, "45009: too often", "wecom quota 45009", {"code": 45009}),
    Case(T, "60020: an address not on the list", "wecom signature 60020", {"code": 60020}),
    Case(W, "40029: no such code", "wecom code 40029"),
    Case(W, "42001: a token that is over", "wecom expired 42001", {"later": 7200}),
    Case(W, "40014: a token that was ended", "wecom expired 40014", {"ended": "app-secret-0"}),
    Case(D, "it and all below it", "{2, 4}"),
    Case(D, "60011: not for this app to see", "wecom refused 60011", {"hidden": [2]}),
    Case(P, "the people of each", "200"),
    Case(L, "300 people in pages of 100", "300", directory=True),
    Case(L, "48002: only with the secret of 通讯录同步", "wecom refused 48002"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.call}: {case.documented}")
async def test_wecom_is_understood(case: Case, others: Others) -> None:
    there = tables(others, "wecom")
    settings = check({"wecom": {**there["wecom"], **case.keys}})
    others.want("wecom", now=MONDAY)
    token = ""
    if case.call != T:
        token, _ = await wecom.fetch_token(settings.wecom, directory=case.directory)
    others.want("wecom", **{**case.wants, "now": MONDAY + case.wants.get("later", 0)})
    with patience(case.wants):
        await case.check(lambda: CALLS[case.call](settings, token))


# How the directory is read: `make connectors` tries both ways, the suite one.
READERS = ["app", "directory"] if os.environ.get("MIMI_TEST_CONNECTORS") == "all" else ["app"]


@pytest.fixture(params=READERS)
async def company(
    request: pytest.FixtureRequest, tmp_path: Path, database_url: str, others: Others
) -> AsyncIterator[Arriving]:
    """Department 2 with all below it counts; read by the app, or by 通讯录同步."""
    keys = tables(others, "wecom")
    if request.param == "app":
        keys["wecom"]["directory_secret"] = ""
    others.want("wecom", now=MONDAY)
    settings = rehearsal(tmp_path, **keys)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield Arriving(http, app.state.kit, others, "wecom")


async def colleague(company: Arriving, person: str, vault: int, join: bool = True) -> Device:
    """Signed in by WeCom, as a device that can read and write."""
    device = Device(company.http, vault.to_bytes(16))
    arrived = await company.come(person)
    await device.sign_in_arrived(arrived["ticket"])
    if join:
        await device.ask("PUT", "/v1/sources/wecom")
    return device


async def test_two_newcomers_of_a_directory_of_300_read_what_colleagues_tell(
    company: Arriving,
) -> None:
    """Fourteen of 200 in it are here; sales, and who did not join, are not among them."""
    members = [await colleague(company, person, index) for index, person in enumerate(RD[:14], 1)]
    seller = await colleague(company, SALES[0], 90)
    loner = await colleague(company, RD[20], 91, join=False)
    for _ in range(8):
        await pass_days(company.http)
    newcomers = [await colleague(company, RD[30], 92), await colleague(company, RD[31], 93)]
    await pass_days(company.http)
    for member in members:
        await member.fetch_tokens()
    await members[3].tell("Overheard at work")
    await editions_pass(company.http)
    for one in newcomers:
        assert [card["text"] for card in await one.read()] == ["Overheard at work"]
        assert (await one.gate())["open"]
    for one in (seller, loner):
        assert (await one.gate()) == {"open": False, "friends": "0-2"}
        assert await one.read() == []


async def test_the_directory_is_not_stored(company: Arriving) -> None:
    await colleague(company, RD[0], 1)
    await pass_days(company.http)
    async with company.kit.database.reading() as db:
        kept = await everything_kept(db)
    hidden = [company.kit.keys.tag("arrival", b"wecom", p.lower().encode()) for p in RD[1:]]
    for person in PEOPLE:
        assert not any(person.lower().encode() in value.lower() for value in kept)
    assert not {*hidden} & {*kept}


async def test_the_organisation_is_asked_the_same_whoever_is_here(company: Arriving) -> None:
    """Its administrator, who may see what the app asks, learns nothing from that."""

    async def asked_in_a_day() -> list[dict[str, Any]]:
        before = len(company.others.asked("wecom"))
        await pass_days(company.http)
        calls = company.others.asked("wecom")[before:]
        return [call for call in calls if call["action"] != "gettoken"]

    nobody = await asked_in_a_day()
    assert nobody
    for index, person in enumerate(RD[:4], 1):
        await colleague(company, person, index)
    assert await asked_in_a_day() == nobody


async def test_who_leaves_the_company_is_no_friend_from_the_next_epoch_on(
    company: Arriving,
) -> None:
    people = [await colleague(company, person, index) for index, person in enumerate(RD[:4], 1)]
    await pass_days(company.http)
    assert [(await one.gate())["open"] for one in people] == [True] * 4
    company.others.want("wecom", gone=[RD[0]])
    assert (await people[0].gate())["open"]
    await pass_days(company.http)
    assert [(await one.gate())["friends"] for one in people] == ["0-2"] * 4
    assert problem(await company.arrive(*await company.begin(RD[0], False))) == "not-of-here"


async def test_leaving_the_source_ends_it_too(company: Arriving) -> None:
    people = [await colleague(company, person, index) for index, person in enumerate(RD[:4], 1)]
    await pass_days(company.http)
    await people[0].ask("DELETE", "/v1/sources/wecom")
    await pass_days(company.http)
    assert [(await one.gate())["open"] for one in people] == [False] * 4


@pytest.mark.parametrize(
    ("wants", "told"),
    [
        *((wants, told) for told, wants in ANY_DAY.items()),
        ({"code": 45009}, "quota 45009"),
        ({"code": 60020}, "signature 60020"),
        ({"spent": True}, "expired 42001"),
        ({"hidden": [2]}, "refused 60011"),
    ],
)
async def test_wecom_out_of_order_ends_no_friendship(
    company: Arriving, wants: dict[str, Any], told: str
) -> None:
    people = [await colleague(company, person, index) for index, person in enumerate(RD[:4], 1)]
    await pass_days(company.http)
    company.others.want("wecom", **wants)
    with patience(wants), structlog.testing.capture_logs() as log:
        await pass_days(company.http)
    assert [(await one.gate())["open"] for one in people] == [True] * 4
    assert alarms(log) == [f"wecom {told}"]
    assert {line["log_level"] for line in log} == {"error"}
    row("wecom, an epoch", f"{told}: told, no friendship ends", f"operator: {alarms(log)[0]}; open")
    assert not any(person.lower() in str(log).lower() for person in PEOPLE)


async def test_a_stranger_to_the_organisation_is_told_so(company: Arriving) -> None:
    refused = await company.arrive(*await company.begin("Customer", False))
    assert (refused.status_code, problem(refused)) == (403, "not-of-here")


async def test_the_address_is_the_documented_one(company: Arriving) -> None:
    address, _ = await company.start(desktop=True)
    head = f"{company.others.url('wecom')}/wwlogin/sso/login?login_type=CorpApp&appid=wwcorp"
    assert address.startswith(head)
    row("wecom sso/login", "login_type, appid, agentid, redirect_uri, state", "so it is")
    me = signed_in(company.http, (await company.sign_in(RD[0]))["session"])
    sources = (await me.get("/v1/sources")).json()
    assert sources == [{"source": "wecom", "name": "Acme", "joined": False}]
