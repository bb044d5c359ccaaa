"""Which rules an item may break, as far as can be seen without knowing whose it is."""

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


def seen(content: Content) -> set[Reason]:
    """A function of the words and the picture alone."""
    verdict = care.look(content.text)
    said: set[Reason] = {rule for category, rule in RULES.items() if verdict.has(category)}
    return said | content.pictured
