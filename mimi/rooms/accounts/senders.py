"""How a code reaches a phone."""

from collections.abc import Callable
from typing import Protocol

from mimi.settings import Settings


class CodeSender(Protocol):
    async def send(self, number: str, code: str) -> None:
        """`number` is E.164. Keeps neither, logs neither."""
        ...


class Console:
    """Shows the code to the operator, who passes it on.

    The only place where a number is printed: to the terminal, never through the log. Of a public
    server whose output somebody may keep, only so much of it that the operator can ask whose it is.
    """

    def __init__(self, whole: bool) -> None:
        self._whole = whole

    async def send(self, number: str, code: str) -> None:
        said = number if self._whole else f"…{number[-2:]}"
        print(f"code for {said}: {code}", flush=True)


class Nobody:
    """Where one code always works, in towns and tests, nothing needs to be sent."""

    async def send(self, number: str, code: str) -> None:
        pass


SENDERS: dict[str, Callable[[Settings], CodeSender]] = {
    "console": lambda settings: Console(whole=settings.on_loopback),
}


def sender(settings: Settings) -> CodeSender:
    return Nobody() if settings.fixed_code else SENDERS[settings.code_sender](settings)
