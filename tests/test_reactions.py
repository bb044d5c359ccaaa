"""Likes and shares: one of each a member, counted at the hour, shown in buckets, for nobody."""

import asyncio
from uuid import UUID

import httpx2
import pytest

from mimi.client import Refused
from mimi.kit.kit import Kit
from mimi.rooms.reactions import store
from mimi.rooms.reactions.actions import settle
from tests.community import DAY, HOUR
from tests.conftest import problem
from tests.scene import Member, Scene, at


@pytest.fixture
async def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return await Scene(kit, http).still()


async def audience(scene: Scene, members: int, viewers: int = 100) -> tuple[list[Member], UUID]:
    """Members who see a secret, in an audience of so many on every rung."""
    await scene.open(0)
    secret = await scene.secret(1, 0)
    for needed in (1, 2, 3):
        await scene.do("INSERT INTO audiences VALUES ($1, $2, 0, $3)", at(1), needed, viewers)
    people = [await scene.member() for _ in range(members)]
    for member in people:
        await scene.sees(member, 1, 1, 2, 3)
    return people, secret


async def hour(scene: Scene, seconds: int = HOUR) -> None:
    answer = await scene.http.post("/v1/clock", json={"seconds": seconds})
    assert answer.status_code == 200, answer.text


async def shown(member: Member, secret: UUID) -> tuple[int, int]:
    card = await member.device.card(secret)
    return card["likes"], card["shares"]


async def needed(scene: Scene, secret: UUID) -> object:
    return await scene.one("SELECT needed FROM secrets WHERE secret = $1", secret)


async def test_counts_are_hidden_below_five_and_move_only_at_the_hour(scene: Scene) -> None:
    people, secret = await audience(scene, 12)
    for member in people[:4]:
        await member.device.like(secret)
    await hour(scene)
    assert await shown(people[0], secret) == (0, 0)
    for member in people[4:]:
        await member.device.like(secret)
    assert await shown(people[0], secret) == (0, 0)
    await hour(scene)
    assert await shown(people[0], secret) in [(5, 0), (10, 0)]


async def test_where_a_number_moves_is_each_secrets_own(scene: Scene, kit: Kit) -> None:
    people, first = await audience(scene, 12)
    secrets = [first, *[await scene.secret(1, 0) for _ in range(19)]]
    moved = set[int]()
    for count, member in enumerate(people, 1):
        for secret in secrets:
            await scene.do(
                "INSERT INTO reactions VALUES ($1, $2, 'like', $3)", at(1), secret, bytes([count])
            )
        await hour(scene)
        cards = await member.device.read()
        if any(card["likes"] for card in cards) and not all(card["likes"] for card in cards):
            moved.add(count)
    assert min(moved) >= 5
    assert len(moved) >= 4, "of twenty secrets at eight numbers"


async def test_a_member_counts_once_and_may_take_a_like_back(scene: Scene) -> None:
    people, secret = await audience(scene, 4)
    for member in people:
        for _ in range(3):
            await member.device.like(secret)
            await member.device.share(secret)
    await hour(scene)
    assert await shown(people[0], secret) == (0, 0), "not twelve"
    for _ in range(2):
        await people[0].device.unlike(secret)
    assert await scene.one("SELECT count(*) FROM reactions") == 7


async def two_like(scene: Scene) -> tuple[list[Member], UUID]:
    people, secret = await audience(scene, 2)
    for member in people:
        await member.device.like(secret)
    return people, secret


async def test_a_like_is_taken_back_while_the_window_writes_it_again(scene: Scene) -> None:
    people, secret = await two_like(scene)
    async with scene.kit.database.transaction() as db:
        await settle(scene.kit, db, 0)
        unliking = asyncio.create_task(people[0].device.unlike(secret))
        await scene.until_one_waits()
    await unliking
    assert await scene.one("SELECT count(*) FROM reactions") == 1


async def test_what_is_taken_back_before_the_window_writes_it_again_stays_so(scene: Scene) -> None:
    people, secret = await two_like(scene)
    async with scene.kit.database.transaction() as db:
        some = await store.open_ones(db)
        await people[0].device.unlike(secret)
        await store.put(db, await store.take(db, some))
    assert await scene.one("SELECT count(*) FROM reactions") == 1


async def test_a_shown_number_never_falls(scene: Scene) -> None:
    """Who takes a like back does not see how many were needed."""
    people, secret = await audience(scene, 12)
    for member in people:
        await member.device.like(secret)
    await hour(scene)
    before = await shown(people[0], secret)
    for member in people:
        await member.device.unlike(secret)
    await hour(scene)
    assert await shown(people[0], secret) == before != (0, 0)


async def test_a_share_gives_the_link_that_everybody_gets(scene: Scene, kit: Kit) -> None:
    people, secret = await audience(scene, 2)
    links = {await member.device.share(secret) for member in people}
    assert links == {f"{kit.settings.url}/s/{secret}"}


async def test_what_is_not_visible_is_not_found(scene: Scene, http: httpx2.AsyncClient) -> None:
    _, secret = await audience(scene, 0)
    outsider = await scene.member()
    for act in (outsider.device.like, outsider.device.unlike, outsider.device.share):
        for unknown in (secret, UUID(int=1)):
            with pytest.raises(Refused) as refused:
                await act(unknown)
            assert (refused.value.status, refused.value.name) == (404, "not-found")
    nobody = await http.put(f"/v1/secrets/{secret}/like")
    assert problem(nobody) == "not-signed-in"
    assert await scene.one("SELECT count(*) FROM reactions") == 0


async def test_a_secret_climbs_with_its_score_and_never_comes_down(scene: Scene) -> None:
    people, secret = await audience(scene, 4, viewers=4)  # too few for a rung to come late
    far = await scene.member()
    await scene.sees(far, 1, 1, 2)
    assert await far.reads() == []
    for member in people[:2]:
        await member.device.like(secret)
    await hour(scene)
    assert await needed(scene, secret) == 3
    await people[2].device.share(secret)
    await hour(scene)
    assert await needed(scene, secret) == 2
    assert await far.reads() == [secret]
    await people[0].device.unlike(secret)
    await hour(scene)
    assert await needed(scene, secret) == 2


async def test_where_a_secret_climbs_is_its_own(scene: Scene) -> None:
    """Fourteen could like it, so it climbs with the third to the eighth."""
    people, first = await audience(scene, 8, viewers=14)
    secrets = [first, *[await scene.secret(1, 0) for _ in range(19)]]
    climbed = list[int]()
    for member in people:
        for secret in secrets:
            await member.device.like(secret)
        await hour(scene)
        climbed.append(sum([await needed(scene, secret) != 3 for secret in secrets]))
    assert climbed[1] == 0, "with two likes none does"
    assert climbed[-1] == len(secrets)
    assert len(set(climbed)) >= 4, "of twenty secrets at six numbers"


async def test_who_likes_and_shares_counts_once(scene: Scene) -> None:
    people, secret = await audience(scene, 3, viewers=4)
    for member in people[:2]:
        await member.device.like(secret)
        await member.device.share(secret)
    await hour(scene)
    assert await needed(scene, secret) == 3
    await people[2].device.share(secret)
    await people[0].device.unlike(secret)  # still shared it
    await hour(scene)
    assert await needed(scene, secret) == 2


async def test_a_few_do_not_show_it_to_the_world(scene: Scene) -> None:
    people, secret = await audience(scene, 12, viewers=1)  # the floor on every rung
    for member in people[:11]:
        await member.device.like(secret)
        await member.device.share(secret)
    rungs: list[object] = []
    for _ in range(4):
        await hour(scene)
        rungs.append(await needed(scene, secret))
    assert rungs == [2, 1, 1, 1]
    await people[11].device.like(secret)
    await hour(scene)
    assert await needed(scene, secret) == 0


async def test_a_secret_for_everybody_is_found_by_everybody(scene: Scene) -> None:
    people, secret = await audience(scene, 12, viewers=1)
    stranger = await scene.member(friends=0)
    for member in people:
        await member.device.like(secret)
    for rung in (2, 1, 0):
        await hour(scene)
        assert await needed(scene, secret) == rung
    assert await scene.one("SELECT circle FROM public_secrets WHERE secret = $1", secret) == at(1)
    assert await stranger.reads() == [secret]
    await stranger.device.like(secret)
    assert (await stranger.device.card(secret))["public"]
    assert (await scene.http.get(f"/v1/secrets/{secret}")).status_code == 200


async def test_rows_say_neither_who_nor_that_two_secrets_were_liked_by_one(scene: Scene) -> None:
    people, secret = await audience(scene, 2)
    other = await scene.secret(1, 0)
    for member in people:
        for one in (secret, other):
            await member.device.like(one)
            await member.device.share(one)
    async with scene.kit.database.reading() as db:
        rows = await db.fetch("SELECT tag, reactions::text AS row FROM reactions")
    assert len(rows) == 8
    assert len({row["tag"] for row in rows}) == 4, "one a member and secret"
    for member in people:
        assert not [row for row in rows if member.account.hex in row["row"].replace("-", "")]


async def test_reactions_go_with_their_secret(scene: Scene) -> None:
    people, secret = await audience(scene, 2)
    stays = await scene.secret(1, 0)
    for member in people:
        await member.device.like(secret)
        await member.device.like(stays)
    await scene.do("DELETE FROM secrets WHERE secret = $1", secret)
    await hour(scene, DAY)
    assert await scene.one("SELECT count(*) FROM reactions WHERE secret = $1", secret) == 0
    assert await scene.one("SELECT count(*) FROM reactions WHERE secret = $1", stays) == 2
