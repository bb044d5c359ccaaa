"""What the friends room speaks of."""

from typing import Literal

import msgspec

Bucket = Literal["0-2", "3-5", "6-10", "11+"]


class Gate(msgspec.Struct):
    """All that a member is ever told of its friends."""

    open: bool
    friends: Bucket


def bucket(friends: int) -> Bucket:
    """Protects a contact who joins or leaves from being noticed, but at three borders."""
    if friends < 3:
        return "0-2"
    if friends < 6:
        return "3-5"
    return "6-10" if friends < 11 else "11+"
