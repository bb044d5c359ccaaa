"""腾讯云短信, SendSms of 2021-01-11: https://cloud.tencent.com/document/api/382/55981.

Signatures are made again by Tencent's own SDK and compared.
"""

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from tencentcloud.common.abstract_client import AbstractClient

from tests.others.service import Answer, Asked, Service

ID, KEY, APP, TEMPLATE = "AKIDtest", "tencent-secret", "1400006666", "1110"
CLOCK = 300  # seconds: "相差不得超过五分钟"
A_DAY = 10  # messages to one number, as the console is set at first


class Tencent(Service):
    name = "tencent"

    def answer(self, asked: Asked) -> Answer:
        found = self._error(asked)
        if found:
            return 200, _response(Error={"Code": found, "Message": "no"})
        wanted = json.loads(asked.body)
        return 200, _response(
            SendStatusSet=[self._send(wanted, one) for one in wanted["PhoneNumberSet"]]
        )

    def _error(self, asked: Asked) -> str:
        if abs(int(asked.headers.get("x-tc-timestamp", "0")) - self.now()) > CLOCK:
            return "AuthFailure.SignatureExpire"
        given = asked.headers.get("authorization", "")
        if f"Credential={ID}/" not in given:
            return "AuthFailure.SecretIdNotFound"
        if given != _authorization(asked):
            return "AuthFailure.SignatureFailure"
        if (
            asked.headers["x-tc-version"] != "2021-01-11"
            or asked.headers["x-tc-action"] != "SendSms"
        ):
            return "InvalidAction"
        return self.wants.get("code", "")

    def _send(self, wanted: dict[str, Any], number: str) -> dict[str, Any]:
        count = self.kept[number] = self.kept.get(number, 0) + 1
        code = "Ok"
        if wanted["TemplateId"] != TEMPLATE or wanted["SmsSdkAppId"] != APP:
            code = "FailedOperation.TemplateIncorrectOrUnapproved"
        elif not number.startswith("+") or number.startswith("+860"):
            code = "InvalidParameterValue.IncorrectPhoneNumber"
        elif count > A_DAY:
            code = "LimitExceeded.PhoneNumberDailyLimit"
        else:
            (said,) = wanted["TemplateParamSet"]
            self.calls.append({"action": "SendSms", "to": number, "code": said})
        return {"SerialNo": "1", "PhoneNumber": number, "Fee": 1, "Code": code, "Message": code}


def _response(**what: Any) -> dict[str, Any]:
    return {"Response": {**what, "RequestId": "r"}}


def _authorization(asked: Asked) -> str:
    """As Tencent's SDK writes it."""
    now = asked.headers["x-tc-timestamp"]
    day = datetime.fromtimestamp(int(now), UTC).date().isoformat()
    head = {
        "Content-Type": asked.headers.get("content-type", ""),
        "Host": asked.headers["host"],
        "X-TC-Timestamp": now,
    }
    request = SimpleNamespace(uri=asked.path, data=asked.body, method=asked.method, header=head)
    sign: Any = AbstractClient._get_tc3_signature  # pyright: ignore[reportPrivateUsage]
    signature = sign(None, {}, request, day, "sms", KEY)
    return (
        f"TC3-HMAC-SHA256 Credential={ID}/{day}/sms/tc3_request, "
        f"SignedHeaders=content-type;host, Signature={signature}"
    )
