"""The rule, through HTTP: each secret reaches exactly whom a ten-line brute force says.

A grown community by default; MIMI_TEST_MEMBERS=N grows N members, and MIMI_TEST_EDGES=FILE
takes a graph of one friendship a line (`a b`).
"""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from mimi.client import Device, NoToken, Refused
from mimi.kit import base64url, tokens
from mimi.town.graph import Graph, grow, read
from mimi.town.numbers import MOST, number
from tests.community import HOUR, Community, settled
from tests.conftest import CODE, fresh_database, rehearsal, running

SECRETS = 100


@dataclass
class Told:
    """A community, its circles as the table has them, and who told what."""

    community: Community
    circles: dict[UUID, set[int]]
    secrets: dict[UUID, int]  # secret → its author, whom only this test knows
    near: set[UUID]  # those that are to stay near

    def circle(self, secret: UUID) -> UUID:
        author = self.secrets[secret]
        return next(circle for circle, members in self.circles.items() if author in members)

    def reached(self, circle: UUID, needed: int) -> set[int]:
        """The brute force: a function of the graph and the circle, never of the author."""
        members = self.circles[circle]
        return {
            viewer
            for viewer, friends in enumerate(self.community.graph)
            if needed == 0
            or (len(friends) >= 3 and (viewer in members or len(friends & members) >= needed))
        }

    async def feeds(self) -> list[list[UUID]]:
        """The whole feed of every account, in its order."""
        devices = self.community.devices[: len(self.community.graph)]
        return [[UUID(card["secret"]) for card in await device.read()] for device in devices]

    async def editions(self) -> dict[UUID, int]:
        """Of all secrets, as the bulletins have it."""
        devices = [self.community.devices[author] for author in self.secrets.values()]
        bulletins = [await device.bulletin() for device in devices]
        return {
            UUID(one["secret"]): one["edition"] for page in bulletins for one in page["secrets"]
        }

    async def needed(self, secret: UUID) -> int:
        """The rung, which no answer tells."""
        async with self.community.kit.database.reading() as db:
            return await db.fetchval("SELECT needed FROM secrets WHERE secret = $1", secret)


def graph() -> Graph:
    edges = os.environ.get("MIMI_TEST_EDGES")
    members = int(os.environ.get("MIMI_TEST_MEMBERS", "120"))
    return read(Path(edges)) if edges else grow(members, "a school", mean=18)


@pytest.fixture(scope="module")
async def told(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    settings = rehearsal(tmp_path_factory.mktemp("rule"))
    async with fresh_database(postgres) as url, running(settings, url) as app:
        community = await settled(app, graph())
        yield Told(community, await circles_of(community), *await tell(community))
        await community.http.aclose()


async def circles_of(community: Community) -> dict[UUID, set[int]]:
    index = {account: member for member, account in enumerate(community.accounts)}
    circles: dict[UUID, set[int]] = {}
    async with community.kit.database.reading() as db:
        for circle, account in await db.fetch("SELECT circle, account FROM members"):
            circles.setdefault(circle, set()).add(index[account])
    return circles


async def tell(community: Community) -> tuple[dict[UUID, int], set[UUID]]:
    """Random members tell until there are a hundred secrets, and all of them are out.

    Every tenth is to stay near.
    """
    chance, told, near = Random(11), dict[UUID, int](), set[UUID]()
    while len(told) < SECRETS:
        author = chance.randrange(len(community.graph))
        stays = len(told) % 10 == 0
        telling = community.devices[author].tell(
            f"Secret {len(told)}", reach="near" if stays else "anyone"
        )
        try:
            secret = await telling
        except (NoToken, Refused):
            continue
        told[secret] = author
        near |= {secret} if stays else set()
    await community.editions()
    return told, near


async def test_every_secret_reaches_exactly_whom_the_rule_says(told: Told) -> None:
    feeds, outside = await told.feeds(), 0
    for secret in told.secrets:
        needed, circle = await told.needed(secret), told.circle(secret)
        readers = {viewer for viewer, feed in enumerate(feeds) if secret in feed}
        assert readers == told.reached(circle, needed)
        outside += len(readers - told.circles[circle])
    assert all(len(feed) == len(set(feed)) for feed in feeds)
    assert outside > 10 * SECRETS, "hardly anybody but members reads anything"


async def test_the_order_is_the_viewers_own_inside_an_edition(told: Told) -> None:
    edition = await told.editions()
    feeds = [feed for feed in await told.feeds() if len(feed) >= 12]
    for feed in feeds:
        assert feed == sorted(feed, key=lambda secret: -edition[secret])
    assert len({tuple(feed) for feed in feeds}) > len(feeds) * 0.95


def threshold(needed: int, viewers: int) -> range:
    """How many may lift a secret off this rung: the default ladder, written out again."""
    scores, shares = {3: 10, 2: 50, 1: 1000}, {3: 0.2, 2: 0.4, 1: 0.8}
    floor = 12 if needed == 1 else 3
    least = max(floor, min(scores[needed], int(shares[needed] * viewers)))
    return range(least, least + 1 + min(7, max(0, viewers - least) // 2))


async def test_likes_lift_a_secret_rung_by_rung_to_public(told: Told) -> None:
    secret = sorted(told.secrets.keys() - told.near)[0]
    circle, community, liked = told.circle(secret), told.community, set[int]()
    for needed in (3, 2, 1):
        viewers = told.reached(circle, needed)
        may = threshold(needed, len(viewers))
        await like(told, secret, liked, may[0] - 1 - len(liked))
        await community.wait_for(HOUR)
        while await told.needed(secret) == needed:
            await like(told, secret, liked, 1)
            assert await told.needed(secret) == needed, "moved before the hour"
            await community.wait_for(HOUR)
        assert await told.needed(secret) == needed - 1
        assert len(liked) in may
        readers = {viewer for viewer, feed in enumerate(await told.feeds()) if secret in feed}
        assert readers == told.reached(circle, needed - 1)
    await stranger_reads_but_cannot_answer(told, secret)


async def test_one_that_is_to_stay_near_stays_however_many_like_it(told: Told) -> None:
    """For longer than the ladder has rungs, liked by as many as any rung could ask of them."""
    secret = max(told.near, key=lambda one: len(told.reached(told.circle(one), 3)))
    readers = told.reached(told.circle(secret), 3)
    await like(told, secret, set(), len(readers))
    assert len(readers) > threshold(1, 0)[-1]
    for _ in range(4):
        await told.community.wait_for(HOUR)
    assert {viewer for viewer, feed in enumerate(await told.feeds()) if secret in feed} == readers


async def like(told: Told, secret: UUID, liked: set[int], count: int) -> None:
    """So many more viewers like it."""
    viewers = told.reached(told.circle(secret), await told.needed(secret))
    for viewer in sorted(viewers - liked)[:count]:
        await told.community.devices[viewer].like(secret)
        liked.add(viewer)


async def stranger_reads_but_cannot_answer(told: Told, secret: UUID) -> None:
    stranger = Device(told.community.http, chance=Random("stranger"))
    await stranger.sign_in(number(MOST - 1), CODE)
    assert (await stranger.gate())["open"] is False
    [card] = await stranger.read()
    assert card["secret"] == str(secret)
    assert card["public"] and not card["near"] and card["label"] is None
    assert await stranger.fetch_tokens() == 0
    with pytest.raises(NoToken):
        await stranger.comment(card, "Let me in")
    with pytest.raises(Refused) as refused:
        await stranger.ask_unsigned("POST", "/v1/comments", json=an_answer(secret), headers={})
    assert refused.value.name == "token-malformed"
    await token_of_another_circle_is_refused(told, secret)


async def token_of_another_circle_is_refused(told: Told, secret: UUID) -> None:
    """Whoever is near another circle only has tokens, but none for this one."""
    device, label = await somebody_far(told, secret)
    held = device.wallet.take("comment", label, told.community.kit.clock.now(), 0, Random(1))
    headers = {"mimi-token": tokens.pack(held.token)}
    with pytest.raises(Refused) as refused:
        await device.ask_unsigned("POST", "/v1/comments", json=an_answer(secret), headers=headers)
    assert (refused.value.status, refused.value.name) == (404, "not-found")


async def somebody_far(told: Told, secret: UUID) -> tuple[Device, UUID]:
    """A device that is not near the secret's circle, and a circle's label that it is near."""
    for device in told.community.devices[: len(told.community.graph)]:
        cards = await device.read()
        far = any(card["secret"] == str(secret) and not card["near"] for card in cards)
        near = [card["label"] for card in cards if card["near"]]
        if far and near:
            return device, UUID(near[0])
    raise AssertionError("everybody is near")


def an_answer(secret: UUID) -> dict[str, str]:
    key = base64url.encode(bytes(32))
    return {"secret": str(secret), "text": "Me too", "comment_key": key}
