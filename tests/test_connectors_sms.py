"""The clients of SMS providers against services that keep to the documents."""

import json
import string
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mimi.connectors import acs, aliyun, dypns, tencent, twilio
from mimi.connectors.trouble import Trouble
from mimi.settings import Settings, check
from mimi.settings_providers import Aliyun
from tests.accounts_elsewhere import tables
from tests.conftest import MONDAY
from tests.others import Others
from tests.others.acs import authorization
from tests.others.cases import Case, bad_days, patience
from tests.others.service import Asked
from tests.others.table import row

NUMBER, VECTORS = "+8613800000001", Path(__file__).parent / "vectors/acs3.json"


async def _check(settings: Settings) -> bool:
    return await dypns.check_code(settings.dypns, NUMBER, "000000", MONDAY, _once())


CALLS: dict[str, Callable[[Settings], Awaitable[Any]]] = {
    "tencent SendSms": lambda s: tencent.send_sms(s.tencent, NUMBER, "123456", MONDAY),
    "aliyun SendSms": lambda s: aliyun.send_sms(s.aliyun, NUMBER, "123456", MONDAY, _once()),
    "dypns SendSmsVerifyCode": lambda s: dypns.send_code(s.dypns, NUMBER, 5, MONDAY, _once()),
    "dypns CheckSmsVerifyCode": _check,
    "twilio Verifications": lambda s: twilio.send_code(s.twilio, NUMBER),
    "twilio VerificationCheck": lambda s: twilio.check_code(s.twilio, NUMBER, "000000"),
}
COUNT = iter(range(1_000_000))


def _once() -> str:
    return f"{next(COUNT):032x}"


T, A, S, C, V, W = CALLS
LATE = {"now": MONDAY + 1000}
CASES = [
    *(case for call in CALLS for case in bad_days(call)),
    Case(T, "Ok, signature made again by Tencent's SDK", "taken"),
    Case(T, "AuthFailure.SignatureExpire: 5 minutes off",
         "tencent clock AuthFailure.SignatureExpire", LATE),
    Case(T, "AuthFailure.SignatureFailure: another key",
         "tencent signature AuthFailure.SignatureFailure", keys={"secret_key": "x"}),
    Case(T, "AuthFailure.SecretIdNotFound", "tencent signature AuthFailure.SecretIdNotFound",
         keys={"secret_id": "x"}),
    Case(T, "a template not approved",
         "tencent refused FailedOperation.TemplateIncorrectOrUnapproved", keys={"template": "2"}),
    Case(T, "10 messages a number and day",
         "tencent quota LimitExceeded.PhoneNumberDailyLimit", times=11),
    Case(T, "no money left",
         "tencent quota FailedOperation.InsufficientBalanceInSmsPackage",
         {"code": "FailedOperation.InsufficientBalanceInSmsPackage"}),
    Case(T, "3,000 requests a second", "tencent quota RequestLimitExceeded",
         {"code": "RequestLimitExceeded"}),
    Case(T, "their own fault", "tencent broken InternalError.Timeout",
         {"code": "InternalError.Timeout"}),
    Case(A, "OK, signature made again by Aliyun's library", "taken"),
    Case(A, "InvalidTimeStamp.Expired: 15 minutes off", "aliyun clock InvalidTimeStamp.Expired",
         LATE),
    Case(A, "SignatureDoesNotMatch", "aliyun signature SignatureDoesNotMatch",
         keys={"key_secret": "x"}),
    Case(A, "InvalidAccessKeyId.NotFound", "aliyun signature InvalidAccessKeyId.NotFound",
         keys={"key_id": "x"}),
    Case(A, "one a minute to a number", "aliyun quota isv.BUSINESS_LIMIT_CONTROL", times=2),
    Case(A, "isv.OUT_OF_SERVICE: no money left", "aliyun quota isv.OUT_OF_SERVICE",
         {"code": "isv.OUT_OF_SERVICE"}),
    Case(A, "isv.DAY_LIMIT_CONTROL", "aliyun quota isv.DAY_LIMIT_CONTROL",
         {"code": "isv.DAY_LIMIT_CONTROL"}),
    Case(A, "a template of somebody else", "aliyun refused isv.SMS_TEMPLATE_ILLEGAL",
         keys={"template": "2"}),
    Case(S, "OK, a code of their own", "taken"),
    Case(S, "one a minute to a number", "dypns quota biz.FREQUENCY", times=2),
    Case(S, "SignatureDoesNotMatch", "dypns signature SignatureDoesNotMatch",
         keys={"key_secret": "x"}),
    Case(C, "UNKNOWN: a wrong code", "False"),
    Case(C, "InvalidTimeStamp.Expired", "dypns clock InvalidTimeStamp.Expired", LATE),
    Case(V, "201 pending", "taken"),
    Case(V, "401: another key", "twilio signature 20003", keys={"key_secret": "x"}),
    Case(V, "60203: five sends in ten minutes", "twilio quota 60203", times=6),
    Case(V, "60410: blocked for fraud", "twilio refused 60410", {"code": [403, 60410]}),
    Case(V, "60605: a country that is off", "twilio refused 60605", {"code": [403, 60605]}),
    Case(W, "404, 20404: none, or expired", "False"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.call}: {case.documented}")
async def test_a_provider_is_understood(case: Case, others: Others) -> None:
    name = case.provider
    there = tables(others, name)
    settings = check({name: {**there[name], **case.keys}})
    others.want(name, **{"now": MONDAY, **case.wants})
    with patience(case.wants):
        await case.check(lambda: CALLS[case.call](settings))


async def test_a_code_of_theirs_is_right_once_and_for_its_time(others: Others) -> None:
    settings = check(tables(others, "dypns", "twilio"))
    for name in ("dypns", "twilio"):
        others.want(name, now=MONDAY)
    await dypns.send_code(settings.dypns, NUMBER, 5, MONDAY, _once())
    await twilio.send_code(settings.twilio, NUMBER)
    code, other = others.asked("dypns")[0]["code"], others.asked("twilio")[0]["code"]
    theirs = [await dypns.check_code(settings.dypns, NUMBER, code, MONDAY, _once()) for _ in "ab"]
    others_ = [await twilio.check_code(settings.twilio, NUMBER, other) for _ in "ab"]
    assert theirs == others_ == [True, False]
    row(C, "PASS once, then UNKNOWN", str(theirs))
    row(W, "approved once, then 404", str(others_))
    await twilio.send_code(settings.twilio, NUMBER)
    others.want("twilio", now=MONDAY + 600)
    late = await twilio.check_code(settings.twilio, NUMBER, others.asked("twilio")[1]["code"])
    row(W, "404 after ten minutes", str(late))
    assert late is False


async def test_twilio_takes_five_tries(others: Others) -> None:
    settings = check(tables(others, "twilio"))
    await twilio.send_code(settings.twilio, NUMBER)
    code = others.asked("twilio")[0]["code"]
    for _ in range(5):
        assert not await twilio.check_code(settings.twilio, NUMBER, "000000")
    late = await twilio.check_code(settings.twilio, NUMBER, code)
    row(W, "429, 60202 after five tries", str(late))
    assert late is False


@pytest.mark.parametrize("vector", json.loads(VECTORS.read_text()), ids=lambda one: one["from"])
def test_our_signature_is_that_of_aliyuns_document(vector: dict[str, Any]) -> None:
    account = Aliyun(
        key_id=vector["id"], key_secret=vector["key"], endpoint=f"https://{vector['host']}"
    )
    call = acs.Call(
        vector["action"], vector["version"], vector["query"], vector["now"], vector["nonce"]
    )
    made = acs.signed_headers(account, call)["authorization"].split("Signature=")[1]
    row("aliyun ACS3-HMAC-SHA256", f"document's sample: {vector['signature']}", made)
    assert made == vector["signature"]


@given(
    some.dictionaries(some.from_regex(r"[A-Za-z]{1,9}", fullmatch=True), some.text(), max_size=8),
    some.text(string.ascii_letters, min_size=1),
    some.integers(0, 2**33),
)
def test_our_signature_is_that_of_aliyuns_library(
    query: dict[str, str], key: str, now: int
) -> None:
    """Whatever stands in the query; the services of tests/others compare every request so."""
    account = Aliyun(key_id="LTAI", key_secret=key)
    headers = acs.signed_headers(account, acs.Call("SendSms", "2017-05-25", query, now, "0" * 32))
    made = headers.pop("authorization")
    assert made == authorization(Asked("POST", "/", query, headers, b""), "LTAI", key)


def test_one_of_them_in_the_table() -> None:
    account, query = Aliyun(key_id="LTAI", key_secret="k/+"), {"SignName": "秘密 ~*", "A": "=&"}
    headers = acs.signed_headers(account, acs.Call("SendSms", "2017-05-25", query, MONDAY, "0"))
    made = headers.pop("authorization").split("Signature=")[1]
    wanted = authorization(Asked("POST", "/", query, headers, b""), "LTAI", "k/+")
    wanted = wanted.split("Signature=")[1]
    row("aliyun ACS3-HMAC-SHA256", f"Aliyun's library: {wanted}", made)
    assert made == wanted


def test_a_provider_shows_no_key() -> None:
    settings = check({"twilio": {"key_secret": "hush", "key_id": "a", "service": "b"}})
    assert "hush" not in f"{settings!r} {settings} {settings.twilio!r}"


def test_a_message_of_a_provider_goes_nowhere() -> None:
    """A code is a word; whatever else stands in its place may quote a number."""
    assert str(Trouble("tencent", "refused", "no such number: +8613800000001")) == "tencent refused"
