"""A server that sends codes through providers, and who asks it for one."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
from structlog.typing import EventDict

from mimi.kit.kit import Kit
from tests.accounts_elsewhere import tables
from tests.conftest import MONDAY, client_of, rehearsal, running
from tests.others import Others
from tests.people import number, sign_in_body, vault

SENDERS = ("tencent", "aliyun", "dypns", "twilio")


class Server:
    def __init__(self, http: httpx2.AsyncClient, kit: Kit) -> None:
        self.http, self.kit = http, kit

    async def ask(self, phone: str = number(1)) -> httpx2.Response:
        return await self.http.post("/v1/codes", json={"phone": phone})

    async def enter(self, code: str, phone: str = number(1)) -> httpx2.Response:
        body = sign_in_body(phone, vault(1), code=code)
        return await self.http.post("/v1/sessions", json=body)


@asynccontextmanager
async def sending(
    data: Path, database_url: str, others: Others, caps: dict[str, int], **sms: Any
) -> AsyncGenerator[Server]:
    """With accounts at all of them; `sms.senders` are asked."""
    for name in SENDERS:
        others.want(name, now=MONDAY)
    settings = rehearsal(data, fixed_code="", caps=caps, **tables(others, *SENDERS), sms=sms)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield Server(http, app.state.kit)


def alarms(log: list[EventDict]) -> list[str]:
    """What the operator is told of providers."""
    return [line["kind"] for line in log if line["event"] == "connector"]
