"""A life of a community, the same each time but for who does one thing of it (test_swap.py)."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import asyncpg
import httpx2
import pytest
from litestar import Litestar
from PIL import Image

from mimi.client import Device
from mimi.client.reading import Card
from mimi.client.vault import Key, comment_id
from mimi.kit.db import Database
from mimi.kit.poprf import Blinded, blind, scalar_from
from mimi.rooms import moderation
from mimi.town.graph import Graph, grow
from tests import write_ahead
from tests.casting import AS_IT_WAS, Able, Cast, Swap, casting
from tests.community import DAY, HOUR, Community, settled
from tests.conftest import fresh_database, rehearsal, running
from tests.push_service import PushService, Receiver
from tests.records import Record, keyed_indexes, tables

ADDRESS = "203.0.113.77"  # of every client


class Town(NamedTuple):
    graph: Graph
    circle: dict[str, int]  # its settings


SMALL = {"k": 4, "full": 6, "most": 12}
TOWN = Town(grow(18, "swap", mean=7), SMALL)


class Life:
    """A community in which one secret is told, read, liked, answered and taken back."""

    def __init__(self, community: Community, cast: Cast, record: Record) -> None:
        self.community, self.cast, self.record = community, cast, record
        self.devices, self.data = community.devices, Path(community.kit.settings.data)
        self.secret = UUID(int=0)

    async def live(self) -> None:
        await self.ring_everybody()
        await self.community.wait_for(7 * DAY)  # a week of comment tokens lies ahead
        await self.looked("settled")
        await self.tell()
        await self.looked("queued")
        for edition in range(3):
            await self.community.editions(1)
            await self.looked(f"edition {edition}")
        await self.react()
        await self.answer(self.cast.writer, b"\2")
        await self.looked("comment queued")
        await self.community.wait(5 * 60)
        await self.looked("comment out")
        await self.answer(
            self.cast.writer, b"\4", reply_to=comment_id(Key(bytes(31) + b"\2").public)
        )
        await self.looked("reply queued")
        await self.answer(self.cast.author, b"\3", badge=True)
        await self.looked("badge queued")
        await self.devices[self.cast.author].close_thread(self.secret)
        await self.looked("closing queued")
        await self.community.wait_for(DAY)
        await self.looked("after the night")
        await self.get_tokens_back()
        await self.moderate()
        await self.devices[self.cast.author].remove_secret(self.secret)
        await self.looked("removal queued")
        await self.community.wait_for(DAY)
        await self.looked("after the second night")

    async def ring_everybody(self) -> None:
        """Each at hours of its own."""
        for index, device in enumerate(self.devices):
            parts = [part for part in range(6) if index % 3 or part % 2]
            body = Receiver(index).subscription(self.record.service.url, parts)
            await device.ask("PUT", "/v1/subscription", json=body)

    async def tell(self) -> None:
        """Between others, so that an order could speak."""
        await self.devices[self.cast.before].tell("Somebody tells first")
        author, post_seed = self.devices[self.cast.author], bytes(31) + b"\1"
        told = author.tell(
            "The secret", photo=picture(), post_seed=post_seed, reach="near", life="week"
        )
        self.secret = await told
        await self.devices[self.cast.after].tell("Somebody tells last")

    async def react(self) -> None:
        await self.devices[self.cast.liker].like(self.secret)
        await self.looked("liked by one")
        for device in self.devices:
            if await self.sees(device):
                await device.like(self.secret)
        await self.community.wait_for(HOUR)
        await self.looked("liked")

    async def answer(
        self, member: int, end: bytes, badge: bool = False, reply_to: UUID | None = None
    ) -> None:
        device = self.devices[member]

        def same_key(_: bytes) -> Key:
            return Key(bytes(31) + end)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(device.vault, "comment_key", same_key)  # else of the token, so the vault
            await device.comment(
                await self.near_card(), "An answer", badge=badge, reply_to=reply_to
            )

    async def near_card(self) -> Card:
        """As the first of the near sees it: the address of a photo is each viewer's own."""
        for device in self.devices:
            for card in await device.read():
                if card["secret"] == str(self.secret) and card["near"]:
                    return card
        raise AssertionError("nobody is near")

    async def get_tokens_back(self) -> None:
        """After two days, and what came back is spent again."""
        await self.community.wait_for(DAY)
        await self.community.wait(DAY)
        author, writer = self.devices[self.cast.author], self.devices[self.cast.writer]
        await self.claim(author, self.secret, b"\1")
        await self.claim(writer, comment_id(Key(bytes(31) + b"\2").public), b"\2")
        await self.looked("tokens claimed")
        await self.community.wait(5 * 60)
        await self.looked("claims settled")
        kept, author.wallet.unspent = author.wallet.unspent, author.wallet.unspent[-1:]
        await author.tell("Told with what came back", post_seed=bytes(31) + b"\4")
        author.wallet.unspent += kept[:-1]
        await self.community.editions(3)
        await self.looked("told again")

    async def moderate(self) -> None:
        """Somebody who sees it reports it, the author appeals, and moderators look and decide."""
        author = self.devices[self.cast.author]
        readers = [one for one in self.devices if await self.sees(one)]
        await readers[0].report(self.secret, "bullying")
        await self.looked("reported")
        await self.decide("removed", "Ann")
        await self.looked("removed")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(author, "key_of", self.key_of)  # else of the vault
            await author.appeal(self.secret, "It is a song")
        await self.looked("appeal queued")
        await self.community.wait_for(DAY)
        await self.decide("kept", "Bo")
        await self.looked("appeal decided")

    async def sees(self, device: Device) -> bool:
        return str(self.secret) in {card["secret"] for card in await device.read()}

    async def key_of(self, _: UUID) -> Key:
        return Key(bytes(31) + b"\1")

    async def decide(self, outcome: moderation.Outcome, by: str) -> None:
        """All that a moderator sees is noted too (P11)."""
        kit = self.community.kit
        async with kit.database.transaction() as db:
            for pending in await moderation.queue(db):
                context = await moderation.context(db, pending.case)
                self.record.note("moderators", f"{pending} {context}")
                await moderation.decide(kit, db, pending.case, "bullying", outcome, by)

    async def claim(self, device: Device, item: UUID, end: bytes) -> None:
        def same_token(*_: object) -> Blinded:
            return blind(bytes(31) + end, scalar_from(bytes(63) + end))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(device.vault, "refund", same_token)  # else of the vault
            await device.claim(item)

    async def looked(self, step: str) -> None:
        """Everybody asks for everything, and the tables are read as they lie on the disk."""
        self.record.step = step
        self.record.note_pushes()
        for device in self.devices:
            await self.ask_everything(device)
        async with self.community.kit.database.reading() as db:
            await self.record.note_tables(db)
        for folder in ("keys", "photos"):
            self.record.note_files(self.data / folder)

    async def ask_everything(self, device: Device) -> None:
        cards = await device.read()
        for card in cards:
            await device.card(card["secret"])
            await device.comments(card["secret"])
            if card["photo"]:
                await device.photo(card["secret"])
        for path in (
            *("gate", "circle", "bulletin", "bulletins", "batches", "devices", "place"),
            "outcomes",
            "subscription",
        ):
            await device.ask("GET", f"/v1/{path}")


def picture() -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG")
    return out.getvalue()


def client_from(app: Litestar, record: Record) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app, client=(ADDRESS, 4711)),  # pyright: ignore[reportArgumentType]
        base_url="http://127.0.0.1:8000",
        event_hooks={"response": [record.on_answer]},
    )


async def rest(_: Community) -> None:
    """Nothing more."""


class Lived(NamedTuple):
    record: Record
    community: Community
    able: Able


async def lived(  # noqa: PLR0913 fixtures, and what differs
    postgres: str,
    service: PushService,
    data: Path,
    swap: Swap = AS_IT_WAS,
    *,
    then: Callable[[Community], Awaitable[None]] = rest,
    town: Town = TOWN,
) -> Lived:
    """What came out of one life, in which another did one of the things if so asked. Raises
    TooAlike."""
    record = Record(service)
    settings = rehearsal(data, circle=town.circle)
    async with (
        fresh_database(postgres) as url,
        one_connection(),
        running(settings, url) as app,
        client_from(app, record) as http,
    ):
        keyed = await undisturbed(url)
        community = await settled(app, town.graph, http)
        able = await casting(community)
        began = await write_ahead.mark(url)
        await Life(community, able.cast(swap), record).live()
        logged = write_ahead.records(began, await write_ahead.mark(url))
        for number, line in enumerate(line for line in logged if not keyed & set(line.split())):
            record.note("write-ahead log", f"{number} {line}")
        await then(community)
    return Lived(record, community, able)


@asynccontextmanager
async def one_connection() -> AsyncGenerator[None]:
    """Of several, each remembers plans of statements and where it wrote last; which one takes a
    request is chance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database.__init__, "__defaults__", (1,))
        yield


async def undisturbed(url: str) -> set[str]:
    """No vacuum by the real clock, which would move rows at another step each time. Gives the
    indexes that chance has to do with."""
    off = "autovacuum_enabled = off, toast.autovacuum_enabled = off"
    db = await asyncpg.connect(url)
    for table in await tables(db):
        await db.execute(f"ALTER TABLE {table} SET ({off})")
    keyed = await keyed_indexes(db)
    await db.close()
    return keyed
