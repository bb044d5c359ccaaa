"""How a code reaches a phone: the terminal, or one of the providers of docs/connectors.md."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from mimi.connectors import aliyun, dypns, tencent, twilio
from mimi.kit.kit import Kit
from mimi.settings_providers import SenderName


class Sender(NamedTuple):
    """`send(kit, number, code)`; with `check(kit, number, code)` it sends a code of its own and
    says later whether one is right. Both raise Trouble."""

    send: Callable[[Kit, str, str], Awaitable[None]]
    check: Callable[[Kit, str, str], Awaitable[bool]] | None = None
    only: str = "+"  # what the numbers that it reaches begin with


async def _print(kit: Kit, number: str, code: str) -> None:
    """Shows the code to the operator, who passes it on.

    The only place where a number is printed: to the terminal, never through the log. Of a public
    server whose output somebody may keep, only so much of it that the operator can ask whose it is.
    """
    said = number if kit.settings.on_loopback else f"…{number[-2:]}"
    print(f"code for {said}: {code}", flush=True)


async def _tencent(kit: Kit, number: str, code: str) -> None:
    await tencent.send_sms(kit.settings.tencent, number, code, kit.clock.now())


async def _aliyun(kit: Kit, number: str, code: str) -> None:
    await aliyun.send_sms(kit.settings.aliyun, number, code, kit.clock.now(), _once(kit))


async def _dypns(kit: Kit, number: str, _: str) -> None:
    minutes = kit.settings.caps.code_minutes
    await dypns.send_code(kit.settings.dypns, number, minutes, kit.clock.now(), _once(kit))


async def _dypns_check(kit: Kit, number: str, code: str) -> bool:
    now = kit.clock.now()
    return await dypns.check_code(kit.settings.dypns, number, code, now, _once(kit))


async def _twilio(kit: Kit, number: str, _: str) -> None:
    await twilio.send_code(kit.settings.twilio, number)


async def _twilio_check(kit: Kit, number: str, code: str) -> bool:
    return await twilio.check_code(kit.settings.twilio, number, code)


def _once(kit: Kit) -> str:
    return kit.chance.bytes(16).hex()


SENDERS: dict[SenderName, Sender] = {
    "console": Sender(_print),
    "tencent": Sender(_tencent),
    "aliyun": Sender(_aliyun),
    "dypns": Sender(_dypns, _dypns_check, only=dypns.HOME),
    "twilio": Sender(_twilio, _twilio_check),
}
