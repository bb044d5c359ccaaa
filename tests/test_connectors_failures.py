"""Every provider on every bad day, through the server: what the member reads, what the operator is
told, and that the same works afterwards as if nothing had been."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog

from tests.accounts_elsewhere import tables
from tests.arrivals import Arriving
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.others import Others
from tests.others.cases import ANY_DAY, patience
from tests.others.table import row
from tests.people import number
from tests.senders import alarms, sending

Wants = dict[str, Any]
ONCE = {"codes_per_number": 1, "codes_per_number_and_address": 1, "code_attempts": 1}
# What is told to the operator (after the provider's name), by what the provider does.
LATE = {"now": MONDAY + 1000}
BAD_DAYS: dict[str, dict[str, Wants]] = {
    "tencent": {
        "quota FailedOperation.InsufficientBalanceInSmsPackage": {
            "code": "FailedOperation.InsufficientBalanceInSmsPackage"
        },
        "clock AuthFailure.SignatureExpire": LATE,
        "signature AuthFailure.SignatureFailure": {"code": "AuthFailure.SignatureFailure"},
    },
    "aliyun": {
        "quota isv.AMOUNT_NOT_ENOUGH": {"code": "isv.AMOUNT_NOT_ENOUGH"},
        "clock InvalidTimeStamp.Expired": LATE,
        "signature SignatureDoesNotMatch": {"code": "SignatureDoesNotMatch"},
    },
    "dypns": {
        "quota biz.FREQUENCY": {"code": "biz.FREQUENCY"},
        "clock InvalidTimeStamp.Expired": LATE,
        "signature SignatureDoesNotMatch": {"code": "SignatureDoesNotMatch"},
    },
    "twilio": {
        "quota 60203": {"code": [429, 60203]},
        "signature 20003": {"code": [401, 20003]},
    },
    "wechat": {
        "quota 45011": {"code": 45011},
        "signature 40125": {"code": 40125},
    },
    "wecom": {
        "quota 45009": {"code": 45009},
        "signature 60020": {"code": 60020},
        "expired 42001": {"spent": True},  # the renewed one too
    },
}


def days(*names: str) -> list[Any]:
    return [
        pytest.param(name, wants, told, id=f"{name} {told}")
        for name in names
        for told, wants in {**ANY_DAY, **BAD_DAYS[name]}.items()
    ]


@pytest.fixture
def bad_day(others: Others) -> Any:
    async def have(
        what: str, name: str, wants: Wants, told: str, ask: Callable[[], Awaitable[httpx2.Response]]
    ) -> None:
        """Asks on a bad day, and leaves a good one behind."""
        with patience(wants), structlog.testing.capture_logs() as log:
            others.want(name, **wants)
            answer = await ask()
        others.want(name, **{**dict.fromkeys(wants), "now": MONDAY})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "60"
        assert alarms(log) == [f"{name} {told}"]
        assert {line["log_level"] for line in log} == {"error"}
        assert number(1)[3:] not in str(log)
        said = f"member: {problem(answer)}; operator: {alarms(log)[0]}; then it works"
        row(f"{name}, {what}", f"{told}: said, told, nothing lost", said)

    return have


@pytest.mark.parametrize(("name", "wants", "told"), days("tencent", "aliyun", "dypns", "twilio"))
async def test_a_code_that_cannot_be_sent(  # noqa: PLR0913, PLR0917 fixtures
    name: str,
    wants: Wants,
    told: str,
    bad_day: Any,
    tmp_path: Path,
    database_url: str,
    others: Others,
) -> None:
    """The number has one code a day, which is not used up."""
    async with sending(tmp_path, database_url, others, ONCE, senders=[name]) as server:
        await bad_day("a code to send", name, wants, told, server.ask)
        assert (await server.ask()).status_code == 202
        assert (await server.enter(others.asked(name)[-1]["code"])).status_code == 201


@pytest.mark.parametrize(("name", "wants", "told"), days("dypns", "twilio"))
async def test_a_code_that_cannot_be_checked(  # noqa: PLR0913, PLR0917 fixtures
    name: str,
    wants: Wants,
    told: str,
    bad_day: Any,
    tmp_path: Path,
    database_url: str,
    others: Others,
) -> None:
    """The code has one attempt, which is not used up."""
    async with sending(tmp_path, database_url, others, ONCE, senders=[name]) as server:
        assert (await server.ask()).status_code == 202
        code = others.asked(name)[-1]["code"]
        await bad_day("a code to check", name, wants, told, lambda: server.enter(code))
        assert (await server.enter(code)).status_code == 201


@pytest.mark.parametrize(("name", "wants", "told"), days("wechat", "wecom"))
async def test_a_sign_in_elsewhere(  # noqa: PLR0913, PLR0917 fixtures
    name: str,
    wants: Wants,
    told: str,
    bad_day: Any,
    tmp_path: Path,
    database_url: str,
    others: Others,
) -> None:
    """What the person brought from there is good for once, and still is."""
    person = "Person002"
    settings = rehearsal(tmp_path, **tables(others, name))
    others.want(name, now=MONDAY)
    async with running(settings, database_url) as app, client_of(app) as http:
        arriving = Arriving(http, app.state.kit, others, name)
        brought = await arriving.begin(person, desktop=False)
        await bad_day("a sign-in", name, wants, told, lambda: arriving.arrive(*brought))
        came = await arriving.arrive(*brought)
        assert came.status_code == 201
        assert (await arriving.enter(came.json()["ticket"])).status_code == 201


SPENT = pytest.param("wechat", {"spent": True}, "expired 42001", id="wechat expired 42001")


@pytest.mark.parametrize(("name", "wants", "told"), [*days("wechat"), SPENT])
async def test_a_number_of_a_mini_program(  # noqa: PLR0913, PLR0917 fixtures
    name: str,
    wants: Wants,
    told: str,
    bad_day: Any,
    tmp_path: Path,
    database_url: str,
    others: Others,
) -> None:
    settings = rehearsal(tmp_path, **tables(others, name))
    others.want(name, now=MONDAY)
    async with running(settings, database_url) as app, client_of(app) as http:
        body = Arriving(http, app.state.kit, others).body(code=f"number:{number(1)}", proof=None)

        async def ask() -> httpx2.Response:
            return await http.post("/v1/mini/sessions", json=body)

        await bad_day("a mini-program's number", name, wants, told, ask)
        assert (await ask()).status_code == 201


@pytest.mark.parametrize("name", ["wechat", "wecom"])
async def test_a_token_that_ended_early_is_renewed_without_a_word(
    name: str, tmp_path: Path, database_url: str, others: Others
) -> None:
    """Expired in another worker's hands, or ended by WeChat: nobody notices."""
    settings = rehearsal(tmp_path, **tables(others, name))
    others.want(name, now=MONDAY)
    async with running(settings, database_url) as app, client_of(app) as http:
        arriving = Arriving(http, app.state.kit, others, name)

        async def come(person: int) -> httpx2.Response:
            if name == "wecom":
                return await arriving.arrive(*await arriving.begin(f"Person00{person}", False))
            body = arriving.body(person, code=f"number:{number(person)}", proof=None)
            return await http.post("/v1/mini/sessions", json=body)

        assert (await come(1)).status_code == 201
        others.want(name, forget=True)
        with structlog.testing.capture_logs() as log:
            assert (await come(2)).status_code == 201
    asked = [call["action"] for call in others.asked(name)]
    fetched = sum(action.endswith(("stable_token", "gettoken")) for action in asked)
    row(f"{name}, a token", "40001/40014: ended early, so renewed", f"{fetched} fetched, no alarm")
    assert (fetched, log) == (2, [])
