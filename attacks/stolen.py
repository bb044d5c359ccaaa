"""The stolen store: a dump, the order of the heap, transactions, pages, logs and files."""

import asyncio
import itertools
import re
import time
from collections import defaultdict
from random import Random
from typing import Any
from uuid import UUID

from attacks.apart import CHANCE, Pair, ordered, told_apart
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.photos import picture
from attacks.thief import Dump, Thief, values
from attacks.town import AHEAD, Town
from mimi.client import NoToken, Refused

TOLD = re.compile(rb"ThiefsMark[0-9a-f]{12}")
NUMBER = re.compile(rb"\d{3}55501\d\d")
PHOTOS = 12
CHOSEN = {"text", "look"}  # by the author
STILL = 3  # seconds in which nothing is told, before an edition brings photos out


class Stolen(Attack):
    """A thief has the database as it lies and every file but the keys, and asks who wrote.

    Incidents: dumps with authors in them (Ashley Madison 2015, Whisper 2020, Parler's ids 2021);
    deleted rows and transaction numbers that outlive them (Stahlberg, Miklau, Levine, "Threats to
    Privacy in the Forensic Analysis of Database Systems", SIGMOD 2007). P2, P4 and P7. The author
    is sought by whatever two secrets of one person have in common, and by everything that has an
    order; words and numbers are sought in all pages, the write-ahead log and the server's log.
    """

    name = "stolen store"

    async def look(self, town: Town) -> list[Finding]:
        if town.thief is None:
            return []
        dump = await town.thief.dump()
        findings = [_linked(town, dump), _ordered(town, dump)]
        findings += await _waiting(town, town.thief)
        findings.append(await _photos(town, town.thief))
        await town.thief.written()
        return [*findings, await _numbers(town, town.thief), _logged(town, town.thief)]


def _by_secret(dump: Dump) -> dict[UUID, dict[str, Any]]:
    """All columns of all rows that name a secret, and where these lie."""
    found = defaultdict[UUID, dict[str, Any]](dict)
    for table, rows in dump.items():
        for row in rows:
            if isinstance(secret := row.values.get("secret"), UUID):
                said = {name: value for name, value in row.values.items() if name not in CHOSEN}
                said |= {"heap": row.place, "transaction": row.transaction}
                found[secret] |= {f"{table}.{name}": value for name, value in said.items()}
    return found


def _linked(town: Town, dump: Dump) -> Finding:
    """Two secrets of one person beside one of hers and one of somebody else of the circle, which
    came out together with her second."""
    said, pairs = _by_secret(dump), list[Pair]()
    told = sorted(said.keys() & town.author.keys() & town.edition.keys())
    own, out = defaultdict[int, list[UUID]](list), defaultdict[int, list[UUID]](list)
    for one in told:
        own[town.author[one]].append(one)
        out[town.edition[one]].append(one)
    for at in (town.author[one] for one in told):
        others = town.sits(at) - {at}
        for first, second in itertools.pairwise(own[at]):
            if town.edition[first] == town.edition[second]:
                continue
            beside = [one for one in out[town.edition[second]] if town.author[one] in others]
            if beside:
                other = town.chance.choice(beside)
                pairs.append((_same(said, first, second), _same(said, first, other)))
    wanted = "which of two secrets of one edition is by the author of a third"
    count = told_apart(_once(pairs, town.chance), town.chance)
    return judged("stolen store: linking secrets", "P2", wanted, count, CHANCE)


def _same(said: dict[UUID, dict[str, Any]], one: UUID, two: UUID) -> frozenset[tuple[str, str]]:
    first, second = said[one], said[two]
    return frozenset(
        (name, "same" if first[name] == second[name] else "other")
        for name in first.keys() & second.keys()
    )


def _once(pairs: list[Pair], chance: Random) -> list[Pair]:
    return chance.sample(pairs, min(len(pairs), 400))


def _ordered(town: Town, dump: Dump) -> Finding:
    """Two at a time that one transaction wrote last: an update moves a row to another place."""
    said = _by_secret(dump)
    editions, together = (
        defaultdict[int, set[int]](set),
        defaultdict[tuple[int, int], list[UUID]](list),
    )
    for secret in sorted(said.keys() & town.told_at.keys() & town.edition.keys()):
        written = said[secret]["secrets.transaction"]
        editions[town.edition[secret]].add(written)
        together[town.edition[secret], written].append(secret)
    pairs = list[Pair]()
    for (edition, written), secrets in together.items():
        place = f"heap, {sorted(editions[edition]).index(written)}"
        for both in zip(secrets[::2], secrets[1::2], strict=False):
            first, second = [
                {**said[one], place: said[one]["secrets.heap"]}
                for one in sorted(both, key=town.told_at.__getitem__)
            ]
            pairs.append(ordered(first, second))
    wanted = "which of two secrets of one edition was told first, by rows, heap and transactions"
    count = told_apart(pairs, town.chance)
    return judged("stolen store: heap and columns", "P4", wanted, count, CHANCE)


async def _waiting(town: Town, thief: Thief) -> list[Finding]:
    """Members of a circle look in, one after the other, and one of them tells; then the disk is
    stolen, before the edition."""
    words, visits = Count(), Count()
    for one in town.one_of_each_circle():
        sitting = sorted(town.sits(one))
        visitors = town.chance.sample(sitting, len(sitting))
        teller = town.chance.choice(visitors)
        mark = f"ThiefsMark{town.chance.randbytes(6).hex()}"
        before = await thief.writers()
        try:
            for at in visitors:
                await _visits(town, at, mark if at == teller else "")
        except (NoToken, Refused):
            continue
        new = await thief.dump(before)
        visits.add(_guessed(town, visitors, new) == teller)
        await thief.written()
        words.add(mark.encode() in thief.found(TOLD) | values(new, TOLD))
    said = "who of a circle told, from rows of visits beside the row of the token"
    return [
        judged("stolen store: visits of a window", "P2", said, visits, 1 / town.k),
        judged("stolen store: words that wait", "P2", "what waits for its edition", words, 0.0),
    ]


async def _visits(town: Town, at: int, tells: str) -> None:
    for path in ("gate", "circle", "feed", "bulletin", "bulletins", "batches", "devices"):
        await town.members[at].ask("GET", f"/v1/{path}")
    if tells:
        await town.members[at].tell(tells)


def _guessed(town: Town, visitors: list[int], new: Dump) -> int:
    """By how many rows of others were written before that of the queue."""
    by = {table: {row.transaction for row in rows} for table, rows in new.items()}
    token = max(by.pop("queue", set()), default=0)
    with_token = by.pop("nullifiers", set())
    others = sorted(set[int]().union(*by.values()) - with_token - {token})
    if not others:
        return town.chance.choice(visitors)
    at = sum(one < token for one in others) * len(visitors) // len(others)
    return visitors[min(max(at - 1, 0), len(visitors) - 1)]


async def _photos(town: Town, thief: Thief) -> Finding:
    """Whether a photo's file has a time of its own: it was there before its edition, or says of
    itself another moment than one of an edition."""
    before, told = set(thief.files()), 0
    for at in town.targets(len(town.graph)):
        if told == PHOTOS:
            break
        try:
            await town.members[at].tell("A photo", photo=picture(town.chance.randbytes(8)))
        except (NoToken, Refused):
            continue
        told += 1
    await asyncio.sleep(STILL)
    released = time.time()
    for _ in range(AHEAD + 1):
        await town.wait(town.rhythm["edition"])
    count = Count()
    folder = thief.data / "photos"
    for file in set(thief.files()) - before:
        if file.is_relative_to(folder):
            said = file.stat()
            count.add(said.st_ctime < released - 1 or said.st_mtime % town.rhythm["edition"] != 0)
    wanted = "files of photos with a time before their edition"
    return judged("stolen store: files of photos", "P4", wanted, count, 0.0)


async def _numbers(town: Town, thief: Thief) -> Finding:
    """Every number of a member, which is in the contacts of others, in all pages and logs."""
    found, count = thief.found(NUMBER) | values(await thief.dump(), NUMBER), Count()
    for device in town.members:
        count.add(device.number.removeprefix("+1").encode() in found)
    wanted = "numbers of members or of their contacts, anywhere on the disk"
    return judged("stolen store: numbers of contacts", "P7", wanted, count, 0.0)


def _logged(town: Town, thief: Thief) -> Finding:
    """Ids of secrets, sessions and numbers in what server and PostgreSQL write down."""
    logs = b"".join(file.read_bytes() for file in thief.files() if _is_log(file.name))
    count = Count()
    for secret in town.author:
        count.add(str(secret).encode() in logs)
    for device in town.members:
        session = device.session
        count.add(session is not None and session.encode() in logs)
    wanted = "ids of secrets and sessions in the logs"
    return judged("stolen store: logs", "P2", wanted, count, 0.0)


def _is_log(name: str) -> bool:
    return name.endswith(".log") or name == "log"
