"""Calls with an access token that all workers share."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from mimi.connectors.trouble import Trouble
from mimi.kit.kit import Kit
from mimi.kit.shared import Fetch, shared_token

Found = TypeVar("Found")


async def with_token(
    kit: Kit, name: str, fetch: Fetch, use: Callable[[str], Awaitable[Found]]
) -> Found:
    """What `use` makes of the token; once more with a new one, if the provider ended it early."""
    token = await shared_token(kit, name, fetch)
    try:
        return await use(token)
    except Trouble as trouble:
        if trouble.kind != "expired":
            raise
    return await use(await shared_token(kit, name, fetch, refused=token))
