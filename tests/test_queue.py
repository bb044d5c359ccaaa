"""The queue: sealed, of one size, let out in an order that is nobody's, and then unreadable."""

from pathlib import Path
from uuid import UUID

import asyncpg
import httpx2
import pytest

from mimi.client.vault import secret_id
from mimi.kit.keys import unseal
from mimi.kit.kit import Kit
from mimi.rooms.secrets import queue
from tests.conftest import MONDAY, problem
from tests.pen import CIRCLE, Pen, key
from tests.test_photos import MARK, jpeg_with_everything

EDITION, DAY = 4 * 3600, 86_400


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient) -> Pen:
    return Pen(kit, http)


async def test_sizes_in_the_queue_tell_nothing(pen: Pen) -> None:
    """One size without a photo and one with, whatever was written (P2)."""
    await pen.told("a", key(1), edition="any")
    await pen.told("𠮷" * 280, key(2), edition="any", look="night-roofs")
    await pen.told("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 280, key(3))
    await pen.told("b", key(4), photo=jpeg_with_everything())
    sizes = await pen.column("SELECT length(sealed) FROM queue ORDER BY 1")
    cover = 12 + 16  # nonce and tag
    assert sizes == [queue.TEXT_SIZE + cover] * 3 + [queue.TEXT_SIZE + queue.PHOTO_SIZE + cover]


async def test_nothing_in_the_queue_can_be_read(pen: Pen) -> None:
    secret = await pen.told("vollkommen geheim", photo=jpeg_with_everything())
    (row,) = await pen.rows("SELECT item, sealed FROM queue")
    assert b"vollkommen" not in row["sealed"]
    assert MARK not in row["sealed"]
    assert CIRCLE.bytes not in row["sealed"]
    assert row["item"] != secret


async def test_after_the_release_no_key_opens_what_was_queued(pen: Pen) -> None:
    await pen.told("vollkommen geheim")
    (sealed,) = await pen.column("SELECT sealed FROM queue")
    name = f"edition-{MONDAY + EDITION}"
    old = pen.kit.keys.window_key(name)
    assert unseal(old, sealed) is not None
    await pen.wait(EDITION)
    assert pen.window_keys("edition") == []
    assert unseal(pen.kit.keys.window_key(name), sealed) is None


async def test_a_crash_before_the_commit_leaves_the_key_and_one_after_it_does_not(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pen.told("still here")
    with monkeypatch.context() as patch:
        patch.setattr("mimi.rooms.secrets.store_queue.open_edition", _power_cut)
        answer = await pen.http.post("/v1/clock", json={"seconds": EDITION})
        assert answer.status_code == 500
    assert len(pen.window_keys("edition")) == 1
    assert len(await pen.rows("SELECT * FROM queue")) == 1
    await pen.wait(0)
    assert await pen.column("SELECT text FROM secrets") == ["still here"]
    assert pen.window_keys("edition") == []


async def _power_cut(*_: object) -> None:
    raise RuntimeError("power cut")


async def test_what_a_crash_left_of_old_keys_goes_with_the_next_edition(pen: Pen) -> None:
    for name in (f"edition-{MONDAY}", f"edition-{MONDAY}.4711"):
        pen.kit.keys.window_key(name)
    await pen.wait(EDITION)
    assert pen.window_keys("edition") == []


async def test_no_key_is_made_when_somebody_tells(pen: Pen) -> None:
    """A file's time would be the time of the first secret of its window (P4)."""
    await pen.wait(EDITION)
    folder = Path(pen.kit.settings.data) / "keys"
    before = {path.name for path in folder.iterdir()}
    secret = await pen.told()
    for number in range(2, 9):
        await pen.told(by=key(number), edition="any")
    await pen.remove(secret, key(1))
    assert {path.name for path in folder.iterdir()} == before


async def heap_order(pen: Pen, arrival: list[int]) -> list[str]:
    """The order in which the heap has the secrets that were told in this order."""
    for number in arrival:
        await pen.told(str(number), key(number))
    await pen.wait(EDITION)
    return await pen.column("SELECT text FROM secrets ORDER BY ctid")


async def test_the_heap_is_shuffled(pen: Pen) -> None:
    told = [str(number) for number in range(24)]
    heap = await heap_order(pen, list(range(24)))
    assert sorted(heap) == sorted(told)
    assert heap not in (told, told[::-1])


async def test_the_heap_does_not_know_who_came_first(
    pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same shuffle and the same key, any order of arrival gives the same heap."""
    monkeypatch.setattr(pen.kit.chance, "random", _Still())
    monkeypatch.setattr(pen.kit.keys, "window_key", _same_key)
    first = await heap_order(pen, list(range(12)))
    await pen.do("DELETE FROM secrets")
    second = await heap_order(pen, list(range(11, -1, -1)))
    assert first == second


def _same_key(_: str) -> bytes:
    return bytes(32)


class _Still:
    """Chance that never changes anything."""

    def shuffle(self, _: list[object]) -> None:
        return None

    def randbytes(self, count: int) -> bytes:
        return bytes(count)


async def test_a_second_secret_of_one_key_changes_nothing(pen: Pen) -> None:
    photo = jpeg_with_everything()
    await pen.told("first")
    await pen.told("second, in the same edition", photo=photo)
    await pen.told("bystander", key(2))
    await pen.wait(EDITION)
    await pen.told("third, in a later edition", photo=photo)
    await pen.wait(EDITION)
    assert sorted(await pen.column("SELECT text FROM secrets")) == ["bystander", "first"]
    assert await pen.rows("SELECT * FROM photos") == []


async def test_a_release_waits_for_whoever_is_telling(pen: Pen) -> None:
    """Else a secret could be queued under a key that is destroyed at the same moment."""
    await pen.wait(0)
    async with pen.kit.database.transaction() as telling:
        assert await queue.present(pen.kit, telling) == MONDAY
        with pytest.raises(asyncpg.LockNotAvailableError):
            await pen.rows("SELECT done FROM jobs WHERE job = 'editions' FOR UPDATE NOWAIT")
    await pen.rows("SELECT done FROM jobs WHERE job = 'editions' FOR UPDATE NOWAIT")


async def test_no_secret_is_queued_for_an_edition_that_is_out(pen: Pen) -> None:
    """Also when a server's clock was set back."""
    await pen.do("INSERT INTO jobs VALUES ('editions', $1)", MONDAY + 3 * EDITION)
    await pen.told()
    assert await pen.column("SELECT edition FROM queue") == [MONDAY + 4 * EDITION]


async def test_a_removal_waits_for_the_night(pen: Pen) -> None:
    secret = await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    answers = [await pen.remove(secret, key(1)) for _ in range(2)]  # again changes nothing
    assert [(one.status_code, one.content) for one in answers] == [(202, b"{}")] * 2
    await pen.wait(DAY - EDITION - 1)
    assert len(await pen.rows("SELECT * FROM secrets")) == 1
    await pen.wait(1)
    for table in ("secrets", "photos", "nightly"):
        assert await pen.rows(f"SELECT * FROM {table}") == []
    assert pen.window_keys("night") == []


async def test_a_queued_secret_is_taken_back_at_once(pen: Pen) -> None:
    secret = await pen.told(edition="any")
    assert (await pen.remove(secret, key(1))).status_code == 202
    assert await pen.rows("SELECT * FROM queue") == []
    assert await pen.rows("SELECT * FROM nightly") == []


async def test_only_its_key_removes_a_secret(pen: Pen) -> None:
    secret = await pen.told()
    await pen.wait(EDITION)
    assert problem(await pen.remove(secret, key(2))) == "not-yours"
    assert problem(await pen.remove(secret, key(1), b"mimi/badge\0")) == "not-yours"
    assert problem(await pen.remove(secret_id(key(5).public), key(5))) == "not-found"
    await pen.wait(DAY)
    assert len(await pen.rows("SELECT * FROM secrets")) == 1


async def test_a_signed_removal_is_refused(pen: Pen) -> None:
    body = {"secret": str(UUID(int=1)), "key": "", "signature": ""}
    answer = await pen.http.post("/v1/removals", json=body, headers={"cookie": "a=b"})
    assert problem(answer) == "signed-request"


async def test_a_secret_lives_thirty_days(pen: Pen) -> None:
    await pen.told(photo=jpeg_with_everything())
    await pen.wait(EDITION)
    await pen.wait(30 * DAY - EDITION)
    assert len(await pen.rows("SELECT * FROM secrets")) == 1
    await pen.wait(DAY)
    assert await pen.rows("SELECT * FROM secrets") == []
    assert await pen.rows("SELECT * FROM photos") == []
