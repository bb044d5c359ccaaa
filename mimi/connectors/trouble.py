"""What goes wrong with others, in the few kinds that an operator can do something about."""

import re
from typing import Literal

Kind = Literal[
    "unreachable",  # no answer in time
    "broken",  # an answer that is not documented, or a fault of theirs
    "signature",  # they refuse our keys
    "clock",  # they say that our clock is wrong
    "quota",  # we asked too often, or have no money left there
    "expired",  # an access token is not taken any more
    "code",  # what a person brought from there is wrong, used or too old
    "refused",  # anything else that they answer by a code
]
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Trouble(Exception):
    """`provider` could not do it. `code` is the provider's own name for why, and nothing else.

    Protects members from logs: a provider's message may quote a number, its code does not.
    """

    def __init__(self, provider: str, kind: Kind, code: str = "") -> None:
        self.provider = provider
        self.kind: Kind = kind
        self.code = code if PLAIN.fullmatch(code) else ""
        super().__init__(f"{provider} {kind} {self.code}".strip())
