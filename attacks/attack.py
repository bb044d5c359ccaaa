"""What every attack is."""

from collections.abc import Iterable
from typing import Any

from attacks.apart import of_answer
from attacks.finding import Finding
from attacks.town import Town
from mimi.client import Device, Refused
from mimi.client.tokens import Held


class Attack:
    """Arrives before circles form, looks after the town has told and read, and says what it
    found."""

    name: str
    staff: tuple[str, ...] = ()  # names by which the operator makes moderators of the attackers

    def __init__(self) -> None:
        self.devices: list[Device] = []  # of the attacker

    async def arrive(self, town: Town) -> None:
        """Accounts and friendships of the attacker, a day after the members'."""

    async def look(self, town: Town) -> list[Finding]:
        raise NotImplementedError


async def seen_by(devices: list[Device]) -> set[str]:
    """The ids of all secrets that any of these reads."""
    return {card["secret"] for device in devices for card in await device.read()}


def unspent(device: Device, now: int, purpose: str) -> list[Held]:
    """Its tokens that are good now."""
    good = [held for held in device.wallet.unspent if held.batch.epoch <= now < held.batch.ends]
    return [held for held in good if held.batch.purpose == purpose]


async def works(device: Device, method: str, path: str, **more: Any) -> bool:
    """Whether the server does what is asked for."""
    try:
        await device.ask(method, path, **more)
    except Refused:
        return False
    return True


async def told(device: Device, paths: Iterable[str]) -> dict[str, Any]:
    """All that these answers say to somebody."""
    said = dict[str, Any]()
    for path in paths:
        answer = await device.ask("GET", f"/v1/{path}")
        said |= of_answer(answer, path)
        if isinstance(body := answer.json(), dict):
            said |= {f"{path} {key}": str(value) for key, value in body.items()}
    return said


async def farm(town: Town, size: int, knows: set[str]) -> list[Device]:
    """So many accounts that are all friends of each other, with these numbers in their contacts."""
    fakes = [await town.newcomer() for _ in range(size)]
    numbers = {fake.number for fake in fakes}
    for fake in fakes:
        await fake.upload_contacts(sorted(knows | numbers - {fake.number}))
    return fakes
