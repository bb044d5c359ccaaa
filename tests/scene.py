"""A scene for tests of reading: accounts by HTTP; circles, sight and secrets straight in tables."""

import asyncio
from dataclasses import dataclass
from random import Random
from typing import Self
from uuid import UUID

import httpx2

from mimi.client import Device
from mimi.kit import versions
from mimi.kit.db import Connection
from mimi.kit.kit import Kit
from mimi.rooms.circles import OPEN
from mimi.town.numbers import number
from tests.community import EDITION, account_of
from tests.conftest import CODE, MONDAY

TELL = """
    INSERT INTO secrets
        (circle, secret, edition, text, look, photo, needed, likes, shares, comments, ends)
    VALUES ($1, $2, $3::bigint, $4, 'night', false, $5, 0, 0, 0, $3::bigint + 2592000)
"""

WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


async def everything_changed(db: Connection) -> None:
    """For tests that write straight into tables."""
    versions.changed(db, "sight")
    for row in await db.fetch("SELECT DISTINCT edition FROM secrets"):
        versions.changed(db, "feed", row["edition"])
    for row in await db.fetch("SELECT edition FROM versions WHERE part = 'feed'"):
        versions.changed(db, "feed", row["edition"])


def edition(index: int) -> int:
    return MONDAY + index * EDITION


def at(circle: int) -> UUID:
    """The id of a circle."""
    return UUID(int=circle)


@dataclass
class Member:
    device: Device
    account: UUID

    async def reads(self) -> list[UUID]:
        """The whole feed."""
        return [UUID(card["secret"]) for card in await self.device.read()]


class Scene:
    def __init__(self, kit: Kit, http: httpx2.AsyncClient) -> None:
        self.kit, self.http, self.chance = kit, http, Random(5)
        self.members = 0

    async def still(self) -> Self:
        """Without the jobs of the epoch, which would take away what the scene puts up."""
        for job in ("friendships", "circles"):
            await self.do("INSERT INTO jobs VALUES ($1, $2)", job, 2**62)
        return self

    async def do(self, sql: str, *values: object) -> None:
        """Says that anything may have changed, as the stores of the rooms do."""
        async with self.kit.database.transaction() as db:
            await db.execute(sql, *values)
            await everything_changed(db)

    async def one(self, sql: str, *values: object) -> object:
        async with self.kit.database.reading() as db:
            return await db.fetchval(sql, *values)

    async def until_one_waits(self) -> None:
        """For what another transaction holds."""
        while not await self.one(WAITS):  # noqa: ASYNC110 PostgreSQL knows of it alone
            await asyncio.sleep(0.01)

    async def member(self, friends: int = 3) -> Member:
        """Somebody signed in, with so many friends who are nobody else here."""
        phone = number(self.members)
        self.members += 1
        device = Device(self.http, chance=Random(self.members))
        await device.sign_in(phone, CODE)
        account = await account_of(self.kit, phone)
        for _ in range(friends):
            friend = UUID(int=self.chance.getrandbits(128))
            await self.do("INSERT INTO friendships VALUES ($1, $2, true)", account, friend)
        return Member(device, account)

    async def sees(
        self, member: Member, circle: int, *needed: int, start: int = 0, end: int = OPEN
    ) -> None:
        """From the edition `start` on, before the edition `end`."""
        last = end if end == OPEN else edition(end)
        await self.do("INSERT INTO circles VALUES ($1, 0) ON CONFLICT DO NOTHING", at(circle))
        for rung in needed:
            row = (member.account, at(circle), rung, edition(start), last)
            await self.do("INSERT INTO sight VALUES ($1, $2, $3, $4, $5)", *row)

    async def secret(self, circle: int, out: int, needed: int = 3, text: str = "…") -> UUID:
        """A secret of the circle, in an edition that `open` has yet to bring out."""
        secret = UUID(int=self.chance.getrandbits(128))
        await self.do(TELL, at(circle), secret, edition(out), text, needed)
        return secret

    async def open(self, *editions: int) -> None:
        for index in editions:
            await self.do("INSERT INTO editions VALUES ($1)", edition(index))

    async def moves(self, secret: UUID, needed: int) -> None:
        """To another rung."""
        await self.do("UPDATE secrets SET needed = $2 WHERE secret = $1", secret, needed)
