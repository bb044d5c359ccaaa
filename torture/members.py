"""Members who live on while the server is tortured."""

import asyncio
import random
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

import httpx2

from mimi.client import Device, NoToken, Refused
from mimi.client.tokens import Held
from mimi.kit.tokens import pack
from mimi.town.numbers import number
from torture.place import CODE, PATIENCE
from torture.promised import Promised

MEMBERS = 6
PACE = 0.1  # seconds between two acts of one member
AGAIN = "Told with a spent token"
GOES_ON = ("token-epoch", "not-found", "thread-closed", "gathering")


class Insisting(Device):
    """Sends the same bytes until it is answered, as the page does. Remembers what it spent on."""

    tries, pause = 600, 0.1

    def __init__(self, http: httpx2.AsyncClient, chance: random.Random) -> None:
        super().__init__(http, chance=chance)
        self.spent: list[tuple[str, Held]] = []

    async def _spend(self, held: Held, path: str, **more: Any) -> None:
        await super()._spend(held, path, **more)
        self.spent.append((path, held))
        if self.chance.random() < 0.5:  # as when the answer got lost
            request = self.unsigned("POST", path, headers={"mimi-token": pack(held.token)}, **more)
            await insist(lambda: self.http.send(request))


async def insist(ask: Any) -> Any:
    """Again while the answer gets lost or the server is not well."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await ask()
            except httpx2.TransportError:
                pass
            except Refused as refused:
                if refused.status < 500:
                    raise
            await asyncio.sleep(0.1)


class Members:
    """Friends of each other, in one circle."""

    def __init__(self, http: httpx2.AsyncClient, seed: str) -> None:
        self.chance = random.Random(seed)
        self.devices = [Insisting(http, random.Random(f"{seed} {i}")) for i in range(MEMBERS)]
        self.promised = Promised()
        self._words = count()

    async def settle(self) -> None:
        for index, device in enumerate(self.devices):
            await insist(lambda d=device, i=index: d.sign_in(number(i), CODE))
        for index, device in enumerate(self.devices):
            others = [number(other) for other in range(MEMBERS) if other != index]
            await insist(partial(device.upload_contacts, others))
        async with asyncio.timeout(PATIENCE):
            for device in self.devices:
                while (await device.circle())["state"] != "publishing":
                    for one in self.devices:
                        await one.fetch_tokens()
                    await asyncio.sleep(0.2)

    async def fetch_tokens(self) -> None:
        for device in self.devices:
            await insist(device.fetch_tokens)

    async def live(self) -> None:
        """Until `stop`."""
        self._over = asyncio.Event()
        await asyncio.gather(*(self._live(index) for index in range(MEMBERS)))

    def stop(self) -> None:
        """Each ends what it does: what was begun is answered."""
        self._over.set()

    async def _live(self, index: int) -> None:
        device = self.devices[index]
        acts = (self._tell, self._comment, self._like, self._tell)
        cards = (await insist(device.feed))["cards"]
        while not self._over.is_set():
            await asyncio.sleep(PACE * (0.5 + self.chance.random()))
            try:
                await self.chance.choice(acts)(index, cards)
                again = self.chance.random() < 0.2
            except NoToken:
                again = True
            if again:
                cards = (await insist(device.feed))["cards"]
                await insist(device.fetch_tokens)

    def words(self) -> str:
        """A text that nobody has told yet, and like no other: what is much of a kind is hidden."""
        letters = "".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz", k=40))
        return " ".join([str(next(self._words)), *(letters[at : at + 8] for at in range(0, 40, 8))])

    async def _tell(self, index: int, _: Any) -> None:
        text = self.words()
        try:
            told = await insist(lambda: self.devices[index].tell(text, edition="next"))
            self.promised.told[text] = told
        except Refused as refused:
            self._refused(text, refused)

    async def _comment(self, index: int, cards: list[dict[str, Any]]) -> None:
        text = self.words()
        near = [card for card in cards if card["near"]]
        if not near:
            return
        card = self.chance.choice(near)
        try:
            await insist(lambda: self.devices[index].comment(card, text))
            self.promised.said.add(text)
        except Refused as refused:
            self._refused(text, refused)

    async def _like(self, index: int, cards: list[dict[str, Any]]) -> None:
        if not cards:
            return
        secret = UUID(self.chance.choice(cards)["secret"])
        try:
            await insist(lambda: self.devices[index].like(secret))
        except Refused as refused:
            if refused.name != "not-found":  # hidden since the page was read
                raise
            self.promised.refused[refused.name] += 1
        else:
            self.promised.liked.add((index, secret))

    def _refused(self, text: str, refused: Refused) -> None:
        """A token whose time ended while the server was away: nobody knows what became of it."""
        self.promised.refused[refused.name] += 1
        if refused.name not in GOES_ON:
            raise refused
        self.promised.unsure.add(text)

    async def spend_again(self, most: int = 3) -> int:
        """Tries the newest spent tokens on other texts; how many were tried."""
        tried = 0
        for device in self.devices:
            for path, held in device.spent[-most:]:
                self.promised.respent += await _is_taken_again(device, path, held)
                tried += 1
            device.spent.clear()
        return tried


async def asked(device: Device, path: str) -> tuple[float, int]:
    """Once, without insisting: seconds until the answer, and its status."""
    begins = time.monotonic()
    headers = {"authorization": f"Bearer {device.session}"}
    answer = await device.http.get(path, headers=headers)
    return time.monotonic() - begins, answer.status_code


async def watched(
    device: Device, path: str, until: Callable[[], bool], good: int = 200
) -> tuple[float, int]:
    """Asked again and again: seconds until the slowest answer, and how many were not `good`."""
    slowest, other = 0.0, 0
    while not until():
        taken, status = await asked(device, path)
        slowest, other = max(slowest, taken), other + (status != good)
        await asyncio.sleep(0.1)
    return slowest, other


def passed(seconds: float) -> Callable[[], bool]:
    """Whether so many have passed since now."""
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() > ends


async def _is_taken_again(device: Insisting, path: str, held: Held) -> bool:
    """Sent once: a device that insists takes "spent" after a loss for its own doing."""
    kept, device.tries = device.wallet.unspent, 1
    card = {"secret": str(UUID(int=0)), "label": str(held.token.label)}

    async def spend() -> None:
        device.wallet.unspent = [held]
        if path == "/v1/secrets":
            await device.tell(AGAIN)
        else:
            await device.comment(card, AGAIN)

    try:
        await insist(spend)
    except (NoToken, Refused):
        return False
    finally:
        device.wallet.unspent, device.tries = kept, Insisting.tries
    return True
