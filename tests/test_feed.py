"""The feed: the viewer's own order, pages that neither repeat nor skip, only what is visible."""

from collections.abc import Callable
from random import Random
from uuid import UUID

import httpx2
import msgspec
import pytest

from bench.bare import Bare
from mimi.client import Refused
from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.rooms.circles import OPEN
from tests.conftest import problem
from tests.scene import Member, Scene, at, edition


@pytest.fixture
def scene(kit: Kit, http: httpx2.AsyncClient) -> Scene:
    return Scene(kit, http)


async def filled(scene: Scene, secrets: int = 57, needed: int = 3) -> set[UUID]:
    """Secrets of three circles in the editions 1 to 5."""
    await scene.open(1, 2, 3, 4, 5)
    return {await scene.secret(n % 3, 1 + n % 5, needed) for n in range(secrets)}


async def somebody(scene: Scene, *needed: int) -> Member:
    """A member who sees these rungs of the three circles."""
    member = await scene.member()
    for circle in range(3):
        await scene.sees(member, circle, *needed)
    return member


async def test_pages_of_twenty_show_everything_once_newest_first(scene: Scene) -> None:
    secrets, member = await filled(scene), await somebody(scene, 1, 2, 3)
    first = await member.device.feed()
    assert len(first["cards"]) == 20
    assert first["edition"] == edition(5)
    cards = await member.device.read()
    assert {UUID(card["secret"]) for card in cards} == secrets
    assert len(cards) == len(secrets)
    editions = [card["edition"] for card in cards]
    assert editions == sorted(editions, reverse=True)


async def test_an_order_is_kept_and_is_the_viewers_own(scene: Scene) -> None:
    await filled(scene)
    one, other = await somebody(scene, 1, 2, 3), await somebody(scene, 1, 2, 3)
    assert await one.reads() == await one.reads()
    assert await one.reads() != await other.reads()
    assert set(await one.reads()) == set(await other.reads())


async def test_the_yardstick_of_the_bench_shows_the_same_page(scene: Scene, kit: Kit) -> None:
    await filled(scene)
    one = await somebody(scene, 1, 2, 3)
    async with kit.database.reading() as db:
        body = await Bare("", kit.keys).page(db, base64url.decode(str(one.device.session)))
    page, shown = msgspec.json.decode(body), await one.device.feed()
    assert page["edition"] == shown["edition"]
    assert [(card["secret"], card["text"]) for card in page["cards"]] == [
        (card["secret"], card["text"]) for card in shown["cards"]
    ]


async def test_a_new_edition_does_not_push_into_a_scroll(scene: Scene) -> None:
    secrets, member = await filled(scene), await somebody(scene, 1, 2, 3)
    page = await member.device.feed()
    seen = [UUID(card["secret"]) for card in page["cards"]]
    await scene.open(6)
    fresh = {await scene.secret(1, 6) for _ in range(30)}
    while page["next"]:
        page = await member.device.feed(page["next"])
        seen += [UUID(card["secret"]) for card in page["cards"]]
        assert page["edition"] == edition(6), "the page could not say that there is more"
    assert sorted(seen) == sorted(secrets)
    assert set((await member.reads())[:30]) == fresh


async def test_a_rung_that_rises_meanwhile_repeats_and_hides_nothing(scene: Scene) -> None:
    far, member = await filled(scene, 40, needed=3), await somebody(scene, 1)
    secrets = await filled_again(scene, needed=1)
    page = await member.device.feed()
    seen = [UUID(card["secret"]) for card in page["cards"]]
    await scene.moves(seen[3], 0)  # read already, now public
    for secret in far:
        await scene.moves(secret, 1)
    ahead = {UUID(card["secret"]) for card in (await member.device.feed(page["next"]))["cards"]}
    assert len(ahead) == 20
    while page["next"]:
        page = await member.device.feed(page["next"])
        seen += [UUID(card["secret"]) for card in page["cards"]]
    assert len(seen) == len(set(seen))
    assert secrets <= set(seen)
    assert set(await member.reads()) == secrets | far


async def filled_again(scene: Scene, needed: int) -> set[UUID]:
    return {await scene.secret(n % 3, 1 + n % 5, needed) for n in range(45)}


async def test_what_goes_meanwhile_is_only_missing(scene: Scene) -> None:
    secrets, member = await filled(scene), await somebody(scene, 3)
    page = await member.device.feed()
    last = UUID(page["cards"][-1]["secret"])  # where the cursor stands
    await scene.do("DELETE FROM secrets WHERE secret = $1", last)
    rest = await member.device.feed(page["next"])
    more = await member.device.feed(rest["next"])
    seen = [UUID(card["secret"]) for one in (page, rest, more) for card in one["cards"]]
    assert sorted(seen) == sorted(secrets)
    assert more["next"] is None


async def test_behind_a_shut_gate_there_is_only_the_public_ring(scene: Scene) -> None:
    await filled(scene, 30)
    public = {await scene.secret(9, 2, needed=0) for _ in range(25)}
    member = await scene.member(friends=2)
    for circle in range(3):
        await scene.sees(member, circle, 1, 2, 3)
    assert set(await member.reads()) == public
    assert set(await (await scene.member(friends=0)).reads()) == public
    card = (await member.device.feed())["cards"][0]
    assert card["public"] and not card["near"] and card["label"] is None


async def test_a_friend_made_later_opens_nothing_earlier(scene: Scene) -> None:
    await scene.open(1, 2, 3)
    before, after = await scene.secret(1, 2), await scene.secret(1, 3)
    late, gone = await scene.member(), await scene.member()
    await scene.sees(late, 1, 3, start=3)
    await scene.sees(gone, 1, 3, start=0, end=3)
    assert await late.reads() == [after]
    assert await gone.reads() == [before]


async def test_a_rung_opens_only_what_needs_as_many_friends(scene: Scene) -> None:
    await scene.open(1)
    at_three, at_two = await scene.secret(1, 1, needed=3), await scene.secret(1, 1, needed=2)
    member = await scene.member()
    await scene.sees(member, 1, 1, 2)
    assert await member.reads() == [at_two]
    await scene.sees(member, 1, 3)
    assert set(await member.reads()) == {at_two, at_three}


async def test_an_edition_that_is_not_out_shows_nothing(scene: Scene) -> None:
    await scene.secret(1, 1)
    await scene.secret(1, 1, needed=0)
    member = await somebody(scene, 1, 2, 3)
    assert await member.device.feed() == {"cards": [], "next": None, "edition": 0}


async def test_a_brute_force_agrees(scene: Scene) -> None:
    """Random rungs, circles and times of sight, against the rule said once more."""
    chance, member = Random(3), await scene.member()
    secrets = dict[UUID, tuple[int, int, int]]()
    for _ in range(150):
        place = chance.randrange(6), chance.randrange(12), chance.randrange(4)
        secrets[await scene.secret(*place)] = place
    await scene.open(*range(10))
    sights = {
        (circle, needed): sorted(chance.sample(range(14), 2))
        for circle in range(5)
        for needed in (1, 2, 3)
        if chance.random() < 0.7
    }
    for (circle, needed), (start, end) in sights.items():
        await scene.sees(member, circle, needed, start=start, end=end)
    visible = {
        secret
        for secret, (circle, out, needed) in secrets.items()
        if out < 10 and (needed == 0 or out in range(*sights.get((circle, needed), (0, 0))))
    }
    assert 20 < len(visible) < 140
    assert sorted(await member.reads()) == sorted(visible)


BREAKAGES: list[Callable[[str], str]] = [
    lambda cursor: cursor[:-1],
    lambda cursor: cursor + "A",
    lambda cursor: cursor + "=",
    lambda cursor: ("B" if cursor[0] == "A" else "A") + cursor[1:],
    lambda cursor: cursor[:40] + "-_-_" + cursor[44:],
    lambda _: "",
    lambda _: "0",
    lambda _: "秘密",
    lambda _: "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    lambda _: "A" * 5000,
]


async def test_a_broken_cursor_is_refused(scene: Scene) -> None:
    await filled(scene)
    member = await somebody(scene, 3)
    cursor = (await member.device.feed())["next"]
    for breakage in BREAKAGES:
        with pytest.raises(Refused) as refused:
            await member.device.ask("GET", "/v1/feed", params={"cursor": breakage(cursor)})
        assert (refused.value.status, refused.value.name) == (400, "invalid-cursor")


async def test_a_cursor_is_its_viewers_only_and_always_of_one_size(scene: Scene) -> None:
    await filled(scene)
    one, other = await somebody(scene, 3), await somebody(scene, 3)
    first = await one.device.feed()
    second = await one.device.feed(first["next"])
    assert len(first["next"]) == len(second["next"]) == len((await other.device.feed())["next"])
    with pytest.raises(Refused) as refused:
        await other.device.feed(first["next"])
    assert refused.value.name == "invalid-cursor"


async def test_a_sealed_thing_of_another_purpose_is_no_cursor(scene: Scene, kit: Kit) -> None:
    member = await scene.member()
    foreign = kit.keys.seal("comments cursor", bytes(56)).hex()
    with pytest.raises(Refused) as refused:
        await member.device.feed(foreign)
    assert refused.value.name == "invalid-cursor"


async def test_a_feed_is_kept_by_no_cache_and_for_members_only(
    scene: Scene, http: httpx2.AsyncClient
) -> None:
    member = await scene.member()
    answer = await member.device.ask("GET", "/v1/feed")
    assert answer.headers["cache-control"] == "no-store"
    nobody = await http.get("/v1/feed")
    assert nobody.status_code == 401
    assert problem(nobody) == "not-signed-in"


@pytest.mark.usefixtures("one_node")
async def test_a_page_is_chosen_in_the_index(scene: Scene, kit: Kit) -> None:
    """The plan, with sequential scans only out of favour: a test's tables are small."""
    from mimi.rooms.feed.model import BEGINNING
    from mimi.rooms.feed.store import NEWEST_VISIBLE

    await filled(scene)
    async with kit.database.transaction() as db:
        await db.execute("SET LOCAL enable_seqscan = off")
        await db.execute("SET LOCAL enable_bitmapscan = off")
        rungs = [at(1)] * 3, [1, 2, 3], [0] * 3, [OPEN] * 3
        rest = bytes(32), *BEGINNING
        plan = "\n".join(
            row[0] for row in await db.fetch(f"EXPLAIN {NEWEST_VISIBLE}", *rungs, *rest)
        )
    for index in ("secrets_feed", "secrets_public", "secrets_pkey"):
        assert f"using {index} on secrets" in plan, plan


PLAIN = """
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indrelid = 'secrets'::regclass AND indkey[0] <> 0
"""


async def test_a_page_has_no_other_index_to_choose(scene: Scene, kit: Kit) -> None:
    """One on the edition itself costs as much by the planner's figures; it was taken, and pages
    read ten times as much. Whole editions are asked for by an expression."""
    async with kit.database.reading() as db:
        plain = {row[0] for row in await db.fetch(PLAIN)}
    assert plain == {"secrets_pkey", "secrets_feed", "secrets_public"}
