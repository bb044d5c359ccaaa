"""The accounts room over HTTP."""

from uuid import UUID

from litestar import Response, Router, delete, get, post, put
from litestar.di import Provide
from litestar.params import FromPath, JSONBody

from mimi.kit.http import WithKit, address
from mimi.rooms.accounts import (
    actions,
    own,
    routes_arrivals,
    routes_boxes,
    routes_receipts,
    sending,
)
from mimi.rooms.accounts import devices as device_list
from mimi.rooms.accounts import store_sessions as sessions
from mimi.rooms.accounts.model import (
    Account,
    CodeRequest,
    Device,
    Here,
    Number,
    NumberChange,
    SignedInAs,
    SignIn,
)
from mimi.rooms.accounts.signed import (
    AnyRequest,
    MaybeSignedIn,
    SignedIn,
    WithSession,
    kept_session,
    no_cookie,
    provide_session,
)


@post("/v1/codes", tags=["accounts"], status_code=202)
async def send_code(
    data: JSONBody[CodeRequest], request: AnyRequest, kit: WithKit
) -> dict[str, str]:
    """Sends a one-time code. The same answer and work whether or not the number is a member."""
    number = actions.required_number(kit, data.phone)
    await sending.send_code(kit, number, address(request, kit.settings.proxies))
    return {}


@post("/v1/sessions", tags=["accounts"])
async def sign_in(
    data: JSONBody[SignIn], request: AnyRequest, kit: WithKit
) -> Response[SignedInAs]:
    """Signs a device in; an unknown number registers."""
    signed_in = await actions.sign_in(kit, data, address(request, kit.settings.proxies))
    return kept_session(signed_in, data.keep)


@get("/v1/session", tags=["accounts"], sync_to_thread=False)
def show_session(maybe_viewer: MaybeSignedIn) -> Here:
    """Whether this device is signed in: for a page that forgot, since the cookie hides from it."""
    return Here(signed_in=maybe_viewer is not None)


@delete("/v1/session", tags=["accounts"])
async def sign_out(session: WithSession, kit: WithKit) -> Response[None]:
    """Signs this device out; one that waits may give up too."""
    async with kit.database.transaction() as db:
        await sessions.remove(db, session.account, session.session)
    return Response(None, cookies=[no_cookie()])


@delete("/v1/sessions", tags=["accounts"])
async def sign_out_everywhere(viewer: SignedIn, kit: WithKit) -> Response[None]:
    """Signs every device out, this one too."""
    async with kit.database.transaction() as db:
        await sessions.remove_all(db, viewer)
    return Response(None, cookies=[no_cookie()])


@get("/v1/devices", tags=["accounts"])
async def show_devices(viewer: SignedIn, session: WithSession, kit: WithKit) -> list[Device]:
    """The account's devices, those that wait to be let in too."""
    async with kit.database.reading() as db:
        return await device_list.devices(kit, db, session)


@delete("/v1/devices/{device:uuid}", tags=["accounts"])
async def remove_device(device: FromPath[UUID], viewer: SignedIn, kit: WithKit) -> None:
    """Signs another device out, or refuses one that waits."""
    async with kit.database.transaction() as db:
        await device_list.remove(db, viewer, device)


@post("/v1/devices/{device:uuid}/approval", tags=["accounts"], status_code=204)
async def approve_device(device: FromPath[UUID], viewer: SignedIn, kit: WithKit) -> None:
    """Lets a waiting device in at once."""
    async with kit.database.transaction() as db:
        await device_list.approve(kit, db, viewer, device)


@get("/v1/account/copy", tags=["accounts"])
async def show_account(viewer: SignedIn, kit: WithKit) -> Account:
    """For the member's own copy of all that is kept: no friend, no number, no secret is in it."""
    async with kit.database.reading() as db:
        return await own.own_account(db, viewer)


@put("/v1/account/number", tags=["accounts"])
async def change_number(
    data: JSONBody[NumberChange], request: AnyRequest, viewer: SignedIn, kit: WithKit
) -> Number:
    """Moves the account to another number, with a code sent to it."""
    return await actions.change_number(kit, viewer, data, address(request, kit.settings.proxies))


routes = [
    Router(
        "/",
        dependencies={"session": Provide(provide_session)},
        route_handlers=[
            send_code,
            sign_in,
            show_session,
            sign_out,
            sign_out_everywhere,
            show_devices,
            remove_device,
            approve_device,
            show_account,
            change_number,
            *routes_boxes.handlers,
            *routes_arrivals.handlers,
            *routes_receipts.handlers,
        ],
    )
]
