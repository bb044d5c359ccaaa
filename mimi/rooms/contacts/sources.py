"""Sources: lists of people who become friends of each other once both say so.

A department of an organisation, asked of WeCom at each epoch and kept nowhere; a class or a club,
whose numbers the operator brought and of which keyed tags are kept. Whoever is on a list and has
joined is a friend of all others who are; who leaves the list, or the source, is so no more from the
next epoch on. The whole list is asked for whoever is here, so that its owner sees nothing (P6).
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

import structlog

from mimi.connectors import wecom
from mimi.connectors.tokens import with_token
from mimi.connectors.trouble import Trouble
from mimi.kit import base64url
from mimi.kit.chunks import chunks
from mimi.kit.columns import Column, Numbering
from mimi.kit.db import Connection
from mimi.kit.errors import NotFound
from mimi.kit.kit import Kit
from mimi.rooms import accounts
from mimi.rooms.accounts import Viewer
from mimi.rooms.contacts import store_sources as store
from mimi.rooms.contacts.model import Source

log = structlog.get_logger()

WECOM = "wecom"
Groups = Mapping[bytes, set[UUID]]  # by its tag, who of this server is in it


async def mine(kit: Kit, db: Connection, viewer: Viewer) -> list[Source]:
    """What the viewer may join: the lists with an own number, and the organisation of the server.

    The latter is said to everybody: whether somebody is in it WeCom knows, and the epoch asks.
    """
    own = (await accounts.phone_tags_of(db, [viewer]))[viewer]
    listed = await store.lists_with(db, own)
    names = {base64url.encode(row["source"]): row["name"] for row in listed}
    if offered(kit):
        names[WECOM] = kit.settings.wecom.name or "WeCom"
    joined = await store.joined(db, viewer)
    return [Source(one, name, _tag(kit, one) in joined) for one, name in sorted(names.items())]


async def join(kit: Kit, db: Connection, viewer: Viewer, source: str) -> None:
    """A friend of the others who joined, from the next epoch on. Raises NotFound."""
    if source not in {one.source for one in await mine(kit, db, viewer)}:
        raise NotFound
    await store.join(db, _tag(kit, source), viewer)


async def leave(kit: Kit, db: Connection, viewer: Viewer, source: str) -> None:
    """Alike whether or not one had joined."""
    await store.leave(db, _tag(kit, source), viewer)


async def forget(db: Connection, account: UUID) -> None:
    await store.leave_all(db, account)
    await store.ungroup(db, account)


async def bring(kit: Kit, db: Connection, name: str, numbers: Iterable[str]) -> int:
    """The operator's list of this name is these numbers now, and nobody else; how many exist."""
    source = kit.keys.tag("source", b"list", name.encode())
    found = {accounts.normalise(number, kit.settings.region) for number in numbers} - {None}
    tags = sorted(accounts.phone_tag(kit, number) for number in found if number)
    await store.name(db, source, name)
    await store.clear(db, source)
    for some in chunks(tags):
        await store.put(db, source, some)
    return len(tags)


async def turn(kit: Kit, db: Connection) -> None:
    """Once an epoch: who is in which group now, of those who joined."""
    listed = await _listed(db)
    await _set(db, listed)
    organised = {_department(kit, one) for one in kit.settings.wecom.departments if offered(kit)}
    try:
        await _set(db, await _organised(kit, db))
    except Trouble as trouble:  # as it was yesterday; nobody loses a friend by it
        log.error("connector", kind=str(trouble))
    await store.drop_groups_but(db, sorted({*listed, *organised}))


async def pairs(db: Connection, everybody: Numbering) -> list[Column]:
    """Who are in one group, each pair once."""
    return await store.pairs(db, everybody)


def offered(kit: Kit) -> bool:
    return kit.settings.wecom.ready and bool(kit.settings.wecom.departments)


async def _listed(db: Connection) -> Groups:
    groups: dict[bytes, set[UUID]] = {}
    for row in await store.lists(db):
        source = row["source"]
        owners = await accounts.owners(db, await store.people(db, source))
        groups[source] = set(owners.values()) & await store.members(db, source)
    return groups


async def _organised(kit: Kit, db: Connection) -> Groups:
    if not offered(kit):
        return {}
    joined = await store.members(db, _tag(kit, WECOM))
    groups: dict[bytes, set[UUID]] = {}
    for department, people in (await _directory(kit)).items():
        here = await accounts.arrived_from(kit, db, WECOM, people)
        groups[_department(kit, department)] = here & joined
    return groups


async def _directory(kit: Kit) -> dict[int, set[str]]:
    """The people of each department that counts, with all below it. Raises Trouble."""
    account = kit.settings.wecom

    async def ask(token: str) -> dict[int, set[str]]:
        below = {
            one: await wecom.departments_below(account, token, one) for one in account.departments
        }
        if not account.directory_secret:
            return {one: await wecom.people_in(account, token, all_) for one, all_ in below.items()}
        rows = await _everybody(kit)
        return {
            one: {person for person, where in rows if where in all_} for one, all_ in below.items()
        }

    return await with_token(kit, "wecom-app", lambda: wecom.fetch_token(account), ask)


async def _everybody(kit: Kit) -> list[tuple[str, int]]:
    account = kit.settings.wecom
    return await with_token(
        kit,
        "wecom-directory",
        lambda: wecom.fetch_token(account, directory=True),
        lambda token: wecom.everybody(account, token),
    )


async def _set(db: Connection, groups: Groups) -> None:
    for group, members in groups.items():
        await store.keep_in_group(db, group, sorted(members))
        for some in chunks(sorted(members)):
            await store.put_in_group(db, group, some)


def _department(kit: Kit, department: int) -> bytes:
    return kit.keys.tag("source", b"department", str(department).encode())


def _tag(kit: Kit, source: str) -> bytes:
    """Of the list itself, or of the organisation."""
    if source == WECOM:
        return kit.keys.tag("source", b"wecom")
    try:
        return base64url.decode(source, 32)
    except ValueError:
        return b""
