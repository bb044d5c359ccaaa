"""What providers of SMS tell of those they sent. Numbers in it are not looked at and not kept."""

import hmac
from collections.abc import Callable
from typing import Any

from litestar import post
from litestar.params import FromPath, JSONBody

from mimi.kit import base64url
from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit
from mimi.kit.kit import Kit
from mimi.rooms.accounts import alarms

Receipt = dict[str, Any]
# https://cloud.tencent.com/document/api/382/59178, https://help.aliyun.com/document_detail/101867.html,
# https://help.aliyun.com/en/pnvs/developer-reference/dypnssmsverifyreport-http
DELIVERED: dict[str, Callable[[Receipt], bool]] = {
    "tencent": lambda receipt: receipt.get("report_status") == "SUCCESS",
    "aliyun": lambda receipt: receipt.get("success") is True,
    "dypns": lambda receipt: receipt.get("success") is True,
}
THANKS = {"result": 0, "errmsg": "OK", "code": 0, "msg": "OK"}  # the words of all


@post("/v1/receipts/{provider:str}/{key:str}", status_code=200, include_in_schema=False)
async def receive(
    provider: FromPath[str], key: FromPath[str], data: JSONBody[list[Receipt]], kit: WithKit
) -> dict[str, Any]:
    """No provider signs its receipts, so the address that the operator gives them is a key."""
    right = provider in DELIVERED and hmac.compare_digest(key.encode(), key_of(kit, provider))
    if not right:
        raise NotFound
    for receipt in data:
        alarms.receipt(kit, provider, DELIVERED[provider](receipt))
    return THANKS


def key_of(kit: Kit, provider: str) -> bytes:
    return base64url.encode(kit.keys.tag("receipts", provider.encode())).encode()


def addresses(kit: Kit) -> dict[str, str]:
    """What to write into each provider's console."""
    return {
        provider: f"{kit.settings.url}/v1/receipts/{provider}/{key_of(kit, provider).decode()}"
        for provider in DELIVERED
    }


handlers = [receive]
