"""People who come by WeChat or WeCom, in tests over HTTP."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2

from mimi.kit.kit import Kit
from tests.conftest import problem
from tests.others import Others
from tests.people import proof, sign_in_body, vault

STATE = "__Host-mimi-state"


class Arriving:
    """A server, the service where people are known, and how they come from there."""

    def __init__(
        self, http: httpx2.AsyncClient, kit: Kit, others: Others, place: str = "wechat"
    ) -> None:
        self.http, self.kit, self.others, self.place = http, kit, others, place

    async def start(self, desktop: bool) -> tuple[str, str]:
        """(where to go, the cookie of this browser)."""
        path = f"/v1/elsewhere/{self.place}/starts"
        answer = await self.http.post(path, json={"desktop": desktop})
        assert answer.status_code == 201, answer.text
        self.http.cookies.clear()
        return answer.json()["address"], answer.headers["set-cookie"].split(";")[0].split("=", 1)[1]

    async def begin(self, person: str, desktop: bool) -> tuple[str, str, str]:
        """(code, state, cookie) of a person whom the other side's page has just asked."""
        address, cookie = await self.start(desktop)
        self.others.want(self.place, person=person)
        async with httpx2.AsyncClient(timeout=60) as browser:
            back = (await browser.get(address)).headers["location"]
        query = parse_qs(urlsplit(back).query)
        return query["code"][0], query["state"][0], cookie

    async def arrive(self, code: str, state: str, cookie: str) -> httpx2.Response:
        body, headers = {"code": code, "state": state}, {"cookie": f"{STATE}={cookie}"}
        path = f"/v1/elsewhere/{self.place}/arrivals"
        answer = await self.http.post(path, json=body, headers=headers)
        self.http.cookies.clear()
        return answer

    async def come(self, person: str, desktop: bool = False) -> dict[str, Any]:
        """{ticket, who}."""
        answer = await self.arrive(*await self.begin(person, desktop))
        assert answer.status_code == 201, problem(answer)
        return answer.json()

    def body(self, vault_of: int = 1, **changes: Any) -> dict[str, Any]:
        whole = sign_in_body("", vault(vault_of))
        return {key: whole[key] for key in ("vault_key", "device", "keep")} | changes

    async def enter(self, ticket: str, vault_of: int = 1) -> httpx2.Response:
        proved = proof(vault(vault_of), "", ticket)
        body = self.body(vault_of, ticket=ticket, proof=proved)
        return await self.http.post("/v1/sessions/arrived", json=body)

    async def sign_in(self, person: str, desktop: bool = False, vault: int = 1) -> dict[str, Any]:
        answer = await self.enter((await self.come(person, desktop))["ticket"], vault)
        assert answer.status_code == 201, problem(answer)
        return answer.json()

    async def accounts(self) -> int:
        async with self.kit.database.reading() as db:
            return await db.fetchval("SELECT count(*) FROM accounts")
