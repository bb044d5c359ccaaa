"""Tokens that come back to a device, and to one that comes back with the words."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import httpx2
import pytest
from litestar import Litestar

from mimi.client import Device, NotMine, NoToken, Refused
from tests.circle_of_four import SMALL, four_and_two
from tests.classroom import DAY, number, pass_time
from tests.conftest import CODE, client_of, rehearsal, running


@pytest.fixture
async def app(tmp_path: Path, database_url: str) -> AsyncIterator[Litestar]:
    async with running(rehearsal(tmp_path, circle=SMALL), database_url) as app:
        yield app


@pytest.fixture
async def http(app: Litestar) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(app) as http:
        yield http


@pytest.fixture
async def author(http: httpx2.AsyncClient) -> Device:
    """One of four in a circle that publishes."""
    four = (await four_and_two(http))[:4]
    for device in four:
        await device.fetch_tokens()
    return four[0]


def posts(device: Device) -> int:
    return len([held for held in device.wallet.unspent if held.batch.purpose == "post"])


async def test_what_was_spent_comes_back_by_and_by(
    author: Device, http: httpx2.AsyncClient
) -> None:
    had = posts(author)
    for text in ("one", "two"):
        await author.tell(text)
    assert not await author.claim_one()
    await pass_time(http, DAY)
    await pass_time(http, 4 * DAY)
    assert await author.claim_one()
    assert posts(author) == had - 1
    assert await author.claim_one()
    assert not await author.claim_one()
    assert posts(author) == had
    for text in ("three", "four", "five", "six", "seven"):
        await author.tell(text)
    with pytest.raises(NoToken):
        await author.tell("eight")


async def test_what_is_not_ones_own_or_was_removed_gives_nothing(
    author: Device, http: httpx2.AsyncClient
) -> None:
    secret = await author.tell("one")
    stranger = Device(http, chance=Random(9))
    with pytest.raises(NotMine):
        await stranger.claim(secret)
    await pass_time(http, DAY)
    await author.remove_secret(secret)
    await pass_time(http, DAY)
    await pass_time(http, 3 * DAY)
    with pytest.raises(Refused, match="not-found"):
        await author.claim(secret)


async def test_a_device_with_the_words_gets_back_what_came_back(
    author: Device, http: httpx2.AsyncClient
) -> None:
    first = await author.tell("one")
    await pass_time(http, DAY)
    await pass_time(http, 4 * DAY)
    await author.claim(first)
    back = author.wallet.unspent[-1]
    author.wallet.unspent = [back]
    second = await author.tell("told with what came back")
    await pass_time(http, DAY)

    restored = Device(http, author.vault.seed, Random(2))
    await restored.sign_in(number(0), CODE)
    await restored.fetch_tokens()
    await restored.find_told()
    assert set(restored.written) == {first, second}
    await restored.claim(first)
    assert restored.wallet.unspent[-1].token == back.token
    await pass_time(http, 2 * DAY)
    await restored.claim(second)
    assert restored.wallet.unspent[-1].token.input not in {back.token.input}
    await restored.remove_secret(second)  # its key too is found again
