"""Chance as an argument. Nothing else in the server draws a random number."""

import random
from uuid import UUID


class Chance:
    """The operating system's randomness; with a seed, a repeatable one (loopback only).

    `chance.random` goes to the pure functions of `mimi.anonymity` that shuffle or choose.
    """

    def __init__(self, seed: str = "") -> None:
        # S311: the seeded one is for rehearsals, which settings refuse off loopback
        self.random = random.Random(seed) if seed else random.SystemRandom()  # noqa: S311

    def bytes(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def uuid(self) -> UUID:
        return UUID(bytes=self.bytes(16), version=4)
