"""Secrets over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, HeaderParameter

from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit, refuse_signed
from mimi.kit.kit import Kit
from mimi.rooms import photos
from mimi.rooms.accounts import MaybeSignedIn, SignedIn
from mimi.rooms.circles import Spendable
from mimi.rooms.secrets import actions, described, queue, uploads
from mimi.rooms.secrets.looks import PLAIN
from mimi.rooms.secrets.model import Accepted, Bulletin, Card, Talks
from mimi.rooms.secrets.post_keys import notice_key, read_bytes, secret_id
from mimi.rooms.secrets.text import clean

Token = Annotated[str | None, HeaderParameter(name="Mimi-Token")]
UNKEPT = {"cache-control": "no-store"}
PHOTO_HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "vary": "accept",
    "x-content-type-options": "nosniff",
}


# The body is read by hand, after the token and under its own cap.
@post(
    "/v1/secrets",
    tags=["secrets"],
    status_code=202,
    request_max_body_size=None,
    operation_class=described.Telling,
)
async def tell(request: Request[Any, Any, Any], kit: WithKit, token: Token = None) -> Accepted:
    """Tells a secret: no cookie, no session, a post token in the header.

    `multipart/form-data`: the field `secret` is JSON {text, look, edition: "any" | "next",
    reach: "anyone" | "near", life: "day" | "week" | "month", post_key}, the file `photo` is
    optional. The same request may be sent again.
    """
    refuse_signed(request)
    async with kit.database.reading() as db:
        spendable = await actions.admit(kit, db, token)
    with uploads.desk.place(spendable.nullifier, uploads.is_large(request)):
        told = await _read(request, kit, spendable)
    async with kit.database.transaction() as db:
        await actions.tell(kit, db, spendable, told)
    return Accepted()


async def _read(request: Request[Any, Any, Any], kit: Kit, spendable: Spendable) -> queue.Told:
    """What is told, with its photo rebuilt. What may be large is counted before it is read."""
    large = uploads.is_large(request)
    if large:
        await _count_photo(kit, spendable)
    form = await uploads.read_form(request, kit.settings.caps.photo_bytes)
    if form.photo is None:
        return _told(form)
    if not large:
        await _count_photo(kit, spendable)
    return _told(form)._replace(photo=await photos.rebuild(kit, form.photo))


async def _count_photo(kit: Kit, spendable: Spendable) -> None:
    async with kit.database.transaction() as db:
        await actions.allow_photo(kit, db, spendable)


def _told(form: uploads.Form) -> queue.Told:
    """All but the photo."""
    post_key = read_bytes(form.telling.post_key, 32)
    return queue.Told(
        secret=secret_id(post_key),
        text=clean(form.telling.text),
        look=form.telling.look or PLAIN,
        photo=b"",
        wish=form.telling.edition,
        reach=form.telling.reach,
        life=form.telling.life,
        notice=notice_key(post_key),
        digest=form.digest,
    )


@get("/v1/secrets/{secret:uuid}", tags=["secrets"])
async def show(secret: FromPath[UUID], maybe_viewer: MaybeSignedIn, kit: WithKit) -> Response[Card]:
    """One secret, if this viewer may see it; without a session, if it is public."""
    async with kit.database.reading() as db:
        card = await actions.show(kit, db, maybe_viewer, secret)
    return Response(card, headers=UNKEPT)


@get("/v1/photos/{address:str}", tags=["secrets"], media_type="image/webp")
async def photo(
    request: Request[Any, Any, Any],
    address: FromPath[str],
    maybe_viewer: MaybeSignedIn,
    kit: WithKit,
    size: FromQuery[photos.Size] = "large",
) -> Response[bytes]:
    """The photo of a secret, by the address in its card: for who may still see the secret.

    Its longer side has at most 1600 pixels, `middle` 1080, `small` 640; these two are AVIF where
    that is smaller and `accept` names it. Behind the picture are up to 4 KiB of nothing.
    """
    async with kit.database.reading() as db:
        kept = await actions.photo(kit, db, maybe_viewer, address)
    files = await photos.opened(kit, kept)
    if files is None:
        raise NotFound
    found = photos.picked(files, size, avif="image/avif" in request.headers.get("accept", ""))
    return Response(photos.blurred(found), media_type=found.kind, headers=PHOTO_HEADERS)


@get("/v1/bulletin", tags=["secrets"])
async def bulletin(viewer: SignedIn, kit: WithKit) -> Response[Bulletin]:
    """The secrets of the own circle since one joined: the same bytes for all who joined then."""
    async with kit.database.reading() as db:
        found = await actions.bulletin(db, viewer)
    return Response(found, headers=UNKEPT)


@get("/v1/bulletins", tags=["secrets"])
async def bulletins(viewer: SignedIn, kit: WithKit) -> Response[list[Talks]]:
    """How much has been said in each thread of every near circle, for devices that follow some.

    Takes no argument: a device asks for all, whatever it follows.
    """
    async with kit.database.reading() as db:
        found = await actions.bulletins(kit, db, viewer)
    return Response(found, headers=UNKEPT)


routes = [tell, show, photo, bulletin, bulletins]
