"""阿里云: SendSms of Dysms, SendSmsVerifyCode and CheckSmsVerifyCode of Dypns, both of 2017-05-25.

https://help.aliyun.com/document_detail/2593177.html (signature), /101346.html (error codes)

Signatures are made again by Aliyun's own library and compared.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from alibabacloud_openapi_util.client import Client
from Tea.request import TeaRequest

from tests.others.service import Answer, Asked, Service

ID, KEY, SIGN, TEMPLATE = "LTAItest", "aliyun-secret", "秘密", "SMS_100001"
CLOCK = 900  # seconds
MINUTE = 60  # between two codes to one number


class Acs(Service):
    def answer(self, asked: Asked) -> Answer:
        refused = self._refused(asked)
        if refused:
            return 400, {"Code": refused, "Message": "no", "RequestId": "r"}
        code, model = self.wants.get("code", ""), {}
        if not code:
            code, model = self.act(asked.headers["x-acs-action"], asked.query)
        return 200, {"Code": code, "Message": code, "RequestId": "r", "Model": model}

    def act(self, action: str, query: dict[str, str]) -> tuple[str, dict[str, str]]:
        raise NotImplementedError

    def _refused(self, asked: Asked) -> str:
        head = asked.headers
        date = datetime.strptime(head["x-acs-date"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        nonces = self.kept.setdefault("nonces", [])
        if abs(date.timestamp() - self.now()) > CLOCK:
            return "InvalidTimeStamp.Expired"
        if f"Credential={ID}," not in head["authorization"]:
            return "InvalidAccessKeyId.NotFound"
        if head["authorization"] != authorization(asked, ID, KEY):
            return "SignatureDoesNotMatch"
        if head["x-acs-signature-nonce"] in nonces:
            return "SignatureNonceUsed"
        nonces.append(head["x-acs-signature-nonce"])
        return "" if head["x-acs-version"] == "2017-05-25" else "InvalidVersion"

    def too_soon(self, number: str) -> bool:
        last = self.kept.get(f"last {number}", 0)
        self.kept[f"last {number}"] = self.now()
        return self.now() - last < MINUTE


class Dysms(Acs):
    name = "aliyun"

    def act(self, action: str, query: dict[str, str]) -> tuple[str, dict[str, str]]:
        number = query["PhoneNumbers"]
        if action != "SendSms":
            return "InvalidAction.NotFound", {}
        if query["SignName"] != SIGN or query["TemplateCode"] != TEMPLATE:
            return "isv.SMS_TEMPLATE_ILLEGAL", {}
        if not number.isdecimal() or number.startswith("0"):
            return "isv.MOBILE_NUMBER_ILLEGAL", {}
        if self.too_soon(number):
            return "isv.BUSINESS_LIMIT_CONTROL", {}
        said = json.loads(query["TemplateParam"])["code"]
        self.calls.append({"action": action, "to": number, "code": said})
        return "OK", {}


class Dypns(Acs):
    name = "dypns"

    def act(self, action: str, query: dict[str, str]) -> tuple[str, dict[str, str]]:
        number, codes = query["PhoneNumber"], self.kept.setdefault("codes", {})
        if query["CountryCode"] != "86":
            return "MOBILE_NUMBER_ILLEGAL", {}
        if action == "CheckSmsVerifyCode":
            code, until = codes.get(number, ("", 0))
            right = query["VerifyCode"] == code and self.now() < until
            if right:
                del codes[number]
            return "OK", {"VerifyResult": "PASS" if right else "UNKNOWN"}
        if action != "SendSmsVerifyCode" or query["SignName"] != SIGN:
            return "INVALID_PARAMETERS", {}
        if json.loads(query["TemplateParam"])["code"] != "##code##":
            return "INVALID_PARAMETERS", {}
        if self.too_soon(number):
            return "biz.FREQUENCY", {}
        code = f"{700_000 + len(self.calls):0{query['CodeLength']}}"
        codes[number] = (code, self.now() + int(query["ValidTime"]))
        self.calls.append({"action": action, "to": number, "code": code})
        return "OK", {}


def authorization(asked: Asked, key_id: str, key: str) -> str:
    """As Aliyun's library writes it, with every header that the document wants signed."""
    request: Any = TeaRequest()
    request.method, request.pathname, request.query = asked.method, asked.path, asked.query
    request.headers = {
        name: value
        for name, value in asked.headers.items()
        if name in {"host", "content-type"} or name.startswith("x-acs-")
    }
    body = sha256(asked.body).hexdigest()
    return Client.get_authorization(request, "ACS3-HMAC-SHA256", body, key_id, key)
