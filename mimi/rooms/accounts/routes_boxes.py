"""What brings a vault back, over HTTP."""

from uuid import UUID

from litestar import delete, get, post, put
from litestar.params import FromPath, JSONBody

from mimi.kit.http import WithKit
from mimi.rooms.accounts import boxes, store_boxes
from mimi.rooms.accounts.model_boxes import (
    BlindedPin,
    Drawn,
    KeptPasskey,
    NewPasskey,
    NewPin,
    Opening,
    Tried,
    Ways,
)
from mimi.rooms.accounts.signed import SignedIn, WithSession


@get("/v1/vault", tags=["accounts"])
async def show_ways(session: WithSession, kit: WithKit) -> Ways:
    """The boxes of the account, for the device to open; one that waits may ask too."""
    async with kit.database.reading() as db:
        return await boxes.ways(kit, db, session)


@post("/v1/vault/opening", tags=["accounts"], status_code=204)
async def open_session(data: JSONBody[Opening], session: WithSession, kit: WithKit) -> None:
    """Lets a device that holds the vault in at once."""
    async with kit.database.transaction() as db:
        await boxes.open_session(kit, db, session, data)


@post("/v1/vault/passkeys", tags=["accounts"])
async def keep_passkey(data: JSONBody[NewPasskey], viewer: SignedIn, kit: WithKit) -> KeptPasskey:
    """Keeps the seed as sealed by a passkey."""
    async with kit.database.transaction() as db:
        return KeptPasskey(await boxes.keep_passkey(kit, db, viewer, data))


@delete("/v1/vault/passkeys/{passkey:uuid}", tags=["accounts"])
async def remove_passkey(passkey: FromPath[UUID], viewer: SignedIn, kit: WithKit) -> None:
    """Forgets the box of a passkey."""
    async with kit.database.transaction() as db:
        await boxes.remove_passkey(db, viewer, passkey)


@post("/v1/vault/pin/draw", tags=["accounts"], status_code=200)
async def draw_pin(data: JSONBody[BlindedPin], viewer: SignedIn, kit: WithKit) -> Drawn:
    """The server's share in the key of a new PIN."""
    async with kit.database.transaction() as db:
        return await boxes.draw_pin(kit, db, viewer, data.blinded)


@put("/v1/vault/pin", tags=["accounts"], status_code=204)
async def keep_pin(data: JSONBody[NewPin], viewer: SignedIn, kit: WithKit) -> None:
    """Keeps the seed as sealed by a PIN; the PIN before no longer works."""
    async with kit.database.transaction() as db:
        await boxes.keep_pin(db, viewer, data)


@post("/v1/vault/pin/attempts", tags=["accounts"], status_code=200)
async def try_pin(data: JSONBody[BlindedPin], session: WithSession, kit: WithKit) -> Tried:
    """One attempt at the PIN, counted whatever becomes of it; one that waits may try too."""
    async with kit.database.transaction() as db:
        return await boxes.try_pin(kit, db, session, data.blinded)


@delete("/v1/vault/pin", tags=["accounts"])
async def remove_pin(viewer: SignedIn, kit: WithKit) -> None:
    """Forgets the box of the PIN."""
    async with kit.database.transaction() as db:
        await store_boxes.remove_pin(db, viewer)


handlers = [
    show_ways,
    open_session,
    keep_passkey,
    remove_passkey,
    draw_pin,
    keep_pin,
    try_pin,
    remove_pin,
]
