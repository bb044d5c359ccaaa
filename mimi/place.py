"""What anybody may know of this server, and the manual clock of towns and tests."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.datastructures import State
from litestar.params import JSONBody

from mimi import texts
from mimi.kit import versions
from mimi.kit.clock import ManualClock
from mimi.kit.db import hurried
from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit
from mimi.kit.windows import Errand, run_due
from mimi.rooms import accounts, circles
from mimi.settings_tables import Rhythm


class Place(msgspec.Struct):
    """The same bytes for everybody."""

    name: str
    now: int  # unix seconds, the server's clock
    at_least: int  # people who could have written a secret: K
    friends_needed: int  # the first rung
    vouched: bool  # false: anybody may fill a circle with fakes, promise P9 is off
    rhythm: Rhythm
    rehearsal: bool  # weaker than a real server, said on screen: `Settings.rehearsal`
    token_key: str  # base64url; the one public key of all tokens
    region: str
    url: str
    least_age: int  # who signs in is asked whether they are that old; 0: nobody is
    texts: bool  # whether there are /terms and /privacy
    elsewhere: list[str]  # who else signs in: wechat, wechat-desktop (a QR code), wecom
    cards: str  # origin of the page that makes invites cards in WeChat, or empty
    source: str  # address of the source code that runs here, or empty


class Health(msgspec.Struct):
    """The same for everybody; who asks learns nothing but that it is well."""

    well: bool = True


class Advance(msgspec.Struct, forbid_unknown_fields=True):
    seconds: Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]


class Now(msgspec.Struct):
    now: int


@get("/v1/place", tags=["place"], sync_to_thread=False)
def show_place(kit: WithKit) -> Place:
    settings = kit.settings
    return Place(
        name=settings.name,
        now=kit.clock.now(),
        at_least=settings.circle.k,
        friends_needed=settings.circle.friends_needed,
        vouched=settings.founders != "none",
        rhythm=settings.rhythm,
        rehearsal=settings.rehearsal,
        token_key=circles.token_key(kit),
        region=settings.region,
        url=settings.url,
        least_age=settings.least_age,
        texts=texts.complete(settings),
        cards=settings.wechat.cards,
        elsewhere=accounts.elsewhere_offered(kit),
        source=settings.source,
    )


@get("/v1/health", tags=["place"], sync_to_thread=False)
def live() -> Health:
    """The process answers. For whoever starts it again when it does not."""
    return Health()


@get("/v1/ready", tags=["place"])
async def ready(kit: WithKit) -> Health:
    """It can serve: the database answers too. For a proxy. Problem: away."""
    async with kit.database.reading() as db:
        await versions.now(db)
    return Health()


@post("/v1/clock", tags=["place"], status_code=200)
async def advance(data: JSONBody[Advance], kit: WithKit, state: State) -> Now:
    """Moves a manual clock and does what is due. Not found on a server with a real clock."""
    if not isinstance(kit.clock, ManualClock):
        raise NotFound
    kit.clock.advance(data.seconds)
    hurried.set(False)  # windows take their time
    await run_due(kit, state.jobs)
    errands: list[Errand] = state.errands
    for errand in errands:
        await errand(kit)
    return Now(kit.clock.now())


routes = [show_place, live, ready, advance]
