"""阿里云短信服务: SendSms of 2017-05-25.

https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms, /101346 (codes)
"""

import msgspec

from mimi.connectors.acs import Call, call
from mimi.settings_providers import Aliyun


async def send_sms(account: Aliyun, number: str, code: str, now: int, once: str) -> None:
    """`number` is E.164. Raises Trouble."""
    query = {
        "PhoneNumbers": number.removeprefix("+86") if number.startswith("+86") else number[1:],
        "SignName": account.sign,
        "TemplateCode": account.template,
        "TemplateParam": msgspec.json.encode({"code": code}).decode(),
    }
    await call("aliyun", account, Call("SendSms", "2017-05-25", query, now, once))
