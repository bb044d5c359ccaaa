"""Where a push may go. An endpoint is written by a member, so it is anybody's address.

Protects what lies beside the server, and members, from somebody who subscribes with an address of
the server's own network: what a host stands for is looked at when a connection is made, and the
connection is made to just that address, so that a name cannot mean another one a moment later.
"""

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, cast
from urllib.parse import urlsplit

import httpcore2

# What leads to IPv4 by another name (RFC 6052, 8215, 3056, 4380).
DISGUISES = [
    ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]


def check(endpoint: str, rehearsal: bool) -> None:
    """HTTPS on its own port; on a rehearsal loopback too. Raises ValueError."""
    parts = urlsplit(endpoint)
    host, local = parts.hostname or "", rehearsal and is_loopback(parts.hostname or "")
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise ValueError("not an address")
    if parts.username is not None or parts.fragment or not host:
        raise ValueError("more than an address")
    if not local and (parts.scheme != "https" or parts.port not in {None, 443}):
        raise ValueError("not HTTPS")
    if not local and (_is_number(host) and not is_public(host)):
        raise ValueError("not of the internet")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    return _is_number(host) and ip_address(host).is_loopback


def is_public(address: str) -> bool:
    """Whether anybody on the internet means the same machine by it."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in disguise for disguise in DISGUISES):
            return False
    return ip.is_global and not ip.is_multicast


# A silent name server holds a thread for as long as it likes: photos and tokens have others.
_names = ThreadPoolExecutor(20, "names")  # as many as there are pushes at once


class PublicOnly(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses, on a rehearsal to loopback too."""

    def __init__(self, rehearsal: bool) -> None:
        self._rehearsal = rehearsal
        self._inner = cast(httpcore2.AsyncNetworkBackend, httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as the library calls it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Raises httpcore2.ConnectError."""
        try:
            async with asyncio.timeout(timeout):
                found = await _addresses(host, port)
        except (OSError, TimeoutError, UnicodeError) as error:
            raise httpcore2.ConnectError("no such host") from error
        if not all(is_public(one) or (self._rehearsal and is_loopback(one)) for one in found):
            raise httpcore2.ConnectError("not of the internet")
        return await self._inner.connect_tcp(found[0], port, timeout, local_address, socket_options)


async def _addresses(host: str, port: int) -> list[str]:
    """All that a name stands for; IPv4 first, since not every server has the other."""
    loop = asyncio.get_running_loop()
    infos = await loop.run_in_executor(
        _names, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )
    found = [str(info[4][0]) for info in sorted(infos, key=lambda info: info[0] != socket.AF_INET)]
    if not found:
        raise OSError("no address")
    return found
