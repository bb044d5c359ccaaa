"""What is done with secrets: told, found, shown, taken back."""

from uuid import UUID

from mimi.kit.db import Connection
from mimi.kit.errors import NotFound, Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow
from mimi.rooms import circles, friends, photos
from mimi.rooms.accounts import Viewer
from mimi.rooms.circles import Sight, Spendable
from mimi.rooms.photos import Kept
from mimi.rooms.secrets import queue, store, store_queue
from mimi.rooms.secrets.model import HIDDEN, Bulletin, Card, Live, Secret, Talk, Talks
from mimi.rooms.secrets.post_keys import DELETE, owns

PHOTOS = 10  # rebuilt a token and day, with those that were refused


async def admit(kit: Kit, db: Connection, token: str | None) -> Spendable:
    """What the token in the header lets its unknown holder tell. Nothing is spent yet.

    Protects the author from being one of fewer than K: below that nothing is taken, and the
    secret waits on the device, since those who join later could not have written it.
    Problems: as of tokens, also token-spent of one spent in an earlier window; and gathering.
    """
    spendable = await circles.check(kit, db, token, "post")
    await circles.refuse_over(kit, db, spendable)
    if not await circles.publishing(kit, db, spendable.circle, spendable.epoch):
        raise Problem(409, "gathering", "Too few people could have written it yet.")
    return spendable


async def allow_photo(kit: Kit, db: Connection, spendable: Spendable) -> None:
    """Protects the server from one token that sends photo after photo. Problem: too-many."""
    await allow(kit, db, "photo", spendable.nullifier, PHOTOS)


async def tell(kit: Kit, db: Connection, spendable: Spendable, told: queue.Told) -> None:
    """Spends the token and queues the secret; the same request again changes nothing."""
    present = await queue.present(kit, db)
    if await circles.spend(kit, db, spendable, queue.receipt(kit, present, told)):
        await queue.put(kit, db, present, spendable.circle, told)


async def sights(kit: Kit, db: Connection, viewer: Viewer | None) -> list[Sight]:
    """What this viewer sees beside the public; nothing behind a shut gate."""
    if viewer is None or not (await friends.gate(kit, db, viewer)).open:
        return []
    return await circles.sight_of(db, viewer)


async def find(kit: Kit, db: Connection, maybe_viewer: Viewer | None, secret: UUID) -> Secret:
    """The secret, through the viewer: not visible is NotFound."""
    return await find_seen(db, await sights(kit, db, maybe_viewer), secret)


async def find_near(
    kit: Kit, db: Connection, maybe_viewer: Viewer | None, secret: UUID
) -> tuple[Secret, bool]:
    """The same, and whether this viewer is near to it, so may answer."""
    seen = await sights(kit, db, maybe_viewer)
    found = await find_seen(db, seen, secret)
    return found, _sees(seen, found, kit.settings.circle.friends_needed)


async def find_seen(db: Connection, sights: list[Sight], secret: UUID) -> Secret:
    """The secret, if a viewer with these sights sees it; else NotFound."""
    newest = await store.newest(db)
    for found in await store.find(db, sorted({sight.circle for sight in sights}), secret, newest):
        if found.needed == 0 or _sees(sights, found, found.needed):
            return found
    circle = await store.public_circle(db, secret)
    for found in await store.find(db, [circle] if circle else [], secret, newest):
        if found.needed == 0:
            return found
    raise NotFound


def _sees(sights: list[Sight], secret: Secret, needed: int) -> bool:
    return any(
        sight.circle == secret.circle
        and sight.needed == needed
        and sight.from_edition <= secret.edition < sight.to_edition
        for sight in sights
    )


async def find_in_circle(db: Connection, circle: UUID, secret: UUID) -> Secret:
    """The secret of this circle, for the holder of one of its comment tokens, or of the key that
    claims a token back; NotFound also while it is hidden, so that it gives none."""
    for found in await store.find(db, [circle], secret, await store.newest(db)):
        if found.needed < HIDDEN:
            return found
    raise NotFound


def card(kit: Kit, maybe_viewer: Viewer | None, secret: Secret, sights: list[Sight]) -> Card:
    """The secret as the viewer with these sights sees it: only `near`, `label` and the address of
    the photo differ (P1, P10)."""
    near = _sees(sights, secret, kit.settings.circle.friends_needed)
    return Card(
        secret=secret.secret,
        edition=secret.edition,
        text=secret.text,
        look=secret.look,
        photo=photos.address(kit, maybe_viewer, secret.secret) if secret.photo else None,
        likes=secret.likes,
        shares=secret.shares,
        comments=secret.comments,
        public=secret.needed == 0,
        near=near,
        label=circles.comment_label(kit, secret.circle) if near else None,
        note=secret.note,
        source=secret.source,
        safe=secret.safe,
        veiled=secret.veiled,
    )


async def show(kit: Kit, db: Connection, maybe_viewer: Viewer | None, secret: UUID) -> Card:
    seen = await sights(kit, db, maybe_viewer)
    return card(kit, maybe_viewer, await find_seen(db, seen, secret), seen)


async def photo(kit: Kit, db: Connection, maybe_viewer: Viewer | None, address: str) -> Kept:
    """Where it is, to whom the address was given and who still may see the secret; or NotFound."""
    secret = photos.addressed(kit, maybe_viewer, address)
    if secret is None:
        raise NotFound
    found = await find(kit, db, maybe_viewer, secret)
    kept = await photos.kept(db, found.circle, found.secret) if found.photo else None
    if kept is None:
        raise NotFound
    return kept


async def bulletin(db: Connection, viewer: Viewer) -> Bulletin:
    """The secrets of the viewer's circle, with the own ones among them, without asking (P1).

    Protects those who told something before the viewer joined, who could not see it then: not
    even its id is given, by which a member could answer it.
    """
    newest = await store.newest(db)
    membership = await circles.membership(db, viewer)
    return Bulletin(newest, await store.notices(db, *membership, newest) if membership else [])


async def bulletins(kit: Kit, db: Connection, viewer: Viewer) -> list[Talks]:
    """What has been said in the threads of all circles that the viewer is near to.

    Protects whoever follows a thread: the device keeps for itself which, and asks for everything
    in the rhythm of its page, so that nothing the server sees or answers depends on it. What it
    gets is the same for all who are near the same editions of a circle, and no more than they
    could count in the threads (P1, P5).
    """
    first, near = kit.settings.circle.friends_needed, dict[UUID, list[Sight]]()
    for sight in await sights(kit, db, viewer):
        if sight.needed == first:
            near.setdefault(sight.circle, []).append(sight)
    talks: dict[UUID, list[Talk]] = {circle: [] for circle in near}
    for circle, edition, talk in await store.talks(db, list(near), await store.newest(db)):
        if any(sight.from_edition <= edition < sight.to_edition for sight in near[circle]):
            talks[circle].append(talk)
    found = [Talks(circles.comment_label(kit, circle), talks[circle]) for circle in near]
    return sorted(found, key=lambda one: one.label)  # a keyed hash, so in nobody's order


async def remove(kit: Kit, db: Connection, secret: UUID, post_key: bytes, signature: bytes) -> None:
    """Takes a queued secret back at once, and one that is out in the night.

    Protects the author from whoever knows when he was online: what his key does to a visible
    secret shows only in the nightly window. Nobody sees a queued one go.
    Problems: not-yours; NotFound, which only the key's owner can be told.
    """
    if not owns(secret, post_key, signature, DELETE + secret.bytes):
        raise Problem(403, "not-yours", "This key did not tell this secret.")
    if await queue.take_back(kit, db, secret):
        return
    if not await store_queue.places(db, [secret]):
        raise NotFound
    await queue.remove_tonight(kit, db, secret)


async def live(db: Connection) -> list[Live]:
    """Every secret that is out, in the order of its ids, for the jobs that count."""
    found: list[Live] = []
    place = UUID(int=0), UUID(int=0)
    while chunk := await store.live_after(db, *place):
        found += chunk
        place = chunk[-1].circle, chunk[-1].secret
    return found


async def gone(db: Connection, places: list[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
    """Which of these (circle, secret) are no more, so that other rooms clean up after them."""
    circles_, secrets = [circle for circle, _ in places], [secret for _, secret in places]
    present = await store.present(db, circles_, secrets)
    return [place for place in places if place not in present]


async def set_reach(  # noqa: PLR0913, PLR0917 one a column
    db: Connection, circle: UUID, secret: UUID, likes: int, shares: int, needed: int
) -> None:
    """Counters as they are to be shown, and the rung; a rung once climbed is kept (P12)."""
    if await store.set_reach(db, circle, secret, likes, shares, needed) == 0:
        await store.publish(db, secret, circle)
