"""Life goes on in real time: a visitor's secret is read, liked and answered like any other."""

import asyncio
from contextlib import suppress

import httpx2

from mimi.client import Refused
from mimi.town.life import Town
from mimi.town.member import Member

PACE = 1.0  # seconds between two members who look in
TELLING = 10  # one of so many who look in has something to tell


async def stay(town: Town, code: str, at_home: set[str], told: int) -> None:
    """Goes on until cancelled. Who is `at_home` (numbers) belongs to visitors and does nothing.

    `told` texts have been told already; the others come first. Reacts only to what comes out from
    now on: what was said before has been answered.
    """
    since = (await town.members[0].device.place())["now"]
    texts = town.taste.texts[told:] + town.taste.texts[:told]
    people = [member for member in town.members if member.number not in at_home]
    while True:
        await asyncio.sleep(PACE)
        member = town.chance.choice(people)
        with suppress(Refused, httpx2.HTTPError):  # a rehearsal goes on
            await _look_in(member, code, since)
            if town.chance.randrange(TELLING) == 0 and await member.tell(texts[0]):
                texts.append(texts.pop(0))


async def _look_in(member: Member, code: str, since: int) -> None:
    if member.device.session is None:
        await member.arrive(code)
    await member.device.fetch_tokens()
    await member.read(since)
