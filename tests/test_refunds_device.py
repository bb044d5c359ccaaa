"""Tokens that come back to a device, and to one that comes back with the words."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import httpx2
import pytest
from litestar import Litestar

from mimi.client import Device, NotMine, NoToken, Refused, Unsure
from mimi.client.cli.writing import line_of
from mimi.client.state import DeviceFile, of_device, to_device
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


async def test_what_was_removed_is_asked_for_once_and_keeps_nothing_else_from_coming_back(
    author: Device, http: httpx2.AsyncClient
) -> None:
    removed, kept = await author.tell("one"), await author.tell("two")
    await pass_time(http, DAY)
    await author.remove_secret(removed)
    await pass_time(http, 5 * DAY)
    had = posts(author)
    got = [await author.claim_one() for _ in range(3)]
    assert sorted(got) == [False, False, True]
    assert posts(author) == had + 1
    assert set(author.written) == {removed, kept}


async def test_what_is_too_early_is_put_off(author: Device, http: httpx2.AsyncClient) -> None:
    """As what another device told, of which this one does not know when."""
    secret = await author.tell("one")
    await pass_time(http, DAY)
    author.written[secret] = author.written[secret]._replace(ready=0)
    assert not await author.claim_one()
    assert author.written[secret].ready > 0
    await pass_time(http, 4 * DAY)
    assert await author.claim_one()


async def test_a_comment_whose_token_came_back_is_still_ones_own(
    author: Device, http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """Also for a device that comes out of its file: it can be listed, and taken back."""
    secret = await author.tell("one")
    await pass_time(http, DAY)
    answer = await author.comment(await author.card(secret), "two")
    await pass_time(http, DAY)
    await pass_time(http, 4 * DAY)
    await author.claim(answer)
    file = DeviceFile(tmp_path / "device")
    file.write(of_device(author, ""))
    again = to_device(file.read() or {}, http)
    assert again.written[answer].settled
    await again.remove_comment(secret, answer)


async def test_an_answer_that_came_and_was_never_confirmed_is_ones_own(
    author: Device, http: httpx2.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed as in doubt until its token comes back, and can be taken back."""
    secret = await author.tell("one")
    await pass_time(http, DAY)
    send = http.send

    async def mute(request: httpx2.Request) -> httpx2.Response:
        answer = await send(request)
        if request.url.path == "/v1/comments":
            raise httpx2.ReadError("mute")
        return answer

    card = await author.card(secret)
    with monkeypatch.context() as patch, pytest.raises(Unsure):
        patch.setattr(http, "send", mute)
        await author.comment(card, "two")
    file = DeviceFile(tmp_path / "device")
    file.write(of_device(author, ""))
    again = to_device(file.read() or {}, http)
    [comment] = again.unsure
    assert line_of(again, comment) == f"comment {comment} on {secret}, perhaps: no answer came"
    await pass_time(http, DAY)
    assert [one["comment"] for one in await again.comments(secret)] == [str(comment)]
    await pass_time(http, 4 * DAY)
    await again.claim(comment)
    assert line_of(again, comment) == f"comment {comment} on {secret}"
    await again.remove_comment(secret, comment)


async def test_a_secret_that_came_and_was_never_confirmed_is_found_in_the_bulletin(
    author: Device, http: httpx2.AsyncClient
) -> None:
    secret = await author.tell("one")
    author.unsure[secret] = author.wallet.unspent[0]
    await author.find_told()
    assert secret in author.unsure
    await pass_time(http, DAY)
    await author.find_told()
    assert not author.unsure


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
