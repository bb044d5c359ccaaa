"""Is this number a member? Every endpoint that takes one is asked."""

from collections import Counter
from typing import Any

from attacks.apart import CHANCE
from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.kit import base64url
from mimi.town.numbers import number

ASKED = 24  # members, and as many numbers that nobody has

Shape = tuple[int, bytes, tuple[tuple[str, str], ...]]


class Numbers(Attack):
    """The attacker tries numbers of members and of nobody, and guesses which is which.

    Incidents: contact discovery by enumeration (Signal, WhatsApp and Telegram: Hagen et al., NDSS
    2021; Facebook 2019; Twitter 2022). Compared are status, body and headers of the answer, and
    the gate a day after uploading the numbers as contacts. P6; bound: chance and 2 in 100.
    """

    promise = "P6"
    name = "enumeration of numbers"
    wanted = "which of two numbers is a member's"

    def __init__(self) -> None:
        super().__init__()
        self.asking = list[Device]()  # one who looks for members, and one who looks for nobody

    async def arrive(self, town: Town) -> None:
        self.members = [number(at) for at in town.targets(ASKED)]
        self.nobody = [town.next_number() for _ in self.members]
        self.asking = [await town.newcomer(self.members), await town.newcomer(self.nobody)]
        self.other = await town.newcomer()  # whose contacts are replaced

    async def look(self, town: Town) -> list[Finding]:
        of_members = [await self._shapes(one) for one in self.members]
        of_nobody = [await self._shapes(one) for one in self.nobody]
        counts = {ask: _told_apart(town, ask, of_members, of_nobody) for ask in of_members[0]}
        counts["GET /v1/gate"] = await self._gates(town)
        return [
            judged(f"{self.name}: {ask}", self.promise, self.wanted, count, CHANCE)
            for ask, count in counts.items()
        ]

    async def _gates(self, town: Town) -> Count:
        """Whether who has the numbers of members for contacts is told anything else."""
        gates = [(await device.ask("GET", "/v1/gate")).content for device in self.asking]
        count = Count()
        for _ in self.members:
            count.add(0.5 if gates[0] == gates[1] else 1)
        return count

    async def _shapes(self, phone: str) -> dict[str, Shape]:
        """The answers to all that may be asked about a number."""
        device = self.asking[0]
        asks: dict[str, dict[str, Any]] = {
            "POST /v1/codes": {"phone": phone},
            "POST /v1/sessions": {
                **{"phone": phone, "code": "000000", "device": "a", "keep": "token"},
                "vault_key": base64url.encode(device.vault.key.public),
                "old_enough": True,
            },
            "POST /v1/unfriendings": {"own": device.number, "number": phone},
            "POST /v1/blocks": {"own": device.number, "number": phone},
            "POST /v1/unblocks": {"number": phone},
        }
        shapes = {ask: await _shape(device, ask, body) for ask, body in asks.items()}
        contacts = {"own": [self.other.number], "numbers": [phone]}
        ask = "PUT /v1/contacts"
        return {**shapes, ask: await _shape(self.other, ask, contacts)}


def _told_apart(
    town: Town, ask: str, of_members: list[dict[str, Shape]], of_nobody: list[dict[str, Shape]]
) -> Count:
    """Guesses the member by which answer members get more often."""
    rates, count = Counter(shapes[ask] for shapes in of_members), Count()
    rates.subtract(shapes[ask] for shapes in of_nobody)
    for one, two in zip(of_members, of_nobody, strict=True):
        sure = rates[one[ask]] - rates[two[ask]]
        count.add(0.5 if sure == 0 else sure > 0)
    return count


async def _shape(device: Device, ask: str, body: dict[str, Any]) -> Shape:
    method, path = ask.split()
    headers = {"authorization": f"Bearer {device.session}"}
    answer = await device.http.request(method, path, json=body, headers=headers)
    kept = sorted(item for item in answer.headers.items() if item[0] != "date")
    return answer.status_code, answer.content, tuple(kept)
