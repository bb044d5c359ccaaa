"""Push: the same for all who are rung, when an edition is out, and nothing of a person in it."""

from collections.abc import Iterator
from typing import Any

import httpcore2
import httpx2
import pytest

from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.rooms.notifications import addresses
from mimi.rooms.notifications.hours import rings
from tests.classroom import DAY, HOUR
from tests.conftest import MONDAY, client_of, fresh_database, problem, rehearsal, running
from tests.pen import Pen, key
from tests.people import member, members
from tests.push_service import PushService, Receiver, push_service

EDITION = 4 * HOUR
ALWAYS = [0, 1, 2, 3, 4, 5]


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with push_service() as running_one:
        yield running_one


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
    await edition(pen)
    assert [push.path for push in service.take()] == [receiver.path], "no redirect is followed"
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
    await edition(pen)
    assert [push.path for push in service.take()] == [here.path]
    assert await pen.column("SELECT count(*) FROM secrets") == [1]


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


REFUSED: list[dict[str, Any]] = [
    {"endpoint": "http://push.example/x"},
    {"endpoint": "https://push.example:8443/x"},
    {"endpoint": "https://name@push.example/x"},
    {"endpoint": "https://10.1.2.3/x"},
    {"endpoint": "https://169.254.169.254/latest"},
    {"endpoint": "https://[fd00::1]/x"},
    {"endpoint": "https://[::ffff:10.0.0.1]/x"},
    {"endpoint": "https://[64:ff9b::a00:1]/x"},
    {"endpoint": "https://push.example/\r\nx: y"},
    {"endpoint": "https://pu sh.example/"},
    {"endpoint": "https:///x"},
    {"endpoint": "ftp://push.example/x"},
    {"endpoint": "https://[::1/x"},
    {"endpoint": "https://push.example:port/x"},
    {"p256dh": base64url.encode(b"\4" + bytes(64))},
    {"p256dh": "AA"},
    {"auth": base64url.encode(bytes(15))},
]


async def test_what_is_no_subscription_is_refused(http: httpx2.AsyncClient) -> None:
    (one,) = await members(http, 1)
    good = Receiver(1).subscription("https://push.example", ALWAYS)
    for change in REFUSED:
        answer = await one.put("/v1/subscription", json=good | change)
        assert (answer.status_code, problem(answer)) == (400, "invalid-subscription"), change
    for parts in ([], [6], [-1], [0] * 7, None, "0"):
        answer = await one.put("/v1/subscription", json=good | {"parts": parts})
        assert (answer.status_code, problem(answer)) == (400, "invalid-request"), parts
    assert (await one.put("/v1/subscription", json=good)).status_code == 204


def test_an_address_of_the_servers_own_network_is_known() -> None:
    near = ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.1.2.3"]
    far = ["100.64.0.1", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1"]
    hidden = ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::"]
    assert [one for one in (*near, *far, *hidden) if addresses.is_public(one)] == []
    assert all(addresses.is_public(one) for one in ("93.184.215.14", "2606:2800:21f::1"))


async def test_a_name_that_stands_for_a_private_address_is_not_called(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up when the connection is made, and all that it stands for must be of
    the internet."""

    async def both(_: str, __: int) -> list[str]:
        return ["93.184.215.14", "127.0.0.1"]

    monkeypatch.setattr(addresses, "_addresses", both)
    with pytest.raises(httpcore2.ConnectError, match="not of the internet"):
        await addresses.PublicOnly(rehearsal=False).connect_tcp("push.example", 443)
    port = int(service.url.rpartition(":")[2])
    monkeypatch.undo()
    with pytest.raises(httpcore2.ConnectError, match="not of the internet"):
        await addresses.PublicOnly(rehearsal=False).connect_tcp("localhost", port)
    stream = await addresses.PublicOnly(rehearsal=True).connect_tcp("localhost", port)
    await stream.aclose()


def test_no_loopback_but_in_a_rehearsal() -> None:
    addresses.check("http://127.0.0.1:8080/x", rehearsal=True)
    for endpoint in ("http://127.0.0.1:8080/x", "https://127.0.0.1/x", "https://[::1]/x"):
        with pytest.raises(ValueError, match="not"):
            addresses.check(endpoint, rehearsal=False)


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
