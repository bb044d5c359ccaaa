"""A settled town that can be lived in again and again: its database, folder and devices are copied
each time, and beside it goes the model of the rules (`rules.py`)."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import httpx2
from litestar import Litestar

from mimi.client import Device, NoToken, Refused
from mimi.town.graph import grow
from tests.community import Community, settled
from tests.conftest import client_of, database_named, fresh_database, rehearsal, running
from tests.rules import DAY, EDITION, MINUTES, Answer, Epoch, Secret, World

SETTINGS: dict[str, Any] = {
    "circle": {"k": 4, "full": 6, "most": 12},
    "caps": {"post_tokens": 20, "comment_tokens": 10},
}
GRAPH = grow(18, "swap", mean=7)


class Settled(NamedTuple):
    """What is copied; nobody is connected to its database."""

    url: str
    data: Path
    devices: list[Device]
    accounts: list[UUID]


@asynccontextmanager
async def settle(postgres: str) -> AsyncGenerator[Settled]:
    with TemporaryDirectory() as folder:
        async with fresh_database(postgres) as url:
            async with running(rehearsal(Path(folder), **SETTINGS), url) as app:
                community = await settled(app, GRAPH)
                await community.http.aclose()
            yield Settled(url, Path(folder), community.devices, community.accounts)


@dataclass
class Life:
    """One copy of the town, and what the rules make of all that happened in it."""

    community: Community
    world: World
    written: int = 0

    def text(self) -> str:
        """Another one each time, with nothing in it that care would look at."""
        self.written += 1
        return f"Line {self.written}"

    @property
    def devices(self) -> list[Device]:
        return self.community.devices

    async def seats(self) -> dict[int, UUID]:
        """As the server formed them; a member has one circle and is moved to no other."""
        rows = await self._rows("SELECT account, circle FROM members")
        assert len({account for account, _ in rows}) == len(rows)
        return {self.community.accounts.index(account): circle for account, circle in rows}

    async def _rows(self, sql: str) -> list[Any]:
        async with self.community.kit.database.reading() as db:
            return await db.fetch(sql)

    async def wait(self, until: int) -> None:
        """Edition by edition, so that each is seen to bring what it has to."""
        while self.world.now < until:
            step = min(until, self.world.now - self.world.now % EDITION + EDITION)
            await self.community.wait(step - self.world.now)
            before, seats = self.world.past[-1].circles, await self.seats()
            assert before.items() <= seats.items(), "somebody was moved"
            out = await self._rows("SELECT secret, edition FROM secrets")
            rungs = await self._rows("SELECT secret, needed FROM secrets")
            self.world.passes(step, seats, dict(out), dict(rungs))

    # what members do: as the rules say, or refused

    async def tell(self, author: int, **chosen: Any) -> None:
        text, seats = self.text(), self.world.past[-1].circles
        try:
            secret = await self.devices[author].tell(text, **chosen)
        except NoToken:
            return
        except Refused as refused:
            assert refused.name == "gathering"
            return
        options = {"next": chosen["edition"] == "next", "near": chosen["reach"] == "near"}
        told = Secret(author, seats[author], self.world.now, text, life=chosen["life"], **options)
        self.world.secrets[secret] = told

    async def react(self, viewer: int, one: UUID, verb: str) -> None:
        """Whoever sees it may; for all others there is no such secret."""
        secret, sees = self.world.secrets[one], self.world.sees(viewer, self.world.secrets[one])
        assert await taken(getattr(self.devices[viewer], verb)(one)) == sees
        if sees:
            people = secret.shares if verb == "share" else secret.likes
            (people.discard if verb == "unlike" else people.add)(viewer)

    async def comment(self, viewer: int, one: UUID) -> None:
        secret, device = self.world.secrets[one], self.devices[viewer]
        if not self.world.sees(viewer, secret):
            return
        card = await device.card(one)
        try:
            answer = await device.comment(card, self.text())
        except NoToken:
            return  # all spent, or not near, which `look` compares
        except Refused as refused:
            assert (refused.name, secret.closed) == ("thread-closed", True)
            return
        assert self.world.near(viewer, secret) and not secret.closed
        now = self.world.now
        secret.answers[answer] = Answer(now - now % MINUTES + MINUTES)

    async def unsay(self, one: UUID) -> None:
        """The first answer that is there, by whoever gave it."""
        secret = self.world.secrets[one]
        answer = next(iter(secret.answers), None)
        for device in self.devices:
            if answer and answer in device.comment_keys:
                await device.remove_comment(one, answer)
                self.world.unsay(secret, answer)
                return

    async def close(self, one: UUID) -> None:
        secret = self.world.secrets[one]
        done = await taken(self.devices[secret.author].close_thread(one))
        assert done == (secret.edition is not None), "only what is out can be closed"
        secret.closing = secret.closing or done

    async def remove(self, one: UUID) -> None:
        await self.devices[self.world.secrets[one].author].remove_secret(one)
        self.world.remove(one)

    async def meet(self, one: int, other: int) -> None:
        """Or part, by each other's numbers: what comes of it comes with the epoch."""
        for member, friend in ((one, other), (other, one)):
            self.world.contacts[member] ^= {friend}
        await self.community.meet((one, other))

    async def join(self) -> None:
        member = len(self.devices)
        await self.community.join([member])
        self.world.contacts[member] = set()
        self.community.graph.append(self.world.contacts[member])
        self.world.friends[member] = set()
        self.world.past[-1].friends.setdefault(member, set())

    # what a member is shown: exactly what the rules say

    async def look(self, viewer: int) -> None:
        device, world = self.devices[viewer], self.world
        assert (await device.gate())["open"] == world.gate(viewer)
        cards = {UUID(card["secret"]): card for card in await device.read()}
        seen = {one for one, secret in world.secrets.items() if world.sees(viewer, secret)}
        assert cards.keys() == seen
        for one, card in cards.items():
            secret = world.secrets[one]
            assert (card["text"], card["edition"]) == (secret.text, secret.edition)
            assert card["near"] == world.near(viewer, secret) == (card["label"] is not None)
            assert card["public"] == (secret.needed == 0)
            assert secret.likes_shown[0] <= card["likes"] <= secret.likes_shown[1]
            assert secret.shares_shown[0] <= card["shares"] <= secret.shares_shown[1]
            assert card["comments"] == secret.answers_shown
        for one in list(world.secrets)[-5:]:
            await self._look_into(viewer, one, one in seen)

    async def _look_into(self, viewer: int, one: UUID, sees: bool) -> None:
        path, secret = f"/v1/secrets/{one}/comments", self.world.secrets[one]
        assert await taken(self.devices[viewer].card(one)) == sees
        assert await taken(self.devices[viewer].ask("GET", path)) == sees
        if sees:
            thread = (await self.devices[viewer].ask("GET", path)).json()
            assert (thread["said"], thread["closed"]) == (secret.said, secret.closed)
            shown = {UUID(answer["comment"]) for answer in await self.devices[viewer].comments(one)}
            assert shown == {one for one, answer in secret.answers.items() if answer.out}


async def taken(request: Any) -> bool:
    """False for what is not found; nothing else may come."""
    try:
        await request
    except Refused as refused:
        assert (refused.status, refused.name) == (404, "not-found")
        return False
    return True


@asynccontextmanager
async def live(postgres: str, town: Settled) -> AsyncGenerator[Life]:
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        copytree(town.data, data)
        settings = rehearsal(data, seed="a life", **SETTINGS)  # other ids than those of the town
        async with (
            _copied(postgres, town.url) as url,
            running(settings, url) as app,
            client_of(app) as http,
        ):
            yield await _begun(app, http, town)


@asynccontextmanager
async def _copied(postgres: str, url: str) -> AsyncGenerator[str]:
    name, template = f"life_{uuid4().hex}", urlsplit(url).path.removeprefix("/")
    server = await asyncpg.connect(postgres)
    await server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield database_named(postgres, name)
    finally:
        await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await server.close()


async def _begun(app: Litestar, http: httpx2.AsyncClient, town: Settled) -> Life:
    devices = [deepcopy(device, {id(device.http): http}) for device in town.devices]
    contacts = {one: set(friends) for one, friends in enumerate(GRAPH)}
    community = Community(app, http, list(contacts.values()), devices, [*town.accounts])
    now = community.kit.clock.now()
    life = Life(community, World(now, contacts, deepcopy(contacts), []))
    life.world.past = [Epoch(now // DAY * DAY, life.world.friends, await life.seats())]
    return life
