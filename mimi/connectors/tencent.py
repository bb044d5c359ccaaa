"""腾讯云短信: SendSms of 2021-01-11, signed with TC3-HMAC-SHA256.

https://cloud.tencent.com/document/api/382/55981, /52072 (signature), /59177 (error codes)
"""

import hmac
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

import msgspec

from mimi.connectors.asking import Answer, ask, documented
from mimi.connectors.trouble import Kind, Trouble
from mimi.settings_providers import Tencent

SERVICE, ACTION, VERSION = "sms", "SendSms", "2021-01-11"
JSON = "application/json"
SIGNED = "content-type;host"


async def send_sms(account: Tencent, number: str, code: str, now: int) -> None:
    """`number` is E.164. Raises Trouble."""
    body = msgspec.json.encode(
        {
            "PhoneNumberSet": [number],
            "SmsSdkAppId": account.app,
            "TemplateId": account.template,
            "SignName": account.sign,
            "TemplateParamSet": [code],
        }
    )
    headers = signed_headers(account, body, now)
    _, answer = await ask("tencent", "POST", account.endpoint, content=body, headers=headers)
    with documented("tencent"):
        _refuse(answer)


def _refuse(answer: Answer) -> None:
    response = answer.get("Response", {})
    if "Error" in response:
        raise _trouble(str(response["Error"].get("Code")))
    for status in response.get("SendStatusSet", [{}]):
        if status.get("Code") != "Ok":
            raise _trouble(str(status.get("Code")))


def _trouble(code: str) -> Trouble:
    return Trouble("tencent", _kind(code), code)


def _kind(code: str) -> Kind:
    if code == "AuthFailure.SignatureExpire":  # more than five minutes off
        return "clock"
    if code.startswith(("AuthFailure", "UnauthorizedOperation")):
        return "signature"
    if "LimitExceeded" in code or "InsufficientBalance" in code:
        return "quota"
    return "broken" if code.startswith("InternalError") else "refused"


def signed_headers(account: Tencent, body: bytes, now: int) -> dict[str, str]:
    host = urlsplit(account.endpoint).netloc
    return {
        "authorization": authorization(account, host, body, now),
        "content-type": JSON,
        "host": host,
        "x-tc-action": ACTION,
        "x-tc-version": VERSION,
        "x-tc-timestamp": str(now),
        "x-tc-region": account.region,
    }


def authorization(account: Tencent, host: str, body: bytes, now: int) -> str:
    head = f"content-type:{JSON}\nhost:{host}\n"
    request = f"POST\n/\n\n{head}\n{SIGNED}\n{sha256(body).hexdigest()}"
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    scope = f"{day}/{SERVICE}/tc3_request"
    said = f"TC3-HMAC-SHA256\n{now}\n{scope}\n{sha256(request.encode()).hexdigest()}"
    key = f"TC3{account.secret_key}".encode()
    for part in (day, SERVICE, "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, said.encode(), "sha256").hex()
    return (
        f"TC3-HMAC-SHA256 Credential={account.secret_id}/{scope}, "
        f"SignedHeaders={SIGNED}, Signature={signature}"
    )
