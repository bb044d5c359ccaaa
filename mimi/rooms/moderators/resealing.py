"""What moderators' apps know, sealed under the newest key."""

from mimi.kit.kit import Kit
from mimi.kit.resealing import reseal
from mimi.rooms.moderators import store


async def renew(kit: Kit) -> int:
    return await reseal(kit, "totp", ("",), store.after, store.reseal)
