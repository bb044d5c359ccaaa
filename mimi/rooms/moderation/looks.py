"""Which rules an item may break, as far as can be seen without knowing whose it is."""

import asyncio
from collections.abc import Sequence

from mimi import care
from mimi.rooms.moderation.model import Content
from mimi.rooms.moderation.policy import Reason

RULES: dict[care.Category, Reason] = {
    "name": "named",
    "contact": "spam",
    "spam": "spam",
    "sexual": "nudity",
    "threat": "threat",
    "abuse": "bullying",
    "selfharm": "self-harm",
}


async def seen(content: Content) -> set[Reason]:
    """A function of the words and the picture alone."""
    [found] = await seen_in([content])
    return found


async def seen_in(contents: Sequence[Content]) -> list[set[Reason]]:
    """In a thread: members' requests do not wait for it."""
    return await asyncio.to_thread(lambda: [_seen(one) for one in contents])


def _seen(content: Content) -> set[Reason]:
    verdict = care.look(content.text)
    said: set[Reason] = {rule for category, rule in RULES.items() if verdict.has(category)}
    return said | content.pictured
