"""How a device speaks to the server: signed in, or by token and then without saying who."""

import random
from typing import Any
from uuid import UUID

import httpx2

from mimi.client.even import even_json
from mimi.client.tokens import Held, Wallet, Written
from mimi.client.vault import Key, Vault


class Refused(Exception):
    """The server said no: `name` is the word of its problem, `more` the whole answer."""

    def __init__(self, status: int, name: str, more: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {name}")
        self.status, self.name, self.more = status, name, more or {}


class Unsure(httpx2.TransportError):
    """It was sent, and no answer says what became of it: it may be with the server or not."""


class Session:
    """One device: its vault, its unspent tokens, the session and the number it signed in with.

    `http` is not closed here and may be shared: no cookie is ever kept. `seed` brings an old
    vault; `chance` makes its choices repeatable.
    """

    def __init__(
        self,
        http: httpx2.AsyncClient,
        seed: bytes | None = None,
        chance: random.Random | None = None,
    ) -> None:
        self.http, self.chance = http, chance or random.SystemRandom()
        self.vault = Vault(seed or self.chance.randbytes(16))
        self.wallet = Wallet()
        self.session: str | None = None
        self.number = ""
        self.post_keys: dict[UUID, Key] = {}  # of the secrets that this vault could have told
        self.seen: dict[str, Any] = {}  # the place, as last asked
        self.written: dict[UUID, Written] = {}  # of which tokens may come back
        self.unsure: dict[UUID, Held] = {}  # of `written`: nobody knows whether it came
        self.comment_keys: dict[UUID, Key] = {}  # of the comments that this device wrote

    @property
    def words(self) -> str:
        """The vault as twelve words."""
        return self.vault.words

    async def ask(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """A request with the session, if there is one. Raises Refused."""
        headers = {"authorization": f"Bearer {self.session}"} if self.session else {}
        request = self.http.build_request(method, path, headers=headers, **more)
        return accepted(await self.http.send(request))

    async def ask_unsigned(self, method: str, path: str, **more: Any) -> httpx2.Response:
        """The same request from whoever sends it. Raises Refused."""
        return accepted(await self.http.send(self.unsigned(method, path, **more)))

    def unsigned(self, method: str, path: str, **more: Any) -> httpx2.Request:
        """A request without cookie and without session, whose length says nothing of what is in it.

        Protects a writer from the server's data and from who counts bytes on the way, not from a
        server that watches addresses and connections.
        """
        if "json" in more:
            more["content"] = even_json(more.pop("json"))
            more["headers"] = {"content-type": "application/json", **more.get("headers", {})}
        request = self.http.build_request(method, path, **more)
        for name in ("cookie", "authorization"):
            request.headers.pop(name, None)
        return request

    async def place(self) -> dict[str, Any]:
        """What anybody may know of the server; `now` is its clock."""
        self.seen = (await self.ask_unsigned("GET", "/v1/place")).json()
        return self.seen


def accepted(answer: httpx2.Response) -> httpx2.Response:
    """The answer, unless it is a problem: then Refused."""
    if answer.is_success:
        return answer
    problem: dict[str, Any] = {}
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        problem = answer.json()
    name = str(problem.get("type", "unknown")).removeprefix("/problems/")
    raise Refused(answer.status_code, name, problem)
