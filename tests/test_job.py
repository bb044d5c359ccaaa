"""The whole job: a class of fourteen tells, reads, likes, shares and answers, over HTTP."""

from io import BytesIO
from uuid import UUID

import httpx2
import pytest
from PIL import Image

from mimi.client import Device, NoToken, Refused, Vault
from tests.classroom import DAY, HOUR, classroom, editions_pass, found, newcomer, pass_time
from tests.conftest import CODE

TEXT = "我其实很怕黑，睡觉时一直开着灯。"


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (64, 48), (200, 120, 40)).save(file, "JPEG")
    return file.getvalue()


async def told(http: httpx2.AsyncClient, author: Device) -> UUID:
    """A secret with a photo that has come out."""
    secret = await author.tell(TEXT, "sea-waves", picture())
    await editions_pass(http)
    return secret


async def test_the_whole_job(http: httpx2.AsyncClient) -> None:
    devices = await classroom(http)
    secret = await told(http, devices[3])
    await everybody_in_the_circle_reads_it(devices, secret)
    await nobody_else_does(await newcomer(http, 99), secret)
    await likes_are_counted_in_buckets(http, devices, secret)
    await a_shared_link_opens(devices[4], secret)
    await comments_come_out_under_masks(http, devices, secret)
    await the_author_deletes_it(http, devices[3], secret)


async def everybody_in_the_circle_reads_it(devices: list[Device], secret: UUID) -> None:
    for device in devices:
        card = await found(device, TEXT)
        assert card is not None
        assert (card["secret"], card["look"]) == (str(secret), "sea-waves")
        assert card["near"] and not card["public"]
    assert (await devices[0].photo(secret))[8:12] == b"WEBP"


async def nobody_else_does(stranger: Device, secret: UUID) -> None:
    assert await found(stranger, TEXT) is None
    for ask in (stranger.card, stranger.photo, stranger.like, stranger.share, stranger.comments):
        with pytest.raises(Refused) as refused:
            await ask(secret)
        assert (refused.value.status, refused.value.name) == (404, "not-found")


async def likes_are_counted_in_buckets(
    http: httpx2.AsyncClient, devices: list[Device], secret: UUID
) -> None:
    for device in devices[:4]:
        await device.like(secret)
    await devices[0].like(secret)  # again: still one
    await pass_time(http, HOUR)
    assert (await devices[0].card(secret))["likes"] == 0
    for device in devices[4:12]:
        await device.like(secret)
    await pass_time(http, HOUR)
    assert (await devices[0].card(secret))["likes"] in {5, 10}


async def a_shared_link_opens(device: Device, secret: UUID) -> None:
    assert (await device.share(secret)).endswith(f"/s/{secret}")


async def comments_come_out_under_masks(
    http: httpx2.AsyncClient, devices: list[Device], secret: UUID
) -> None:
    card = await devices[5].card(secret)
    first = await devices[5].comment(card, "抱抱。")
    second = await devices[5].comment(card, "Me too.")
    assert await devices[6].comments(secret) == []
    await pass_time(http, 600)
    seen = await devices[6].comments(secret)
    assert {comment["comment"] for comment in seen} == {str(first), str(second)}
    assert not any(comment["by_author"] for comment in seen)
    await devices[3].comment(await devices[3].card(secret), "谢谢你们。", badge=True)
    await pass_time(http, 600)
    assert len(await devices[6].comments(secret)) == 2
    await pass_time(http, DAY)
    assert [one["by_author"] for one in await devices[6].comments(secret)].count(True) == 1
    await devices[5].remove_comment(secret, first)
    await pass_time(http, 2 * DAY)
    left = {comment["comment"] for comment in await devices[6].comments(secret)}
    assert str(first) not in left
    assert str(second) in left


async def the_author_deletes_it(http: httpx2.AsyncClient, author: Device, secret: UUID) -> None:
    """From a new device with the words, that has never told anything."""
    restored = Device(http, Vault.from_words(author.words).seed)
    assert (await restored.sign_in(author.number, CODE))["state"] == "open"
    await restored.remove_secret(secret)
    assert await found(author, TEXT) is not None
    await pass_time(http, 2 * DAY)
    assert await found(author, TEXT) is None


async def test_the_bulletin_is_the_same_for_every_member(http: httpx2.AsyncClient) -> None:
    devices = await classroom(http)
    await told(http, devices[3])
    answers = {(await device.ask("GET", "/v1/bulletin")).content for device in devices}
    assert len(answers) == 1
    assert len((await devices[0].bulletin())["secrets"]) == 1


async def test_a_restored_device_gets_its_tokens_again(http: httpx2.AsyncClient) -> None:
    devices = await classroom(http)
    restored = Device(http, Vault.from_words(devices[0].words).seed)
    await restored.sign_in(devices[0].number, CODE)
    await restored.fetch_tokens()
    assert {held.token for held in restored.wallet.unspent} == {
        held.token for held in devices[0].wallet.unspent
    }


async def test_a_new_vault_gets_what_the_old_one_was_not_issued(http: httpx2.AsyncClient) -> None:
    devices = await classroom(http)
    changed = Device(http)
    await changed.sign_in(devices[0].number, CODE, "without the words")
    [waiting] = [row for row in await devices[0].devices() if row["state"] == "waiting"]
    await devices[0].approve_device(waiting["device"])
    assert await changed.fetch_tokens() == 0
    await pass_time(http, 7 * DAY)
    assert await changed.fetch_tokens() == 4  # comments of the week after the next
    assert await changed.fetch_tokens() == 0


async def test_everybody_has_the_same_few_tokens(http: httpx2.AsyncClient) -> None:
    devices = await classroom(http)
    for count in range(5):
        await devices[0].tell(f"Nr. {count}")
    with pytest.raises(NoToken):
        await devices[0].tell("One too many.")
    await editions_pass(http)
    texts = {card["text"] for card in await devices[1].read()}
    assert texts == {f"Nr. {count}" for count in range(5)}


async def test_eleven_are_too_few_to_hide_among(http: httpx2.AsyncClient) -> None:
    devices = [await newcomer(http, index) for index in range(11)]
    invite = await devices[0].invite("group")
    for device in devices[1:]:
        await device.accept(invite)
    for _ in range(9):
        await pass_time(http, DAY)
    assert await devices[0].gate() == {"open": True, "friends": "6-10"}
    assert (await devices[0].circle())["state"] in ("none", "waiting")
    await devices[0].fetch_tokens()
    with pytest.raises(NoToken):
        await devices[0].tell("Who else could it be?")
