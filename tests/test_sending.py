"""Codes through providers: who sends, what they cost, what goes wrong, who hears of it."""

from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.typing import EventDict

from mimi.kit.kit import Kit
from mimi.rooms.accounts.routes_receipts import addresses
from tests.conftest import MONDAY, problem
from tests.others import Others
from tests.others.cases import patience
from tests.people import number, pass_time
from tests.senders import SENDERS, alarms, sending
from tests.test_silence import everything_kept


@pytest.fixture
def serving(tmp_path: Path, database_url: str, others: Others) -> Any:
    def serve(*senders: str, caps: dict[str, int] | None = None, **sms: Any) -> Any:
        return sending(tmp_path, database_url, others, caps or {}, senders=list(senders), **sms)

    return serve


@pytest.fixture
def log() -> Any:
    with structlog.testing.capture_logs() as lines:
        yield lines


@pytest.mark.parametrize("name", SENDERS)
async def test_a_code_of_each_provider_signs_in_once(
    name: str, serving: Any, others: Others
) -> None:
    async with serving(name) as server:
        assert (await server.ask()).status_code == 202
        code = others.asked(name)[0]["code"]
        assert problem(await server.enter("000000")) == "wrong-code"
        assert (await server.enter(code)).status_code == 201
        assert problem(await server.enter(code)) == "wrong-code"


async def test_the_next_provider_sends_when_one_cannot(
    serving: Any, others: Others, log: list[EventDict]
) -> None:
    async with serving("tencent", "dypns") as server:
        others.want("tencent", code="FailedOperation.InsufficientBalanceInSmsPackage")
        assert (await server.ask()).status_code == 202
        assert (await server.enter(others.asked("dypns")[0]["code"])).status_code == 201
    assert alarms(log) == ["tencent quota FailedOperation.InsufficientBalanceInSmsPackage"]
    assert number(1)[3:] not in str(log)


async def test_a_provider_for_one_country_is_not_asked_for_others(
    serving: Any, others: Others
) -> None:
    async with serving("dypns", "twilio") as server:
        assert (await server.ask("+12025550101")).status_code == 202
    assert [others.asked(name) != [] for name in ("dypns", "twilio")] == [False, True]


@pytest.mark.parametrize("mode", ["down", "garbled", "silent"])
async def test_nothing_is_lost_when_nobody_can_send(
    mode: str, serving: Any, others: Others, log: list[EventDict]
) -> None:
    """Asking is not used up: the number may ask as often as before."""
    caps = {"codes_per_number_and_address": 2, "codes_per_number": 2}
    async with serving("tencent", "aliyun", caps=caps) as server:
        for name in ("tencent", "aliyun"):
            others.want(name, mode=mode)
        with patience({"mode": mode}):
            for _ in range(4):
                answer = await server.ask()
                assert (answer.status_code, problem(answer)) == (503, "code-not-sent")
                assert answer.headers["retry-after"] == "60"
        others.want("tencent", mode="down")
        others.want("aliyun", mode="")
        assert (await server.ask()).status_code == 202
        assert (await server.enter(others.asked("aliyun")[0]["code"])).status_code == 201
    assert len(alarms(log)) == 9


async def test_no_try_is_lost_when_the_provider_cannot_check(serving: Any, others: Others) -> None:
    async with serving("twilio") as server:
        await server.ask()
        code = others.asked("twilio")[0]["code"]
        others.want("twilio", mode="down")
        for _ in range(6):
            answer = await server.enter(code)
            assert (answer.status_code, problem(answer)) == (503, "code-not-checked")
        others.want("twilio", mode="")
        assert (await server.enter(code)).status_code == 201


async def test_a_country_can_be_off(serving: Any, others: Others) -> None:
    async with serving("twilio", countries=[86, 852]) as server:
        refused = await server.ask("+12025550101")
        assert (refused.status_code, problem(refused)) == (403, "no-codes-there")
        assert (await server.ask()).status_code == 202
    assert len(others.asked("twilio")) == 1


async def test_a_day_costs_no_more_than_its_budget(
    serving: Any, others: Others, log: list[EventDict]
) -> None:
    async with serving("tencent", prices={"86": 5}, price=80, budget=100) as server:
        assert (await server.ask("+12025550101")).status_code == 202
        assert (await server.ask("+12025550102")).status_code == 429
        assert [(await server.ask(number(person))).status_code for person in range(1, 6)] == [
            *[202] * 4,
            429,
        ]
        await pass_time(server.http, 86_400)
        others.want("tencent", now=MONDAY + 86_400)
        assert (await server.ask()).status_code == 202
    assert [line["event"] for line in log] == ["no more codes today: sms.budget is used up"]


async def test_codes_that_nobody_uses_are_an_alarm(serving: Any, log: list[EventDict]) -> None:
    async with serving("twilio") as server:
        for person in range(101, 121):
            await server.ask(f"+1202555{person:04d}")
    assert [(line["log_level"], line["kind"]) for line in log] == [("warning", "+1")]


async def test_codes_that_are_used_are_none(
    serving: Any, others: Others, log: list[EventDict]
) -> None:
    async with serving("tencent") as server:
        for person in range(1, 21):
            await server.ask(number(person))
            code = others.asked("tencent")[-1]["code"]
            assert (await server.enter(code, number(person))).status_code == 201
    assert log == []


RECEIPTS = {
    "tencent": {"mobile": "13800000001", "nationcode": "86", "report_status": "FAIL", "sid": "1"},
    "aliyun": {"phone_number": "13800000001", "success": False, "err_code": "MK:0013"},
    "dypns": {"phone_number": "13800000001", "success": False, "err_code": "MK:0013"},
}


@pytest.mark.parametrize("provider", RECEIPTS)
async def test_receipts_are_counted_and_not_kept(
    provider: str, serving: Any, log: list[EventDict]
) -> None:
    async with serving(provider) as server:
        before = await kept(server.kit)
        path = addresses(server.kit)[provider].removeprefix(server.kit.settings.url)
        answer = await server.http.post(path, json=[RECEIPTS[provider]] * 20)
        assert (answer.status_code, answer.json()["result"], answer.json()["code"]) == (200, 0, 0)
        assert await kept(server.kit) == before
    (line,) = log
    assert (line["event"], line["kind"]) == ("codes do not arrive", provider)
    assert "13800000001" not in str(log)


async def test_a_receipt_without_the_key_is_nothing(serving: Any) -> None:
    async with serving("tencent") as server:
        path = addresses(server.kit)["tencent"].removeprefix(server.kit.settings.url)
        for wrong in (path[:-1] + "!", path.replace("tencent", "aliyun"), path + "A"):
            answer = await server.http.post(wrong, json=[])
            assert (answer.status_code, problem(answer)) == (404, "not-found")


async def kept(kit: Kit) -> list[bytes]:
    async with kit.database.reading() as db:
        return await everything_kept(db)
