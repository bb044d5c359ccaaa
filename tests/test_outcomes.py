"""What came of it: for whoever wrote or reported, by night, in a list that is everybody's."""

from uuid import UUID

import httpx2
import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mimi.client.vault import Key, appeal, comment_id, notice_key, outcome_name, safe
from mimi.kit import base64url
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms import moderation
from tests.claims import claim
from tests.community import DAY, EDITION, HOUR
from tests.conftest import problem
from tests.pen import CIRCLE, Pen, key, signed
from tests.scene import Member, Scene, at

HELD = "加微信 vx88997766，日赚三千"


class Court(Pen):
    """A circle in which something is told by key, read, reported and decided."""

    def __init__(self, kit: Kit, http: httpx2.AsyncClient) -> None:
        super().__init__(kit, http)
        self.scene = Scene(kit, http)

    async def reader(self) -> Member:
        member = await self.scene.member()
        await self.scene.sees(member, CIRCLE.int, 1, 2, 3)
        await self.do("INSERT INTO members VALUES ($1, $2, 0)", at(2), member.account)
        return member

    async def out(self, by: Key, text: str = "…") -> UUID:
        secret = await self.told(text, by)
        await self.wait(EDITION)
        return secret

    async def decide(
        self, outcome: moderation.Outcome, by: str = "Ann", rule: moderation.Reason = "bullying"
    ) -> None:
        async with self.kit.database.transaction() as db:
            case = (await moderation.queue(db))[0].case
            await moderation.decide(self.kit, db, case, rule, outcome, by)

    async def learns(self, opener: bytes) -> tuple[str, bool] | None:
        """What the holder of this key finds in everybody's list: outcome, and whether to appeal."""
        listed = (await self.http.get("/v1/outcomes")).json()["outcomes"]
        for one in listed:
            if one["name"] == base64url.encode(outcome_name(opener)):
                box = base64url.decode(one["box"])
                told = msgspec.json.decode(AESGCM(opener).decrypt(box[:12], box[12:], None))
                return told["outcome"], told["appeal"]
        return None

    async def plead(
        self, path: str, by: Key, message: bytes, secret: UUID, text: str = ""
    ) -> httpx2.Response:
        body = {"secret": str(secret), "text": text, **signed("key", by, message)}
        return await self.http.post(f"/v1/{path}", json=body)

    async def appeals(self, secret: UUID, by: Key, text: str = "It is a song") -> httpx2.Response:
        return await self.plead("appeals", by, appeal([secret], text), secret, text)


@pytest.fixture
async def court(kit: Kit, http: httpx2.AsyncClient) -> Court:
    court = Court(kit, http)
    await court.scene.still()
    return court


async def test_author_and_reporter_learn_by_night_and_nobody_else(court: Court) -> None:
    secret, reader = await court.out(key(1)), await court.reader()
    receipt = base64url.decode(await reader.device.report(secret, "named"), 32)
    author = notice_key(key(1).public)
    await court.decide("removed")
    assert await court.learns(author) is None, "the hour of a decision is nobody's business"
    await court.wait(DAY)
    assert await court.learns(author) == ("removed", True)
    assert await court.learns(receipt) == ("removed", True)
    assert await court.learns(notice_key(key(2).public)) is None


async def test_the_list_is_the_same_for_everybody_and_says_nothing_by_itself(court: Court) -> None:
    """Boxes of one size, in the order of names; asked with a session or without."""
    for number, outcome in ((1, "removed"), (2, "kept"), (3, "stays")):
        secret, reader = await court.out(key(number)), await court.reader()
        await reader.device.report(secret, "named")
        await court.decide(outcome)  # pyright: ignore[reportArgumentType]
    await court.wait(DAY)
    bare = await court.http.get("/v1/outcomes")
    assert (await reader.device.ask("GET", "/v1/outcomes")).content == bare.content
    listed = bare.json()["outcomes"]
    assert len(listed) == 6
    assert len({len(one["box"]) for one in listed}) == 1
    names = [base64url.decode(one["name"]) for one in listed]
    assert names == sorted(names)
    assert str(secret).encode() not in bare.content


async def test_what_waits_is_told_too_and_what_is_old_is_forgotten(court: Court) -> None:
    secret, reader = await court.out(key(1)), await court.reader()
    await reader.device.report(secret, "named")
    await court.wait(DAY - EDITION)
    assert await court.learns(notice_key(key(1).public)) == ("held", True)
    for _ in range(33):
        await court.wait(DAY)
    assert (await court.http.get("/v1/outcomes")).json() == {"outcomes": []}


async def test_somebody_else_decides_about_an_appeal(court: Court) -> None:
    secret, reader = await court.out(key(1)), await court.reader()
    await reader.device.report(secret, "named")
    await court.decide("removed")
    assert (await court.appeals(secret, key(1))).status_code == 202
    async with court.kit.database.transaction() as db:
        assert await moderation.queue(db) == [], "a moderator would know who was online"
    await court.wait(DAY)
    async with court.kit.database.transaction() as db:
        [case] = await moderation.queue(db)
    assert (case.appeal, case.removed_by) == ("It is a song", "Ann")
    with pytest.raises(Problem, match="decided-before"):
        await court.decide("kept", by="Ann")
    await court.decide("kept", by="Bo")
    assert secret in await reader.reads()
    await court.wait(DAY)
    assert await court.learns(notice_key(key(1).public)) == ("kept", False)


async def test_an_appeal_against_what_was_let_go_meanwhile_asks_nobody(court: Court) -> None:
    """Traced in the week: it waited for somebody who had not decided yet, who was mistaken, and
    nobody was left to disagree. And it is not used up."""
    secret, reader = await court.out(key(1)), await court.reader()
    await reader.device.report(secret, "named")
    assert (await court.appeals(secret, key(1))).status_code == 202
    await court.decide("kept")
    await court.wait(DAY)
    async with court.kit.database.reading() as db:
        assert await moderation.queue(db) == []
    await (await court.reader()).device.report(secret, "named")
    await court.decide("removed", "Ben")
    await court.wait(DAY)
    assert (await court.appeals(secret, key(1))).status_code == 202
    await court.wait(DAY)
    async with court.kit.database.reading() as db:
        assert [one.appeal for one in await moderation.queue(db)] == ["It is a song"]


@pytest.mark.parametrize("forged", [key(2), key(1)])
async def test_only_the_key_appeals_and_only_with_its_own_words(court: Court, forged: Key) -> None:
    secret, reader = await court.out(key(1)), await court.reader()
    await reader.device.report(secret, "named")
    message = appeal([secret], "other words")
    answer = await court.plead("appeals", forged, message, secret, "It is a song")
    assert problem(answer) == "not-yours"
    assert problem(await court.appeals(UUID(int=5), key(1))) == "not-yours"


async def test_nothing_is_appealed_that_nothing_was_decided_about(court: Court) -> None:
    assert problem(await court.appeals(await court.out(key(1)), key(1))) == "not-found"


async def test_an_appeal_is_no_way_to_ask_what_is_held(court: Court) -> None:
    """What climbs no further, for what it says or as a copy of what was removed, is answered as if
    nothing held it; and what was decided, but is not told yet, as if it were not."""
    secret = await court.out(key(1), HELD)
    assert await court.column("SELECT strength FROM holds") == ["stays"]
    assert problem(await court.appeals(secret, key(1))) == "not-found"
    await court.decide("stays")
    assert problem(await court.appeals(secret, key(1))) == "not-found"
    await court.wait(DAY)
    assert await court.learns(notice_key(key(1).public)) == ("stays", True)
    assert (await court.appeals(secret, key(1))).status_code == 202


async def test_what_is_removed_gives_no_token_back_and_is_erased_when_nobody_can_appeal(
    court: Court,
) -> None:
    await court.wait(DAY)
    token = await court.token("post")
    await court.tell(token, "…", key(1))
    await court.wait(EDITION)
    [secret] = await court.column("SELECT secret FROM secrets")
    reader = await court.reader()
    await reader.device.report(secret, "named")
    await court.decide("removed")
    await court.wait(2 * DAY)
    assert problem(await claim(court, secret, key(1), token)) == "not-found"
    assert await court.column("SELECT count(*) FROM secrets") == [1]
    for _ in range(13):
        await court.wait(DAY)
    for table in ("secrets", "cases", "holds", "reports"):
        assert await court.column(f"SELECT count(*) FROM {table}") == [0], table
    assert await court.column("SELECT outcome FROM decisions") == ["removed"]


async def test_reports_that_were_wrong_weigh_less(court: Court) -> None:
    """By the number, so that a new account has the old record; counted by night, and forgotten."""
    liar, second = await court.reader(), await court.reader()
    for number in (1, 2, 3):
        secret = await court.out(key(number))
        await liar.device.report(secret, "named")
        await court.decide("kept")
    await court.wait(DAY)
    assert await court.column("SELECT count(*) FROM reports") == [0]
    assert await court.rows("SELECT confirmed, rejected FROM reporters") == [(0, 3)]
    secret = await court.out(key(4))
    await liar.device.report(secret, "named")
    assert secret in await second.reads()
    await second.device.report(secret, "named")
    assert secret not in await second.reads()


async def test_two_reports_of_one_member_have_nothing_in_common(court: Court) -> None:
    reader = await court.reader()
    for number in (1, 2):
        await reader.device.report(await court.out(key(number)), "other")
    rows = await court.rows("SELECT case_id, tag, reporter FROM reports")
    assert len({value for row in rows for value in row}) == 6
    assert reader.account.bytes.hex() not in repr(rows)


async def test_a_worry_is_answered_also_when_moderators_looked_before_the_night(
    court: Court,
) -> None:
    """And counts against nobody's record: who worried was not wrong."""
    secret, reader = await court.out(key(1)), await court.reader()
    receipt = base64url.decode(await reader.device.report(secret, "self-harm"), 32)
    await court.decide("kept", rule="self-harm")
    await court.wait(DAY)
    assert await court.learns(notice_key(key(1).public)) == ("helped", False)
    assert await court.learns(receipt) == ("helped", False)
    assert await court.rows("SELECT reporter FROM reporters WHERE rejected > 0") == []


async def test_whoever_is_worried_about_is_shown_help_and_answers_by_night(court: Court) -> None:
    secret, reader = await court.out(key(1)), await court.reader()
    receipt = base64url.decode(await reader.device.report(secret, "self-harm"), 32)
    await court.wait(DAY - EDITION)
    assert await court.learns(notice_key(key(1).public)) == ("helped", False)
    assert await court.learns(receipt) == ("helped", False)
    assert (await court.plead("safe", key(1), safe(secret), secret)).status_code == 202
    assert problem(await court.plead("safe", key(2), safe(secret), secret)) == "not-yours"
    assert not (await reader.device.card(secret))["safe"]
    await court.wait(DAY)
    assert (await reader.device.card(secret))["safe"]


async def test_a_heated_thread_takes_its_time(court: Court) -> None:
    """Answers wait for the hour, all alike, and give no token back."""
    secret, reader = await court.out(key(1)), await court.reader()
    hateful = [await court.said(secret, by=key(number)) for number in (11, 12, 13)]
    await court.wait(300)
    for comment in hateful:
        await reader.device.report(secret, "threat", comment)
    late = await court.said(secret, by=key(14))
    await court.wait(300)
    assert await reader.device.comments(secret) == []
    await court.wait(HOUR - 300)
    assert [UUID(one["comment"]) for one in await reader.device.comments(secret)] == [late]
    taken = await court.said(secret, by=key(15))
    assert (await court.unsay(secret, key(15))).status_code == 202
    await court.wait(HOUR)
    assert comment_id(key(15).public) == taken
    assert len(await reader.device.comments(secret)) == 1
