"""What care thinks of a text, and from which strength on that holds its reach."""

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

Category = Literal["name", "contact", "spam", "sexual", "threat", "abuse", "selfharm"]
CATEGORIES: tuple[Category, ...] = get_args(Category)

VERSION = 1  # of lists, patterns and models together; a new one when any of them changes

# Strengths are from 0 to 1. Self-harm never holds: whoever says it is to be answered, not muted.
HELD: Mapping[Category, float] = {
    "name": 0.8,
    "contact": 0.8,
    "spam": 0.8,
    "sexual": 0.8,
    "threat": 0.8,
    "abuse": 0.8,
}


class Verdict(msgspec.Struct, frozen=True):
    """How strongly a text belongs to each category it was found in. Of the words alone."""

    found: dict[Category, float]
    version: int = VERSION

    @property
    def holds(self) -> bool:
        """Whether it stays on the first rung until somebody has looked."""
        return any(self.has(category) for category in HELD)

    def has(self, category: Category) -> bool:
        """Whether it is taken to be in this category."""
        return self.found.get(category, 0) >= HELD.get(category, 0.8)

    @property
    def risk(self) -> float:
        """The strongest of all, by which moderators' queues are ordered."""
        return max(self.found.values(), default=0)


NOTHING = Verdict({})
