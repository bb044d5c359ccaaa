"""阿里云号码认证, 短信认证: SendSmsVerifyCode and CheckSmsVerifyCode of 2017-05-25.

https://help.aliyun.com/zh/pnvs/developer-reference/api-dypnsapi-2017-05-25-sendsmsverifycode
"""

import msgspec

from mimi.connectors.acs import Call, call
from mimi.connectors.asking import documented
from mimi.settings_providers import Dypns

VERSION = "2017-05-25"
HOME = "+86"  # "目前也仅支持国内号码"


async def send_code(account: Dypns, number: str, minutes: int, now: int, once: str) -> None:
    """A code of six digits that only they know. `number` is E.164. Raises Trouble."""
    query = {
        "PhoneNumber": number.removeprefix(HOME),
        "CountryCode": "86",
        "SignName": account.sign,
        "TemplateCode": account.template,
        "TemplateParam": msgspec.json.encode({"code": "##code##", "min": str(minutes)}).decode(),
        "CodeLength": "6",
        "ValidTime": str(minutes * 60),
        "DuplicatePolicy": "1",  # a new code ends the one before
    }
    await call("dypns", account, Call("SendSmsVerifyCode", VERSION, query, now, once))


async def check_code(account: Dypns, number: str, code: str, now: int, once: str) -> bool:
    """Raises Trouble."""
    query = {"PhoneNumber": number.removeprefix(HOME), "CountryCode": "86", "VerifyCode": code}
    answer = await call("dypns", account, Call("CheckSmsVerifyCode", VERSION, query, now, once))
    with documented("dypns"):
        return (answer.get("Model") or {}).get("VerifyResult") == "PASS"
