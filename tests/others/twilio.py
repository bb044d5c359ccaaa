"""Twilio Verify v2: https://www.twilio.com/docs/verify/api/verification and /verification-check."""

from base64 import b64decode
from typing import Any
from urllib.parse import parse_qsl

from tests.others.service import Answer, Asked, Service

ID, KEY, SERVICE = "SKtest", "twilio-secret", "VAtest"
LIFE = 600  # seconds of a verification
SENDS, CHECKS = 5, 5


class Twilio(Service):
    name = "twilio"

    def answer(self, asked: Asked) -> Answer:
        given = asked.headers.get("authorization", "").removeprefix("Basic ")
        if b64decode(given).decode() != f"{ID}:{KEY}":
            return _error(401, 20003)
        if "code" in self.wants:
            return _error(*self.wants["code"])
        form = dict(parse_qsl(asked.body.decode()))
        number = form.get("To", "")
        head = f"/v2/Services/{SERVICE}"
        if asked.path == f"{head}/Verifications":
            return self._begin(number, form)
        if asked.path == f"{head}/VerificationCheck":
            return self._check(number, form)
        return _error(404, 20404)

    def _open(self, number: str) -> dict[str, Any] | None:
        one = self.kept.get(number)
        return one if one and self.now() < one["until"] else None

    def _begin(self, number: str, form: dict[str, str]) -> Answer:
        if not number.startswith("+") or form.get("Channel") != "sms":
            return _error(400, 60200)
        fresh = {"code": f"{500_000 + len(self.calls)}", "sends": 0, "checks": 0}
        one = self._open(number) or {**fresh, "until": self.now() + LIFE}
        self.kept[number] = one
        one["sends"] += 1
        if one["sends"] > SENDS:
            return _error(429, 60203)
        self.calls.append({"action": "Verifications", "to": number, "code": one["code"]})
        return 201, {"sid": "VE", "to": number, "status": "pending", "valid": False}

    def _check(self, number: str, form: dict[str, str]) -> Answer:
        one = self._open(number)
        if one is None:
            return _error(404, 20404)
        one["checks"] += 1
        if one["checks"] > CHECKS:
            return _error(429, 60202)
        right = form["Code"] == one["code"]
        if right:
            del self.kept[number]
        return 201, {"status": "approved" if right else "pending", "valid": right}


def _error(status: int, code: int) -> Answer:
    return status, {"code": code, "message": "no", "status": status}
