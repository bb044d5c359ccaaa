"""Where a push may go: to a public address by HTTPS, and nowhere beside the server."""

import asyncio
import os
import socket
import threading
from typing import Any

import httpcore2
import httpx2
import pytest

from mimi.kit import base64url
from mimi.rooms.notifications import addresses
from tests.conftest import problem
from tests.people import members
from tests.push_service import PushService, Receiver

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
    good = Receiver(1).subscription("https://push.example", [0, 1, 2, 3, 4, 5])
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


async def test_a_silent_name_server_holds_no_thread_of_others(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos, tokens and passphrases wait for the loop's own threads."""
    goes_on, known = threading.Event(), socket.getaddrinfo

    def silent(*of: Any, **how: Any) -> Any:
        goes_on.wait(30)
        return known(*of, **how)

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    port = int(service.url.rpartition(":")[2])
    public = addresses.PublicOnly(rehearsal=True)
    threads = (os.cpu_count() or 1) + 4  # of the loop's own
    calls = [asyncio.create_task(public.connect_tcp("localhost", port)) for _ in range(threads)]
    await asyncio.sleep(0)  # all have asked
    async with asyncio.timeout(20):
        await asyncio.to_thread(goes_on.set)
    for stream in await asyncio.gather(*calls):
        await stream.aclose()


def test_no_loopback_but_in_a_rehearsal() -> None:
    addresses.check("http://127.0.0.1:8080/x", rehearsal=True)
    for endpoint in ("http://127.0.0.1:8080/x", "https://127.0.0.1/x", "https://[::1]/x"):
        with pytest.raises(ValueError, match="not"):
            addresses.check(endpoint, rehearsal=False)
