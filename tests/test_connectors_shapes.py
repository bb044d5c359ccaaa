"""Answers in JSON that no document has: trouble like any other, never an error of ours."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from mimi.connectors import dypns, tencent, twilio, wechat, wecom
from mimi.connectors.trouble import Trouble
from mimi.settings import Settings, check
from tests.accounts_elsewhere import tables
from tests.conftest import MONDAY
from tests.others import Others
from tests.others.table import row

NUMBER, ONCE = "+8613800000001", "0" * 32
Call = Callable[[Settings], Awaitable[Any]]
CASES: list[tuple[str, Call, int, Any]] = [
    ("tencent SendSms", lambda s: tencent.send_sms(s.tencent, NUMBER, "1", MONDAY), 200,
     {"Response": None}),
    ("tencent SendSms", lambda s: tencent.send_sms(s.tencent, NUMBER, "1", MONDAY), 200,
     {"Response": {"SendStatusSet": ["Ok"]}}),
    ("dypns CheckSmsVerifyCode", lambda s: dypns.check_code(s.dypns, NUMBER, "1", MONDAY, ONCE),
     200, {"Code": "OK", "Model": ["PASS"]}),
    ("twilio Verifications", lambda s: twilio.send_code(s.twilio, NUMBER), 400, {"code": "many"}),
    ("wechat cgi-bin/stable_token", lambda s: wechat.fetch_token(s.wechat), 200,
     {"access_token": "t", "expires_in": None}),
    ("wechat cgi-bin/ticket/getticket", lambda s: wechat.fetch_ticket(s.wechat, "t"), 200,
     {"ticket": "t", "expires_in": "soon"}),
    ("wechat sns/jscode2session", lambda s: wechat.mini_who(s.wechat, "c"), 200, {"errcode": []}),
    ("wechat wxa/business/getuserphonenumber", lambda s: wechat.mini_number(s.wechat, "t", "c"),
     200, {"phone_info": ["13800000001"]}),
    ("wecom department/list", lambda s: wecom.departments_below(s.wecom, "t", 2), 200,
     {"department": [{"name": "R&D"}]}),
    ("wecom user/simplelist", lambda s: wecom.people_in(s.wecom, "t", [2]), 200,
     {"userlist": None}),
    ("wecom user/list_id", lambda s: wecom.everybody(s.wecom, "t"), 200, {"dept_user": [1]}),
]  # fmt: skip


@pytest.mark.parametrize(("call", "ask", "status", "odd"), CASES)
async def test_an_answer_of_another_shape_is_trouble(
    call: str, ask: Call, status: int, odd: Any, others: Others
) -> None:
    name = call.split(maxsplit=1)[0]
    settings = check(tables(others, name))
    others.want(name, mode="odd", odd=[status, odd])
    with pytest.raises(Trouble) as trouble:
        await ask(settings)
    assert str(trouble.value) == f"{name} broken shape"
    row(call, "JSON of another shape", str(trouble.value))
