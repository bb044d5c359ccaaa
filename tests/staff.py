"""Moderators for tests: named by the operator, enrolled by HTTP."""

from dataclasses import dataclass
from typing import Any

import httpx2
from pyotp import parse_uri
from pyotp.totp import TOTP

from mimi.kit.kit import Kit
from mimi.rooms import moderators

PASSPHRASE = "four lanterns at sea"


@dataclass
class Staff:
    """A moderator with a TOTP app and a session of the console."""

    http: httpx2.AsyncClient
    name: str
    app: TOTP
    session: str

    async def ask(self, method: str, path: str, **body: Any) -> httpx2.Response:
        headers = {"authorization": f"Bearer {self.session}"}
        where = f"/v1/console/{path}"
        return await self.http.request(method, where, headers=headers, json=body or None)

    async def sign_in(self, now: int) -> None:
        """Again: a session of the console ends within a day."""
        body = {"moderator": self.name, "passphrase": PASSPHRASE, "code": self.app.at(now)}
        answer = await self.http.post("/v1/console/sessions", json=body)
        assert answer.status_code == 201, answer.text
        self.session = answer.json()["session"]


async def link_for(kit: Kit, name: str) -> str:
    """What the operator would be shown, without the address before it."""
    async with kit.database.transaction() as db:
        return (await moderators.name(kit, db, name)).rpartition("/")[2]


async def offered(http: httpx2.AsyncClient, link: str) -> dict[str, str]:
    answer = await http.post("/v1/console/offers", json={"link": link})
    assert answer.status_code == 200, answer.text
    return answer.json()


def app_of(offer: dict[str, str]) -> TOTP:
    app = parse_uri(offer["totp"])
    assert isinstance(app, TOTP)
    return app


async def enrolled(kit: Kit, http: httpx2.AsyncClient, name: str) -> Staff:
    link = await link_for(kit, name)
    app = app_of(await offered(http, link))
    body = {"link": link, "passphrase": PASSPHRASE, "code": app.at(kit.clock.now())}
    answer = await http.post("/v1/console/enrolments", json=body)
    assert answer.status_code == 201, answer.text
    return Staff(http, name, app, answer.json()["session"])
