"""A page that makes an invite a card in WeChat, on an origin of its own and off by default.

WeChat's script runs on it. Protects members from that script: their vault, cookie and tokens belong
to the other origin, of which this one serves nothing, and `kit/edge.py` keeps the two apart.
"""

from pathlib import Path
from typing import Any

import msgspec
import structlog
from litestar import MediaType, Request, Response, get

from mimi.connectors import wechat
from mimi.connectors.tokens import with_token
from mimi.connectors.trouble import Trouble
from mimi.kit.edge import CARDS
from mimi.kit.errors import NotFound, Problem
from mimi.kit.http import WithKit, address
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.kit.shared import shared_token

log = structlog.get_logger()

HERE = Path(__file__).parent
MOST = 1_000  # signatures for one address a day: a whole school may be one
SCRIPT = "https://res.wx.qq.com"
POLICY = (
    f"default-src 'self'; script-src 'self' {SCRIPT}; img-src 'self' data: https:; "
    "connect-src 'self' https://*.qq.com; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'none'"
)


class Signed(msgspec.Struct):
    """What wx.config wants."""

    app: str
    once: str
    now: int
    signature: str
    main: str  # the origin that the card leads to
    name: str


@get(CARDS[0], include_in_schema=False, sync_to_thread=False)
def show() -> Response[bytes]:
    """The invite stands behind the # of the address, which no server sees."""
    headers = {"content-security-policy": POLICY}
    body = (HERE / "card.html").read_bytes()
    return Response(body, media_type=MediaType.HTML, headers=headers)


@get(CARDS[1], include_in_schema=False, sync_to_thread=False)
def script() -> Response[bytes]:
    return Response((HERE / "card.js").read_bytes(), media_type="text/javascript")


@get(CARDS[2], include_in_schema=False)
async def sign(request: Request[Any, Any, Any], kit: WithKit) -> Signed:
    """Of this page only, whatever is asked. Raises Problem 429 too-many, 503 elsewhere-silent."""
    account = kit.settings.wechat
    if not account.inside:
        raise NotFound
    async with kit.database.transaction() as db:
        await allow(kit, db, "cards", address(request, kit.settings.proxies).encode(), MOST)
    try:
        ticket = await _ticket(kit)
    except Trouble as trouble:
        log.error("connector", kind=str(trouble))
        raise Problem(503, "elsewhere-silent", "WeChat does not answer.", retry_after=60) from None
    once, now = kit.chance.bytes(16).hex(), kit.clock.now()
    signature = wechat.card_signature(ticket, once, now, f"{account.cards}{CARDS[0]}")
    return Signed(account.app_id, once, now, signature, kit.settings.url, kit.settings.name)


async def _ticket(kit: Kit) -> str:
    account = kit.settings.wechat

    async def fetch() -> tuple[str, int]:
        return await with_token(
            kit,
            "wechat-app",
            lambda: wechat.fetch_token(account),
            lambda token: wechat.fetch_ticket(account, token),
        )

    return await shared_token(kit, "wechat-ticket", fetch)


routes = [show, script, sign]
