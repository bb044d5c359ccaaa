"""Signed requests to 阿里云, with ACS3-HMAC-SHA256.

https://help.aliyun.com/document_detail/2593177.html ("V3版本请求体&签名机制"), RPC style
"""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from mimi.connectors.asking import Answer, ask
from mimi.connectors.trouble import Kind, Trouble
from mimi.settings_providers import Aliyun, Dypns


class Call(NamedTuple):
    """What is asked: `once` is drawn anew for each request (a nonce)."""

    action: str
    version: str
    query: Mapping[str, str]
    now: int
    once: str


async def call(provider: str, account: Aliyun | Dypns, what: Call) -> Answer:
    """The answer, whose `Code` is OK. Raises Trouble."""
    query = canonical(what.query)
    headers = signed_headers(account, what)
    _, answer = await ask(provider, "POST", f"{account.endpoint}/?{query}", headers=headers)
    code = str(answer.get("Code"))
    if code != "OK":
        raise Trouble(provider, _kind(code), code)
    return answer


def _kind(code: str) -> Kind:
    if code in {"InvalidTimeStamp.Expired", "InvalidTimeStamp.Format"}:  # 15 minutes off
        return "clock"
    if code.startswith(("SignatureDoesNotMatch", "InvalidAccessKeyId", "isp.RAM_PERMISSION")):
        return "signature"
    if "LIMIT" in code.upper() or code in {"isv.OUT_OF_SERVICE", "isv.AMOUNT_NOT_ENOUGH"}:
        return "quota"
    if code.upper() in {"FREQUENCY_FAIL", "BIZ.FREQUENCY"} or code.startswith("Throttling"):
        return "quota"
    return "broken" if code in {"isp.SYSTEM_ERROR", "ServiceUnavailable"} else "refused"


def canonical(query: Mapping[str, str]) -> str:
    """In the order of names, as RFC 3986 quotes."""
    pairs = ((quote(name, safe="~"), quote(query[name], safe="~")) for name in sorted(query))
    return "&".join(f"{name}={value}" for name, value in pairs)


def signed_headers(account: Aliyun | Dypns, what: Call) -> dict[str, str]:
    headers = {
        "host": urlsplit(account.endpoint).netloc,
        "x-acs-action": what.action,
        "x-acs-content-sha256": sha256(b"").hexdigest(),
        "x-acs-date": datetime.fromtimestamp(what.now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": what.once,
        "x-acs-version": what.version,
    }
    names = ";".join(headers)
    head = "".join(f"{name}:{value}\n" for name, value in headers.items())
    hashed = headers["x-acs-content-sha256"]
    request = f"POST\n/\n{canonical(what.query)}\n{head}\n{names}\n{hashed}"
    said = f"ACS3-HMAC-SHA256\n{sha256(request.encode()).hexdigest()}"
    signature = hmac.digest(account.key_secret.encode(), said.encode(), "sha256").hex()
    sealed = f"Credential={account.key_id},SignedHeaders={names},Signature={signature}"
    return {**headers, "authorization": f"ACS3-HMAC-SHA256 {sealed}"}
