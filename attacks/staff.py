"""Moderators as they work: by the console's HTTP API, with a passphrase and a TOTP app."""

from dataclasses import dataclass, field
from typing import Any

import httpx2
from pyotp import parse_uri
from pyotp.totp import TOTP

PASSPHRASE = "a lantern on every stair"  # noqa: S105  of nobody, on a server of a day or a week


@dataclass
class Moderator:
    http: httpx2.AsyncClient
    name: str
    app: TOTP
    session: str = ""
    answers: list[Any] = field(default_factory=list[Any])  # all that this one was ever shown

    async def ask(self, method: str, path: str, **body: Any) -> Any:
        """The answer, or None when it was refused: somebody else was faster, or it is gone."""
        answer = await self.answer(method, path, **body)
        if answer.status_code in (404, 409):
            return None
        answer.raise_for_status()
        found = answer.json() if answer.content else {}
        self.answers.append(found)
        return found

    async def answer(self, method: str, path: str, **body: Any) -> httpx2.Response:
        return await self.http.request(
            method,
            f"/v1/console/{path}",
            headers={"authorization": f"Bearer {self.session}"},
            json=body or None,
        )

    async def sign_in(self, now: int) -> None:
        body = {"moderator": self.name, "passphrase": PASSPHRASE, "code": self.app.at(now)}
        answer = await self.http.post("/v1/console/sessions", json=body)
        self.session = answer.raise_for_status().json()["session"]


async def enrol(http: httpx2.AsyncClient, name: str, link: str, now: int) -> Moderator:
    """`link`: what the operator's command printed, or its last part."""
    token = link.strip().rpartition("/")[2]
    offer = (await http.post("/v1/console/offers", json={"link": token})).raise_for_status().json()
    app = parse_uri(offer["totp"])
    assert isinstance(app, TOTP)
    body = {"link": token, "passphrase": PASSPHRASE, "code": app.at(now)}
    answer = (await http.post("/v1/console/enrolments", json=body)).raise_for_status()
    return Moderator(http, name, app, answer.json()["session"])
