"""The address of a photo: sealed for one viewer and two days, and nothing without the viewer."""

import asyncio
from uuid import UUID

import httpx2
import pytest

from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.rooms import photos
from tests.conftest import problem
from tests.pen import CIRCLE, Pen, key
from tests.scene import Member, Scene
from tests.test_photos import jpeg_with_everything

EDITION, DAY = 4 * 3600, 86_400


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


@pytest.fixture
async def secret(pen: Pen, scene: Scene) -> UUID:
    """With a photo, out."""
    told = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    return told


async def friend(scene: Scene) -> Member:
    one = await scene.member()
    await scene.sees(one, 1, 3)
    return one


async def address(one: Member, secret: UUID) -> str:
    return (await one.device.card(secret))["photo"]


async def status(one: Member, address: str) -> int:
    headers = {"authorization": f"Bearer {one.device.session}"}
    return (await one.device.http.get(address, headers=headers)).status_code


async def test_an_address_names_nothing(secret: UUID, scene: Scene) -> None:
    one = await friend(scene)
    sealed = base64url.decode((await address(one, secret)).removeprefix("/v1/photos/"))
    for part in (secret.bytes, one.account.bytes, CIRCLE.bytes):
        assert part not in sealed


async def test_it_is_the_viewers_own(secret: UUID, scene: Scene) -> None:
    """Another who sees the secret too has another one, and this one opens nothing for him."""
    one, other = await friend(scene), await friend(scene)
    theirs = await address(one, secret)
    assert theirs != await address(other, secret)
    assert (await status(one, theirs), await status(other, theirs)) == (200, 404)
    assert problem(await one.device.http.get(theirs)) == "not-found"


async def test_it_is_the_same_all_day_and_good_until_the_next_is_over(
    pen: Pen, secret: UUID, scene: Scene
) -> None:
    one = await friend(scene)
    first = await address(one, secret)
    assert await address(one, secret) == first
    await pen.wait(DAY)
    second = await address(one, secret)
    assert second != first
    assert (await status(one, first), await status(one, second)) == (200, 200)
    await pen.wait(DAY)
    assert (await status(one, first), await status(one, second)) == (404, 200)


async def test_it_ends_with_the_secret_and_with_what_the_viewer_may_see(
    pen: Pen, secret: UUID, scene: Scene
) -> None:
    """At once: nobody keeps a look by keeping an address."""
    one = await friend(scene)
    kept = await address(one, secret)
    await scene.do("UPDATE secrets SET needed = 4")
    assert await status(one, kept) == 404
    await scene.do("UPDATE secrets SET needed = 3")
    assert await status(one, kept) == 200
    await pen.remove(secret, key(1))
    await pen.wait(DAY)
    assert await status(one, kept) == 404


async def test_what_is_public_has_an_address_for_everybody(
    pen: Pen, secret: UUID, scene: Scene
) -> None:
    await pen.make_public(secret)
    card = (await pen.http.get(f"/v1/secrets/{secret}")).json()
    assert (await pen.http.get(card["photo"])).content[8:12] == b"WEBP"
    assert await status(await scene.member(), card["photo"]) == 200


async def test_a_changed_address_is_none(pen: Pen, secret: UUID, scene: Scene) -> None:
    """Nor can one be made by counting, or out of another."""
    one = await friend(scene)
    good = await address(one, secret)
    sealed = base64url.decode(good.removeprefix("/v1/photos/"))
    for at in range(0, len(sealed), 5):
        turned = bytearray(sealed)
        turned[at] ^= 1
        assert await status(one, f"/v1/photos/{base64url.encode(bytes(turned))}") == 404
    for other in (good[:-2], f"{good}AA", f"{good}=", "/v1/photos/A", f"/v1/photos/{secret}"):
        assert await status(one, other) == 404
    assert photos.addressed(pen.kit, one.account, "A" * 4000) is None


async def test_a_secret_without_a_photo_has_no_address(pen: Pen, scene: Scene) -> None:
    plain = await pen.told(by=key(5))
    await pen.wait(EDITION)
    one = await friend(scene)
    assert (await one.device.card(plain))["photo"] is None
    assert await status(one, photos.address(pen.kit, one.account, plain)) == 404


async def test_photos_that_are_waited_for_keep_nobody_else_waiting(
    pen: Pen, secret: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as the database has connections, from a bucket that does not answer."""
    await pen.make_public(secret)
    card = (await pen.http.get(f"/v1/secrets/{secret}")).json()
    asked, answers, get = asyncio.Queue[None](), asyncio.Event(), pen.kit.objects.get

    async def slow(name: str) -> bytes | None:
        asked.put_nowait(None)
        await answers.wait()
        return await get(name)

    monkeypatch.setattr(pen.kit.objects, "get", slow)
    photos_ = [asyncio.create_task(pen.http.get(card["photo"])) for _ in range(4)]
    for _ in photos_:
        await asked.get()
    try:
        async with asyncio.timeout(20):  # else for ever
            assert (await pen.http.get(f"/v1/secrets/{secret}")).status_code == 200
    finally:
        answers.set()
    assert {one.status_code for one in await asyncio.gather(*photos_)} == {200}
