"""The swap test: who wrote makes no difference that anybody, or any table, could show (P1, P2).

Two servers live the same life: the same seed, clock and requests, except that another member of
the same circle tells the secret (or another near member comments), with the same key for it.
Then every answer to everybody, every row of every table in the order of the heap, and every file
of the keyring and of the storage must be the same, at each step. What may differ is the spent
token's nullifier, which nobody can compute but whoever holds the token, and its tag among the
limits.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import combinations, zip_longest
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
from mimi.kit.db import Connection
from mimi.kit.poprf import Blinded, blind, scalar_from
from mimi.rooms import moderation
from mimi.town.graph import grow
from mimi.town.numbers import number
from tests.community import DAY, HOUR, Community, settled
from tests.conftest import fresh_database, rehearsal, running
from tests.push_service import PushService, Receiver

ADDRESS = "203.0.113.77"  # of every client
MEMBERS = 18
OF_TOKENS = {"nullifier", "limit_tag"}  # of each, or keyed hashes that may be of them
OF_SECRETS = {
    *("secrets", "photos", "queue", "nightly", "editions", "jobs"),
    *("comments", "comment_queue", "reactions"),
    *("cases", "holds", "decisions", "appeals", "outcomes", "pleas"),
}


@dataclass
class Record:
    """All that came out of one server, in order: (step, what, value). `spent` is kept apart."""

    service: PushService
    step: str = "settling"
    seen: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    spent: list[bytes] = field(default_factory=list[bytes])

    def note(self, what: str, value: str) -> None:
        self.seen.append((self.step, what, value))

    async def on_answer(self, answer: httpx2.Response) -> None:
        await answer.aread()
        what = f"{answer.request.method} {answer.request.url.path}"
        self.note(what, f"{answer.status_code} {answer.headers.multi_items()} {answer.content!r}")

    def note_pushes(self) -> None:
        """What each device was pushed, and who pushed it; only the key of each push is its own."""
        for push in sorted(self.service.take()):
            said = Receiver(int(push.path.rpartition("/")[2])).opened(push.body)
            headers = {**push.headers, "authorization": repr(push.claims)}
            self.note("push", f"{push.path} {headers} {said!r} {len(push.body)}")

    def rows(self) -> str:
        """All rows of the tables that know of secrets, at every step."""
        return "\n".join(value for _, what, value in self.seen if what in OF_SECRETS)


class Cast(NamedTuple):
    """Members by what they do; the swaps change `author` and `writer`."""

    author: int
    writer: int  # of a comment
    before: int  # tells a secret of the same circle just before the author, and `after` after
    after: int


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
        await self.note_tables()
        for folder in ("keys", "photos"):
            for file in sorted((self.data / folder).iterdir()):
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                self.record.note(folder, f"{file.name} {digest}")

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

    async def note_tables(self) -> None:
        async with self.community.kit.database.reading() as db:
            for table in await tables(db):
                for row in await db.fetch(f"SELECT ctid, * FROM {table} ORDER BY ctid"):
                    values = dict(row)
                    self.record.spent += [values.pop(name) for name in OF_TOKENS & set(values)]
                    self.record.note(table, repr(values))


async def tables(db: Connection | asyncpg.Connection) -> list[str]:
    """All of them."""
    found = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    return [row[0] for row in await db.fetch(found)]


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


async def lived(
    postgres: str,
    service: PushService,
    data: Path,
    swap: str = "",
    then: Callable[[Community], Awaitable[None]] = rest,
) -> tuple[Record, Community]:
    """What came out of one life, with the other author or the other writer if so asked."""
    record = Record(service)
    settings = rehearsal(data, circle={"k": 4, "full": 6, "most": 12})
    async with (
        fresh_database(postgres) as url,
        running(settings, url) as app,
        client_from(app, record) as http,
    ):
        await undisturbed(url)
        community = await settled(app, grow(MEMBERS, "swap", mean=7), http)
        cast = await casting(community)
        await Life(community, cast[swap], record).live()
        await then(community)
    return record, community


async def undisturbed(url: str) -> None:
    """No vacuum by the real clock, which would move rows at another step each time."""
    db = await asyncpg.connect(url)
    for table in await tables(db):
        await db.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
    await db.close()


async def casting(community: Community) -> dict[str, Cast]:
    """Two authors of one circle whom not the same members are friends with, and two answerers."""
    circle = max(await circles_of(community), key=len)
    one, other = max(combinations(sorted(circle), 2), key=partial(differ, community, circle))
    before, after, *_ = sorted(circle - {one, other})
    graph = community.graph
    near = [member for member, friends in enumerate(graph) if len(friends & circle) >= 3]
    writer, other_writer, *_ = [member for member in near if member not in circle]
    assert differ(community, circle, (one, other)) > 2, "a swap that nobody could notice"
    return {
        "": Cast(one, writer, before, after),
        "author": Cast(other, writer, before, after),
        "writer": Cast(one, other_writer, before, after),
    }


def differ(community: Community, circle: set[int], pair: tuple[int, int]) -> int:
    """How many outside the circle are friends of one of the two only."""
    one, other = pair
    return len((community.graph[one] ^ community.graph[other]) - circle)


async def circles_of(community: Community) -> list[set[int]]:
    index = {account: member for member, account in enumerate(community.accounts)}
    circles: dict[UUID, set[int]] = {}
    async with community.kit.database.reading() as db:
        for circle, account in await db.fetch("SELECT circle, account FROM members"):
            circles.setdefault(circle, set()).add(index[account])
    return [circles[circle] for circle in sorted(circles)]


@pytest.fixture(scope="module")
async def original(
    postgres: str, service: PushService, tmp_path_factory: pytest.TempPathFactory
) -> Record:
    record, _ = await lived(postgres, service, tmp_path_factory.mktemp("original"))
    return record


@pytest.mark.parametrize("swap", ["author", "writer"])
async def test_who_wrote_makes_no_difference(
    original: Record, postgres: str, service: PushService, tmp_path: Path, swap: str
) -> None:
    swapped, _ = await lived(postgres, service, tmp_path, swap)
    for before, after in zip_longest(original.seen, swapped.seen):
        assert before == after
    assert original.spent != swapped.spent, "nobody was swapped"
    said = {what for _, what, _ in original.seen}
    assert {"GET /v1/feed", "POST /v1/secrets", "GET /v1/bulletin", "push", *OF_SECRETS} <= said
    claims = [what for _, what, _ in original.seen if what.endswith("/refunds")]
    assert len(claims) == 2
    assert any('"closed":true' in value for _, _, value in original.seen)
    assert any('"reply_to":"' in value for _, _, value in original.seen)
    looked = [value for _, what, value in original.seen if what == "moderators"]
    assert len(looked) == 2
    assert "It is a song" in looked[1]


async def test_a_spent_token_says_neither_circle_nor_purpose(original: Record) -> None:
    """PostgreSQL keeps which transactions were neighbours, so also what a disk may say of when."""
    spent = {value for _, what, value in original.seen if what == "nullifiers"}
    assert spent
    assert not [row for row in spent if "UUID" in row or "post" in row or "comment" in row]


async def test_rows_and_logs_name_nobody(
    postgres: str,
    service: PushService,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither account nor number nor address, as text or bytes, not even after faults."""
    caplog.set_level(logging.DEBUG)
    record, community = await lived(postgres, service, tmp_path, then=fault)
    logged = caplog.text + "".join(capfd.readouterr()) + await postgresql_log(postgres)
    assert "UndefinedTableError" in logged, "the fault was not logged, so what was searched?"
    for needle in needles(community):
        assert needle not in logged
        assert needle not in record.rows()


async def fault(community: Community) -> None:
    """Has the server break in the middle of a signed-in request, and PostgreSQL complain."""
    async with community.kit.database.transaction() as db:
        await db.execute("ALTER TABLE versions RENAME TO missing")
    answer = await community.http.get(
        "/v1/feed", headers={"authorization": f"Bearer {community.devices[0].session}"}
    )
    assert answer.status_code == 500
    again = "INSERT INTO accounts SELECT * FROM accounts WHERE account = $1"
    async with community.kit.database.reading() as db:
        with pytest.raises(asyncpg.UniqueViolationError):
            await db.execute(again, community.accounts[0])


async def postgresql_log(postgres: str) -> str:
    """What this server, if it writes a file, wrote for the whole test run."""
    connection = await asyncpg.connect(postgres)
    log = "SELECT pg_read_file(coalesce(pg_current_logfile(), 'log'), 0, 1000000000, true)"
    found = await connection.fetchval(log)
    await connection.close()
    assert found is None or "unique constraint" in found, "the wrong file"
    return found or ""


def needles(community: Community) -> list[str]:
    """Every account, number and address, in each way that a row or a log would write them."""
    found = [ADDRESS, ADDRESS.encode().hex()]
    for member, account in enumerate(community.accounts):
        phone = number(member)
        found += [str(account), account.hex, repr(account.bytes)[2:-1]]
        found += [phone, phone[1:], phone[2:], phone.encode().hex()]
    return found
