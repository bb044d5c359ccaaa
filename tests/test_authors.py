"""The number that a writer is told, against brute force: who could have written each secret.

Counted from what the devices hold, the graph and the core; nothing of the server's own counting.
"""

from pathlib import Path
from random import Random
from uuid import UUID

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from mimi.client import Device, NoToken, Refused
from mimi.town.graph import grow
from tests.community import DAY, EDITION, Community
from tests.conftest import client_of, rehearsal, running

MEMBERS, FOUNDERS = 110, 45  # the founders came a day before the others
TELLERS = 30  # a wave


async def town(app: object) -> Community:
    """Circles have formed, and nobody has a token."""
    graph = grow(MEMBERS, "authors", mean=18)
    community = Community(app, client_of(app), graph, [], [])  # pyright: ignore[reportArgumentType]
    await community.join(range(FOUNDERS))
    await community.wait_for(DAY)
    await community.join(range(FOUNDERS, MEMBERS))
    await community.meet(range(MEMBERS))
    for _ in range(9):
        await community.wait_for(DAY)
    return community


async def core(community: Community) -> list[int]:
    async with community.kit.database.reading() as db:
        accounts = {row[0] for row in await db.fetch("SELECT account FROM core")}
    return [at for at, account in enumerate(community.accounts) if account in accounts]


def holders(community: Community, label: UUID) -> list[int]:
    return [at for at, one in enumerate(community.devices) if label in one.wallet.batches]


def vouched(community: Community, people: list[int], real: list[int]) -> int:
    """How many of them distinct core accounts can vouch for, by a library's matching."""
    edges = np.array(
        [[one == by or by in community.graph[one] for by in real] for one in people], dtype=int
    )
    return int((maximum_bipartite_matching(csr_array(edges), perm_type="column") >= 0).sum())


def label_of(device: Device, now: int) -> UUID | None:
    """What its tokens for telling are called today."""
    posts = [one for one in device.wallet.batches.values() if one.purpose == "post"]
    return next((one.label for one in posts if one.epoch <= now < one.ends), None)


async def wave(
    community: Community, chance: Random, real: list[int]
) -> tuple[dict[UUID, int], int]:
    """Members tell: each secret that was taken, with how many could have written it then; and
    how many were not."""
    told, waiting = dict[UUID, int](), 0
    for author in chance.sample(range(MEMBERS), TELLERS):
        device = community.devices[author]
        label = label_of(device, community.kit.clock.now())
        try:
            secret = await device.tell(f"Whose? {author}")
        except NoToken:
            continue
        except Refused as refused:
            assert refused.name == "gathering"
            waiting += 1
            continue
        assert label is not None
        told[secret] = vouched(community, holders(community, label), real)
    return told, waiting


@pytest.mark.parametrize("k", [12, 8])
async def test_at_least_as_many_could_have_written_it_as_is_said(
    tmp_path: Path, database_url: str, k: int
) -> None:
    """As members come for their tokens bit by bit, over days."""
    chance = Random(k)
    settings = rehearsal(tmp_path, founders="first", circle={"k": k})
    async with running(settings, database_url) as app:
        community = await town(app)
        said = (await community.devices[0].place())["at_least"]
        assert said == k
        told, too_early = dict[UUID, int](), 0
        for share in (0.2, 0.4, 0.6, 1):
            for device in chance.sample(community.devices, int(share * MEMBERS)):
                await device.fetch_tokens()
            await community.wait_for(EDITION)
            real = await core(community)
            taken, waiting = await wave(community, chance, real)
            told, too_early = told | taken, too_early + waiting
        await community.editions()
        out = {UUID(card["secret"]) for one in community.devices for card in await one.read()}
        await community.http.aclose()
    assert told.keys() <= out, "something told did not come out"
    assert out <= told.keys(), "something came out that nobody told"
    assert len(told) > TELLERS
    assert too_early, "nobody had to wait, so nothing was tried"
    assert min(told.values()) >= said
    assert min(told.values()) < k + 6, "only large circles were tried"
    print(f"K {k}: {len(told)} secrets, fewest who could have written one {min(told.values())}")
