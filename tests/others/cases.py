"""One call to a provider in a world that a test wants, and what its client makes of the answer."""

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from mimi.connectors import asking
from mimi.connectors.trouble import Trouble
from tests.others.table import row

# What can happen to any call, by what the client makes of it (after the provider's name).
ANY_DAY: dict[str, dict[str, Any]] = {
    "unreachable": {"mode": "silent"},
    "broken 503": {"mode": "down"},
    "broken 200": {"mode": "garbled"},
}


class Case(NamedTuple):
    """A call of one kind, in a world that wants this, and what is seen of it."""

    call: str
    documented: str
    seen: str
    wants: Mapping[str, Any] = MappingProxyType({})
    keys: Mapping[str, str] = MappingProxyType({})
    times: int = 1
    directory: bool = False  # of WeCom: with the token of 通讯录同步

    @property
    def provider(self) -> str:
        return self.call.split(maxsplit=1)[0]

    async def check(self, ask: Callable[[], Awaitable[Any]]) -> None:
        """Asks, puts what was seen into the table, and holds it against the document."""
        seen = ""
        for _ in range(self.times):
            try:
                seen = str(await ask()).replace("None", "taken")
            except Trouble as trouble:
                seen = str(trouble)
        row(self.call, self.documented, seen)
        assert seen == self.seen


def bad_days(call: str) -> list[Case]:
    """What can happen to any call."""
    name = call.split(maxsplit=1)[0]
    documented = ("no answer", "503 from a gateway", "a page instead of JSON")
    return [
        Case(call, day, f"{name} {told}", wants)
        for day, (told, wants) in zip(documented, ANY_DAY.items(), strict=True)
    ]


@contextmanager
def patience(wants: Mapping[str, Any]) -> Generator[None]:
    """Not the five seconds that a person waits: for whoever is silent less, for others more. Only
    while they are asked to be silent, since on a busy machine an answer takes longer than that.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "SECONDS", 0.3 if wants.get("mode") == "silent" else 60.0)
        yield
