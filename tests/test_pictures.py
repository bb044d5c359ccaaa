"""Pictures are looked at when they come out: copies of removed ones and nudity climb no further."""

import io
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import get_args
from uuid import UUID

import httpx2
import pytest
from PIL import Image, ImageOps

from mimi.care.altered import cut
from mimi.kit.kit import Kit
from mimi.rooms import moderation, photos
from mimi.rooms.moderation import Reason
from mimi.rooms.photos import looking
from mimi.settings import Settings
from mimi.settings_tables import Care
from mimi.town import photos as town
from tests.community import DAY, EDITION
from tests.conftest import problem, rehearsal
from tests.pen import Pen, key
from tests.scene import Scene
from tests.staff import Staff, enrolled
from tests.test_moderation import reader, sees
from tests.test_photos import large

COMMENTS = 300
REASONS: tuple[Reason, ...] = get_args(Reason)
NOT_AT_ALL = 0.0  # nobody looks for nudity, which takes a model of 190 MB


def encoded(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=70)
    return file.getvalue()


def flower() -> Image.Image:
    data = (files("sklearn.datasets") / "images/flower.jpg").read_bytes()
    return Image.open(io.BytesIO(data)).convert("RGB")


def other(seed: int = 1) -> bytes:
    return town.take(sorted(town.KINDS)[0], Random(seed))


@pytest.fixture
def threshold() -> float:
    return NOT_AT_ALL


@pytest.fixture
def settings(tmp_path: Path, threshold: float) -> Settings:
    return rehearsal(tmp_path, care=Care(nudity=threshold))


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def out(pen: Pen, number: int, photo: bytes, text: str = "今天的云像鲸鱼") -> UUID:
    secret = await pen.told(text, key(number), photo=photo)
    await pen.wait(EDITION)
    return secret


async def lowest(pen: Pen, secret: UUID) -> int:
    """The rung that it may reach: 3 of what is held, 0 of what is free."""
    (found,) = await pen.column("SELECT lowest FROM secrets WHERE secret = $1", secret)
    return found


async def decide(pen: Pen, secret: UUID, outcome: moderation.Outcome, by: str) -> None:
    (circle,) = await pen.column("SELECT circle FROM secrets WHERE secret = $1", secret)
    async with pen.kit.database.transaction() as db:
        item = moderation.Item(circle, secret, None)
        case = await moderation.look_up(pen.kit, db, item)
        await moderation.decide(pen.kit, db, case, "nudity", outcome, by)


async def rules(pen: Pen) -> list[str]:
    async with pen.kit.database.reading() as db:
        return [case.rule for case in await moderation.queue(db)]


async def test_a_copy_of_a_removed_picture_climbs_no_further(pen: Pen) -> None:
    """However it was cut and mirrored; another picture is free."""
    await decide(pen, await out(pen, 1, encoded(flower())), "removed", "Ann")
    copy = await out(pen, 2, encoded(cut(ImageOps.mirror(flower()), 0.05)))
    free = await out(pen, 3, other())
    assert (await lowest(pen, copy), await lowest(pen, free)) == (3, 0)
    assert await rules(pen) == ["nudity"]


async def test_what_is_told_already_is_held_when_its_copy_is_removed(pen: Pen) -> None:
    copy = await out(pen, 1, encoded(flower()))
    removed = await out(pen, 2, encoded(flower()))
    await decide(pen, removed, "removed", "Ann")
    assert await lowest(pen, copy) == 0
    await pen.wait(COMMENTS)
    assert await lowest(pen, copy) == 3


async def test_nobody_sees_that_it_is_held(pen: Pen) -> None:
    """Telling a picture is no way to ask whether it was removed: the same answer, the same card."""
    await decide(pen, await out(pen, 1, encoded(flower())), "removed", "Ann")
    seen: list[object] = []
    for number, photo in ((2, encoded(flower())), (3, other())):
        answer = await pen.tell(await pen.token(), "…", key(number), photo)
        await pen.wait(EDITION)
        (secret,) = await pen.column("SELECT secret FROM secrets ORDER BY edition DESC LIMIT 1")
        await pen.make_public(secret)
        card = (await pen.http.get(f"/v1/secrets/{secret}")).json()
        seen.append(
            (
                answer.status_code,
                answer.content,
                {**card, "secret": 0, "edition": 0, "photo": bool(card["photo"])},
            )
        )
    assert seen[0] == seen[1]


@pytest.mark.parametrize("seated", [True, False])
@pytest.mark.parametrize("reason", REASONS)
async def test_no_report_tells_a_copy_from_another_picture(
    pen: Pen, reason: Reason, seated: bool
) -> None:
    """Hidden as soon, as long and by the same rule; and nobody is told of what is let go."""
    scene = await Scene(pen.kit, pen.http).still()
    accomplice, witness = await reader(scene, seated), await reader(scene)
    await decide(pen, await out(pen, 1, encoded(flower())), "removed", "Ann")
    both = [await out(pen, 2, encoded(flower())), await out(pen, 3, other())]
    assert [await lowest(pen, one) for one in both] == [3, 0], "the first is known"
    seen: list[list[object]] = []
    for secret in both:
        await accomplice.device.report(secret, reason)
        seen.append([await hidden(pen, secret)])
    for _ in range(2):
        await pen.wait(DAY)
        for secret, found in zip(both, seen, strict=True):
            found += [await sees(witness, secret), await hidden(pen, secret)]
    assert seen[0] == seen[1]


async def hidden(pen: Pen, secret: UUID) -> list[object]:
    sql = """
        SELECT h.rule, h.until > 0 FROM holds h JOIN cases c ON c.case_id = h.case_id
        WHERE c.secret = $1 AND h.strength = 'hidden'
    """
    return [tuple(row) for row in await pen.rows(sql, secret)]


async def test_who_told_a_copy_does_not_hear_that_it_was_let_go(pen: Pen) -> None:
    """Nobody had reported it, so only its picture can have been the reason."""
    await decide(pen, await out(pen, 1, encoded(flower())), "removed", "Ann")
    copy = await out(pen, 2, encoded(flower()))
    await pen.wait(DAY)
    before = await pen.column("SELECT name FROM outcomes ORDER BY name")
    await decide(pen, copy, "kept", "Ben")
    await pen.wait(DAY)
    assert await pen.column("SELECT name FROM outcomes ORDER BY name") == before


@pytest.mark.parametrize("outcome", ["kept", "stays"])
async def test_an_appeal_that_is_upheld_lets_its_copies_be(
    pen: Pen, outcome: moderation.Outcome
) -> None:
    secret = await out(pen, 1, encoded(flower()))
    await decide(pen, secret, "removed", "Ann")
    await decide(pen, secret, outcome, "Ben")
    assert await lowest(pen, await out(pen, 2, encoded(flower()))) == 0


async def test_what_moderators_kept_is_not_held_for_its_picture_again(pen: Pen) -> None:
    copy = await out(pen, 1, encoded(flower()))
    await decide(pen, copy, "kept", "Ann")
    await decide(pen, await out(pen, 2, encoded(flower())), "removed", "Ann")
    await pen.wait(COMMENTS)
    assert await lowest(pen, copy) == 0


async def test_what_is_kept_of_a_picture_is_sealed_and_goes_in_time(pen: Pen) -> None:
    secret = await out(pen, 1, encoded(flower()))
    await decide(pen, secret, "removed", "Ann")
    ((case, print_),) = await pen.rows("SELECT case_id, print FROM removed_pictures")
    (kept,) = await pen.column("SELECT print FROM photos")
    assert kept not in (b"", print_), "nobody lays the two side by side"
    [seen] = await photos.look([await large(pen.kit, encoded(flower()))], nudity=False)
    assert seen.print
    assert seen.print.looks[:8] not in kept + print_
    assert str(secret) not in str(case)
    await pen.wait(20 * DAY)
    assert await pen.column("SELECT print FROM photos") == [], "gone with its secret"
    assert await lowest(pen, await out(pen, 2, encoded(flower()))) == 3, "and still known"
    await pen.wait(401 * DAY)
    assert await pen.column("SELECT case_id FROM removed_pictures") == []


@pytest.mark.parametrize("threshold", [0.0001])
async def test_from_the_threshold_on_it_is_held_for_nudity(pen: Pen) -> None:
    """The threshold is lowered to what a flower scores: there is no such picture here."""
    held = await out(pen, 1, encoded(flower()))
    assert await lowest(pen, held) == 3
    assert await rules(pen) == ["nudity"]


@pytest.mark.parametrize("threshold", [0.0001])
async def test_what_may_be_nudity_is_covered_until_somebody_lets_it_go(pen: Pen) -> None:
    secret = await out(pen, 1, encoded(flower()))
    plain = await pen.told("今天的云像鲸鱼", key(2))
    await pen.wait(EDITION)
    for one in (secret, plain):
        await pen.make_public(one)
    assert [await veiled(pen, one) for one in (secret, plain)] == [True, False]
    decisions: list[tuple[moderation.Outcome, str]] = [("stays", "Ann"), ("kept", "Ben")]
    for outcome, by in decisions:
        await decide(pen, secret, outcome, by)
        await pen.do("UPDATE secrets SET needed = 0 WHERE secret = $1", secret)
        assert await veiled(pen, secret) == (outcome == "stays")


async def veiled(pen: Pen, secret: UUID) -> bool:
    """On the card that a reader gets."""
    return (await pen.http.get(f"/v1/secrets/{secret}")).json()["veiled"]


@pytest.mark.parametrize("threshold", [0.0001])
async def test_what_was_seen_and_is_reported_hides_until_decided(pen: Pen) -> None:
    """And not for a day only, as one report alone would."""
    scene = await Scene(pen.kit, pen.http).still()
    member = await reader(scene)
    secret = await out(pen, 1, encoded(flower()))
    await member.device.report(secret, "nudity")
    assert await pen.rows("SELECT strength, until FROM holds") == [("hidden", 0)]


@pytest.mark.parametrize("threshold", [Care().nudity])
async def test_below_the_threshold_it_is_free(pen: Pen) -> None:
    flowers = await out(pen, 1, encoded(flower()))
    assert await lowest(pen, flowers) == 0
    assert await pen.column("SELECT veiled FROM secrets") == [False]
    assert await pen.column("SELECT rule FROM holds") == []


def test_the_child_that_looks_loads_no_words() -> None:
    """Those of Chinese names: a third of what it starts with otherwise."""
    code = "import sys, mimi.care.nudity, mimi.care.prints; sys.exit('rjieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("threshold", [0.0])
async def test_without_a_threshold_only_copies_are_looked_for(pen: Pen) -> None:
    assert await lowest(pen, await out(pen, 1, encoded(flower()))) == 0
    (print_,) = await pen.column("SELECT print FROM photos")
    assert print_


async def sent(ann: Staff, picture: bytes) -> httpx2.Response:
    kind = "application/octet-stream"
    headers = {"authorization": f"Bearer {ann.session}", "content-type": kind}
    return await ann.http.post("/v1/console/pictures", headers=headers, content=picture)


async def test_a_moderator_finds_a_secret_by_its_picture(pen: Pen, kit: Kit) -> None:
    """By what somebody sends who saw it, cut and mirrored; nothing of that is kept."""
    ann = await enrolled(kit, pen.http, "Ann")
    await out(pen, 1, encoded(flower()), "这是我家门口")
    await out(pen, 2, other())
    (hit,) = (await sent(ann, encoded(cut(ImageOps.mirror(flower()), 0.1)))).json()
    assert (hit["text"], await rules(pen)) == ("这是我家门口", []), "its case waits for nothing"
    assert (await ann.ask("GET", f"cases/{hit['case']}/photo")).status_code == 200
    (again,) = (await sent(ann, encoded(flower()))).json()
    assert (again["case"], again["sure"]) == (hit["case"], True)
    assert (await sent(ann, other(5))).json() == []


async def test_a_picture_to_find_is_a_picture(pen: Pen, kit: Kit) -> None:
    ann = await enrolled(kit, pen.http, "Ann")
    assert problem(await sent(ann, b"no picture")) == "photo-unreadable"
    assert problem(await sent(ann, bytes(9_000_000))) == "photo-too-large"
    plain = encoded(Image.new("RGB", (300, 300), "navy"))
    assert problem(await sent(ann, plain)) == "too-plain"


async def test_harmless_pictures_are_free_by_the_threshold_that_is_set() -> None:
    webps = [town.take(kind, Random(2)) for kind in sorted(town.KINDS)[:3]]
    found = [Image.open(io.BytesIO(data)).convert("RGB") for data in (*webps, encoded(flower()))]
    given: list[bytes] = []
    for picture in found:
        file = io.BytesIO()
        picture.save(file, "WEBP")
        given.append(file.getvalue())
    for seen in await photos.look(given, nudity=True):
        assert seen.nudity is not None
        assert seen.nudity < Care().nudity / 2


async def test_one_that_no_child_gets_through_does_not_keep_the_others(
    pen: Pen,
) -> None:
    good = await large(pen.kit, encoded(flower()))
    bad, found = await photos.look([b"no picture", good], nudity=False)
    assert bad == looking.NOTHING
    assert found.print
