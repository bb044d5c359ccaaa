"""`mimi keys rotate`: another key for what can have one, while members go on and notice nothing.

From that moment on every process seals under the new key. What lies sealed is sealed anew, and then
the old key is destroyed; what is sealed for minutes or days opens by both until it has ended. The
new one is made by chance, so whoever has the master, or an export of before, does not have it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from mimi.app import make_kit
from mimi.keyring import KeyringError
from mimi.kit.db import LONGEST
from mimi.kit.kit import Kit
from mimi.kit.turned import PASSING
from mimi.rooms import moderation, moderators, notifications, takedowns
from mimi.serve import database
from mimi.settings import Settings

RENEWED: dict[str, Callable[[Kit], Awaitable[int]]] = {
    "picture": moderation.renew,
    "subscription": notifications.renew,
    "takedown": takedowns.renew,
    "totp": moderators.renew,
}
TICK = 1  # second, longer than any of a file system
SETTLE = LONGEST + 10  # seconds until every transaction that sealed under the old key has ended

NEVER = "what it makes tags of is kept nowhere, so nothing could be found again under another"
NOTICED = "every member would notice, and has to be told first"
ENDS = "nothing under it is older than days, and a change in between would take away what is open"
REFUSED = {
    **dict.fromkeys(
        ("phone", "pair", "arrival", "source", "reaction", "reporter", "juror", "deleted"), NEVER
    ),
    **dict.fromkeys(("popRF", "pin", "vapid", "session"), NOTICED),
}


def rotate(settings: Settings, purpose: str) -> int:
    """How many rows were sealed anew. Raises KeyringError when this key is not one to change."""
    if purpose not in RENEWED and purpose not in PASSING:
        raise KeyringError(f"{purpose}: {REFUSED.get(purpose, ENDS)}. See docs/keys.md")
    with database(settings) as url:
        return asyncio.run(_rotate(make_kit(settings, url), purpose))


async def _rotate(kit: Kit, purpose: str) -> int:
    await kit.database.open()
    try:
        return await turned(kit, purpose)
    finally:
        await kit.database.close()


async def turned(kit: Kit, purpose: str) -> int:
    """When it is cut off, the old key stays, and the next time finishes it."""
    kit.keys.turn(purpose, kit.clock.now())
    await asyncio.sleep(TICK)
    kit.keys.turned.announce()
    renew = RENEWED.get(purpose)
    if renew is None:
        return 0
    await asyncio.sleep(SETTLE)
    count = await renew(kit)
    kit.keys.turned.destroy_old(purpose)
    return count
