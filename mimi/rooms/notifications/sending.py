"""Pushing: the same constant bytes to all who are to be rung, beside the windows' work.

A device is pushed at most once an edition: its row is taken before the push, so what a crash cuts
off is lost rather than told twice. Nothing here runs inside a transaction, and no window waits.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import httpcore2
import httpx2
import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from http_ece import encrypt

from mimi.kit import windows
from mimi.kit.kit import Kit
from mimi.rooms import accounts, secrets
from mimi.rooms.notifications import actions, store, vapid
from mimi.rooms.notifications.addresses import PublicOnly
from mimi.rooms.notifications.hours import rings
from mimi.rooms.notifications.later import later
from mimi.rooms.notifications.model import Due, Subscription
from mimi.settings_tables import DAY

log = structlog.get_logger()

TURN = "pushes"
SAID = b"edition"  # all that a push says, to everybody
AT_ONCE = 20
SECONDS = 10  # for one push
GONE = frozenset({404, 410})
REFUSED = frozenset({"401", "403"})  # RFC 8292: not our signature, not our time, or not our key


class Later(NamedTuple):
    """When a push is tried again, and why: a status, or "unreachable"."""

    at: int
    why: str


Fate = Literal["done", "gone"] | Later


async def send_due(kit: Kit) -> None:
    """Pushes to everybody whose time has come."""
    async with kit.database.reading() as db:
        edition = await windows.done(db, "editions")
    length = kit.settings.rhythm.edition
    until = min(kit.clock.now(), edition + length - 1)  # never before the edition is out
    while rows := await take(kit, until, edition + length):
        await _ring(kit, edition, rows)


async def take(kit: Kit, until: int, next_due: int) -> list[Due]:
    """Two workers never take one row; where nothing is due, nothing is written."""
    async with kit.database.transaction() as db:
        if not await store.due(db, until, most=1):
            return []
        await windows.claim(db, TURN)
        rows = await store.due(db, until)
        await store.set_due(db, [(row, next_due) for row in rows])
    return rows


async def _ring(kit: Kit, edition: int, rows: list[Due]) -> None:
    async with kit.database.reading() as db:
        told = set(await secrets.told(db, edition - DAY, edition))
        present = await accounts.sessions_among(db, [row.account for row in rows])
    length = kit.settings.rhythm.edition
    known = [(row, actions.opened(kit, row.sealed)) for row in rows if row.session in present]
    wanted = [(row, one) for row, one in known if one and rings(one.parts, edition, length, told)]
    fates = await _push_all(kit, [one for _, one in wanted])
    await _note(kit, rows, known, dict(zip([row for row, _ in wanted], fates, strict=True)))


async def _note(
    kit: Kit,
    rows: list[Due],
    known: Sequence[tuple[Due, Subscription | None]],
    fates: dict[Due, Fate],
) -> None:
    """Lets go of what its service or its session has ended, and puts off what failed."""
    kept = {row for row, one in known if one}
    gone = [row for row in rows if row not in kept or fates.get(row) == "gone"]
    put_off = [(row, fate) for row, fate in fates.items() if isinstance(fate, Later)]
    _alarm([fate.why for _, fate in put_off], len(fates))
    async with kit.database.transaction() as db:
        await store.set_due(db, [(row, fate.at) for row, fate in put_off])
        await store.drop(db, gone)


def _alarm(reasons: list[str], whole: int) -> None:
    """How many, and why: never whose, nor which service, since a small place's has few members."""
    if not reasons:
        return
    counts = ", ".join(f"{count} {why}" for why, count in sorted(Counter(reasons).items()))
    if REFUSED & {*reasons}:
        log.error("push refuses this server: see `mimi doctor`", kind=f"of {whole}: {counts}")
    else:
        log.warning("some pushes failed", kind=f"of {whole}: {counts}")


async def _push_all(kit: Kit, subscriptions: Sequence[Subscription]) -> list[Fate]:
    turns = asyncio.Semaphore(AT_ONCE)
    async with _network(kit) as network:

        async def one(to: Subscription) -> Fate:
            async with turns:
                return await _push(kit, network, to)

        return await asyncio.gather(*map(one, subscriptions))


@asynccontextmanager
async def _network(kit: Kit) -> AsyncGenerator[httpcore2.AsyncConnectionPool]:
    """Follows no redirect and reads no proxy from the environment."""
    async with httpcore2.AsyncConnectionPool(
        ssl_context=httpx2.create_ssl_context(),
        max_connections=AT_ONCE,
        network_backend=PublicOnly(kit.settings.rehearsal),
    ) as pool:
        yield pool


async def _push(kit: Kit, network: httpcore2.AsyncConnectionPool, to: Subscription) -> Fate:
    """What becomes of it. The answer's body is not read: it may be anything."""
    try:
        async with (
            asyncio.timeout(SECONDS),
            network.stream(
                "POST", to.endpoint, headers=_headers(kit, to), content=_body(to)
            ) as answer,
        ):
            return _fate(kit, answer)
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError):
        return Later(later(kit, None), "unreachable")
    except Exception as error:  # whatever one endpoint or its keys can do: the others are rung
        return Later(later(kit, None), type(error).__name__)


def _fate(kit: Kit, answer: httpcore2.Response) -> Fate:
    if answer.status < 300:
        return "done"
    if answer.status in GONE:
        return "gone"
    return Later(later(kit, dict(answer.headers).get(b"retry-after")), str(answer.status))


def _headers(kit: Kit, to: Subscription) -> dict[str | bytes, str | bytes]:
    """RFC 8030: a phone that was off is rung once, and not after the next edition is out."""
    return {
        "host": urlsplit(to.endpoint).netloc,
        "authorization": vapid.authorization(kit, to.endpoint),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(kit.settings.rhythm.edition),
        "urgency": "normal",
        "topic": "edition",
    }


def _body(to: Subscription) -> bytes:
    """RFC 8291: always of one length. The key for it is the operating system's chance, which never
    comes back: with a rehearsal's, two pushes would share it."""
    once = ec.generate_private_key(ec.SECP256R1())
    return encrypt(SAID, private_key=once, dh=to.p256dh, auth_secret=to.auth)
