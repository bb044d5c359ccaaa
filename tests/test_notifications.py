"""Push: the same for all who are rung, when an edition is out, and nothing of a person in it."""

import asyncio
from typing import Any

import httpx2
import pytest
import structlog
from http_ece import encrypt

from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.rooms.notifications import sending
from mimi.rooms.notifications.hours import rings
from tests.classroom import DAY, HOUR
from tests.conftest import MONDAY, client_of, fresh_database, problem, rehearsal, running
from tests.others.table import row
from tests.pen import Pen, key
from tests.people import member, members
from tests.push_service import PushService, Receiver

EDITION = 4 * HOUR
ALWAYS = [0, 1, 2, 3, 4, 5]


@pytest.fixture
def pen(kit: Kit, http: httpx2.AsyncClient, service: PushService) -> Pen:
    service.take()
    service.answers.clear()
    return Pen(kit, http)


async def subscribe(
    client: httpx2.AsyncClient, service: PushService, number: int, parts: list[int] | None = None
) -> Receiver:
    receiver = Receiver(number)
    body = receiver.subscription(service.url, parts or ALWAYS)
    answer = await client.put("/v1/subscription", json=body)
    assert answer.status_code == 204, answer.text
    return receiver


async def edition(pen: Pen, tells: int = 1) -> None:
    """The next one, with something in it or not."""
    pen.issued += 1
    if tells:
        await pen.told(by=key(1000 + pen.issued))
    await pen.wait(EDITION - pen.kit.clock.now() % EDITION)


async def test_everybody_is_rung_alike_when_something_came_out(
    pen: Pen, service: PushService
) -> None:
    people = await members(pen.http, 3)
    receivers = [await subscribe(one, service, number) for number, one in enumerate(people)]
    await pen.wait(0)
    await pen.told()
    await pen.wait(EDITION - 1)
    assert service.take() == [], "before the edition"
    await pen.wait(1)
    pushes = sorted(service.take())
    assert [push.path for push in pushes] == [receiver.path for receiver in receivers]
    said = {one.opened(push.body) for one, push in zip(receivers, pushes, strict=True)}
    assert said == {b"edition"}
    assert len({len(push.body) for push in pushes}) == 1
    assert len({push.body for push in pushes}) == 3, "each under a key of its own"
    headers = [{**push.headers, "authorization": ""} for push in pushes]
    assert headers[0] == headers[1] == headers[2]
    assert (headers[0]["ttl"], headers[0]["topic"]) == (str(EDITION), "edition")
    await pen.wait(HOUR)
    assert service.take() == [], "once an edition"


async def test_two_workers_never_take_one_device(pen: Pen, service: PushService, kit: Kit) -> None:
    for number, one in enumerate(await members(pen.http, 3)):
        await subscribe(one, service, number)
    now, next_due = kit.clock.now() + EDITION, kit.clock.now() + 2 * EDITION
    one, other = await asyncio.gather(*(sending.take(kit, now, next_due) for _ in range(2)))
    assert len({row.session for row in one + other}) == len(one + other) == 3


async def test_an_edition_with_nothing_in_it_rings_nobody(pen: Pen, service: PushService) -> None:
    (one,) = await members(pen.http, 1)
    await subscribe(one, service, 1)
    await edition(pen, tells=0)
    assert service.take() == []
    await edition(pen)
    assert len(service.take()) == 1


async def test_the_push_service_can_check_who_pushes(pen: Pen, service: PushService) -> None:
    (one,) = await members(pen.http, 1)
    await subscribe(one, service, 1)
    shown = (await one.get("/v1/subscription")).json()
    await edition(pen)
    (push,) = service.take()
    claims = push.claims
    assert claims["key"] == shown["key"]
    assert claims["aud"] == service.url
    assert claims["sub"] == pen.kit.settings.url
    assert pen.kit.clock.now() < claims["exp"] <= pen.kit.clock.now() + DAY
    row("push (RFC 8292)", "aud, sub, exp within a day, ES256", "so it is")


async def test_the_key_is_of_the_keyring(pen: Pen, postgres: str) -> None:
    """The same after a restart; another one on another server."""
    (one,) = await members(pen.http, 1)
    first = (await one.get("/v1/subscription")).json()["key"]
    assert len(base64url.decode(first)) == 65
    async with (
        fresh_database(postgres) as url,
        running(pen.kit.settings, url) as app,
        client_of(app) as http,
    ):
        again = await member(http, 1)
        assert (await again.get("/v1/subscription")).json()["key"] == first


@pytest.mark.parametrize("status", [404, 410])
async def test_what_its_service_ended_is_forgotten(
    pen: Pen, service: PushService, status: int
) -> None:
    one, other = await members(pen.http, 2)
    gone, here = await subscribe(one, service, 1), await subscribe(other, service, 2)
    service.answers[gone.path] = (status, "")
    await edition(pen)
    assert len(service.take()) == 2
    assert (await one.get("/v1/subscription")).json()["parts"] == []
    await edition(pen)
    assert [push.path for push in service.take()] == [here.path]
    row("push (RFC 8030)", f"{status}: the subscription is over", "forgotten")


@pytest.mark.parametrize(
    ("status", "retry_after", "minutes"),
    [
        (429, "1200", 20),
        (503, "Mon, 02 Nov 2026 04:30:00 GMT", 30),
        (500, "", 60),
        (429, "soon", 60),
        (302, "", 60),
        (403, "", 60),
        (429, "1", 5),
        (429, "Mon, 02 Nov 2020 04:30:00 GMT", 5),
    ],
)
async def test_what_failed_is_tried_when_its_service_asks(
    pen: Pen, service: PushService, status: int, retry_after: str, minutes: int
) -> None:
    (one,) = await members(pen.http, 1)
    receiver = await subscribe(one, service, 1)
    service.answers[receiver.path] = (status, retry_after)
    with structlog.testing.capture_logs() as log:
        await edition(pen)
    assert [push.path for push in service.take()] == [receiver.path], "no redirect is followed"
    (line,) = [one for one in log if "push" in one["event"]]
    assert line["kind"] == f"of 1: 1 {status}"
    assert line["log_level"] == ("error" if status == 403 else "warning")
    asks = f"in {minutes} min, Retry-After: {retry_after or 'none'}"
    row("push (RFC 8030)", f"{status}: tried again {asks}", f"{line['event']} {line['kind']}")
    service.answers.clear()
    await pen.wait(60 * minutes - 1)
    assert service.take() == []
    await pen.wait(1)
    assert [push.path for push in service.take()] == [receiver.path]
    await pen.wait(HOUR)
    assert service.take() == []


async def test_a_service_that_is_not_there_holds_up_nothing(pen: Pen, service: PushService) -> None:
    one, other = await members(pen.http, 2)
    dead = Receiver(1).subscription("http://127.0.0.1:1", ALWAYS)
    assert (await one.put("/v1/subscription", json=dead)).status_code == 204
    here = await subscribe(other, service, 2)
    with structlog.testing.capture_logs() as log:
        await edition(pen)
    assert [push.path for push in service.take()] == [here.path]
    assert await pen.column("SELECT count(*) FROM secrets") == [1]
    assert [line["kind"] for line in log if "push" in line["event"]] == ["of 2: 1 unreachable"]
    assert dead["endpoint"] not in str(log)
    row("push (RFC 8030)", "no answer", "some pushes failed of 2: 1 unreachable")


async def test_one_that_cannot_be_pushed_leaves_the_others_alone(
    pen: Pen, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its endpoint or its keys do to a library: here one does not take them."""
    one, other = await members(pen.http, 2)
    bad, good = await subscribe(one, service, 1), await subscribe(other, service, 2)
    wanted = base64url.decode(bad.subscription("", ALWAYS)["auth"])

    def refusing(said: bytes, *, auth_secret: bytes, **more: Any) -> bytes:
        if auth_secret == wanted:
            raise RuntimeError("no such key as +8613800000001")
        return encrypt(said, auth_secret=auth_secret, **more)

    monkeypatch.setattr("mimi.rooms.notifications.sending.encrypt", refusing)
    with structlog.testing.capture_logs() as log:
        await edition(pen)
    assert [push.path for push in service.take()] == [good.path]
    assert [line["kind"] for line in log if "push" in line["event"]] == ["of 2: 1 RuntimeError"]
    row("push (RFC 8030)", "anything else", "some pushes failed of 2: 1 RuntimeError")
    monkeypatch.undo()
    await pen.wait(HOUR)
    assert [push.path for push in service.take()] == [bad.path], "it is tried again"


async def test_hours_are_parts_of_the_day(pen: Pen, service: PushService) -> None:
    """Of what came out outside of one's own hours one hears when they come; each edition is rung
    to others at the same moment."""
    sleeper, awake = await members(pen.http, 2)
    night = await subscribe(sleeper, service, 1, [2, 4])
    day = await subscribe(awake, service, 2)
    await pen.wait(0)
    heard: list[tuple[int, list[str]]] = []
    for part in (1, 2, 3, 4, 5):
        await edition(pen, tells=part in {1, 5})
        heard.append((part, sorted(push.path for push in service.take())))
    assert heard == [(1, [day.path]), (2, [night.path]), (3, []), (4, []), (5, [day.path])]
    assert (await sleeper.get("/v1/subscription")).json()["parts"] == [2, 4]


def test_a_device_is_rung_for_what_came_since_it_could_be() -> None:
    def at(hour: int) -> int:
        return MONDAY + hour * HOUR

    assert rings([2], at(8), EDITION, {at(8)})
    assert rings([2], at(8), EDITION, {at(-12)})
    assert not rings([2], at(8), EDITION, {at(-16)}), "that was rung yesterday"
    assert not rings([2], at(12), EDITION, {at(12)})
    assert rings([0, 2], at(8), EDITION, {at(4)})
    assert not rings([0, 2], at(8), EDITION, {at(0)})
    assert rings([5], at(23), HOUR, {at(23)}), "with short windows too"


async def test_who_signs_out_is_rung_no_more(pen: Pen, service: PushService) -> None:
    """Here, from another device, everywhere, and with the account."""
    here, everywhere, deleted, stays = await members(pen.http, 4)
    for number, one in enumerate((here, everywhere, deleted, stays)):
        await subscribe(one, service, number)
    assert (await here.delete("/v1/session")).status_code == 204
    assert (await everywhere.delete("/v1/sessions")).status_code == 204
    assert (await deleted.delete("/v1/account")).status_code == 204
    await edition(pen)
    assert [push.path for push in service.take()] == ["/push/3"]
    assert await pen.column("SELECT count(*) FROM subscriptions") == [1]


async def test_a_device_may_stop_and_begin_again(pen: Pen, service: PushService) -> None:
    (one,) = await members(pen.http, 1)
    await subscribe(one, service, 1)
    assert (await one.delete("/v1/subscription")).status_code == 204
    assert (await one.delete("/v1/subscription")).status_code == 204
    await edition(pen)
    assert service.take() == []
    await subscribe(one, service, 2)
    await edition(pen)
    assert [push.path for push in service.take()] == ["/push/2"]


async def test_the_same_again_writes_nothing(pen: Pen, service: PushService) -> None:
    """A page makes sure at each visit; a row that it wrote would say when."""
    (one,) = await members(pen.http, 1)
    await subscribe(one, service, 1)
    rows = await pen.rows("SELECT xmin::text, ctid, * FROM subscriptions")
    await subscribe(one, service, 1)
    assert await pen.rows("SELECT xmin::text, ctid, * FROM subscriptions") == rows
    await subscribe(one, service, 1, [3])
    assert await pen.rows("SELECT xmin::text, ctid, * FROM subscriptions") != rows


async def test_a_thief_of_the_database_reads_no_address(pen: Pen, service: PushService) -> None:
    people = await members(pen.http, 2)
    for number, (one, parts) in enumerate(zip(people, ([0], ALWAYS), strict=True)):
        await subscribe(one, service, number, parts)
    rows = await pen.rows("SELECT sealed, due FROM subscriptions")
    assert len({len(row["sealed"]) for row in rows}) == 1
    assert len({row["due"] for row in rows}) == 1
    assert not any(b"push" in row["sealed"] or b"127" in row["sealed"] for row in rows)


async def test_no_log_names_an_address(
    pen: Pen, service: PushService, capfd: pytest.CaptureFixture[str]
) -> None:
    (one,) = await members(pen.http, 1)
    receiver = await subscribe(one, service, 1)
    service.answers[receiver.path] = (500, "")
    await edition(pen)
    logged = "".join(capfd.readouterr())
    assert "some pushes failed" in logged
    assert receiver.path not in logged
    assert service.url not in logged


async def test_a_server_may_have_no_push(
    postgres: str, tmp_path: Any, service: PushService
) -> None:
    settings = rehearsal(tmp_path, push=False)
    async with (
        fresh_database(postgres) as url,
        running(settings, url) as app,
        client_of(app) as http,
    ):
        (one,) = await members(http, 1)
        assert (await one.get("/v1/subscription")).json() == {"key": "", "parts": []}
        body = Receiver(1).subscription(service.url, ALWAYS)
        assert (await one.put("/v1/subscription", json=body)).status_code == 404


async def test_only_who_is_signed_in(http: httpx2.AsyncClient) -> None:
    for method in ("GET", "PUT", "DELETE"):
        answer = await http.request(method, "/v1/subscription", json={})
        assert (answer.status_code, problem(answer)) == (401, "not-signed-in")
