"""How a code reaches a phone."""

from typing import Protocol

from mimi.settings import Settings


class CodeSender(Protocol):
    async def send(self, number: str, code: str) -> None:
        """`number` is E.164. Keeps neither, logs neither."""
        ...


class Console:
    """Shows the code to the operator of a server that is being tried out.

    The only place where a number is printed: to the terminal, never through the log.
    """

    async def send(self, number: str, code: str) -> None:
        print(f"code for {number}: {code}", flush=True)


class Nobody:
    """Where one code always works, in towns and tests, nothing needs to be sent."""

    async def send(self, number: str, code: str) -> None:
        pass


SENDERS: dict[str, CodeSender] = {"console": Console()}


def sender(settings: Settings) -> CodeSender:
    return Nobody() if settings.fixed_code else SENDERS[settings.code_sender]
