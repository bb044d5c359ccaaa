"""Several servers of PostgreSQL in one URL, of which one takes writes: the primary of the moment.

    postgresql://mimi:…@10.0.0.1,10.0.0.2,10.0.0.3/mimi

asyncpg asks the hosts in their order within one patience, so one that is silent (a machine without
power, a process that stands still) would have all of it, at every try. And dbmate knows one host.
"""

import asyncio
import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import asyncpg

SILENT = 2  # seconds that one host has to answer; two silent ones are less than `db.PATIENCE`
UNTIL = 20  # seconds in which a primary is found at a start: one may be promoted just now
AGAIN = 0.2  # seconds between two looks
NOT_IT = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # it starts, stops or recovers
    asyncpg.TargetServerAttributeNotMatched,
)


def each(url: str) -> list[str]:
    """A URL for each host, of which only one that takes writes is of use; of one host the same."""
    parts = urlsplit(url)
    who, at, where = parts.netloc.rpartition("@")
    if "," not in where:
        return [url]
    rest = [pair for pair in parse_qsl(parts.query) if pair[0] != "target_session_attrs"]
    one = parts._replace(query=urlencode(rest))
    return [one._replace(netloc=f"{who}{at}{host}").geturl() for host in where.split(",")]


class Hosts:
    """Asked in their order, but first the one that took writes last."""

    def __init__(self, url: str) -> None:
        self.urls = each(url)

    async def connect(self, *_: Any, **how: Any) -> asyncpg.Connection:
        """To the primary. Raises OSError when there is none."""
        for url in list(self.urls):
            try:
                connection = await asyncpg.connect(
                    url, timeout=SILENT, target_session_attrs="read-write", **how
                )
            except NOT_IT:
                continue
            self.urls.sort(key=url.__ne__)
            return connection
        raise ConnectionError("no server of PostgreSQL takes writes")


async def primary(url: str) -> str:
    """The URL of the one host that takes writes. Raises OSError."""
    hosts = Hosts(url)
    ends = time.monotonic() + UNTIL
    while len(hosts.urls) > 1:
        try:
            await (await hosts.connect()).close()
            break
        except OSError:
            if time.monotonic() > ends:
                raise
            await asyncio.sleep(AGAIN)
    return hosts.urls[0]


WAIT = """
    SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL
        THEN pg_logical_emit_message(true, 'mimi', '') END
"""


async def stand_behind(db: asyncpg.pool.PoolConnectionProxy) -> None:
    """The transaction's end waits for the standby although it wrote nothing.

    What a write finds done may be of a transaction that was cut while it waited: acknowledged at
    once, it would be lost with the primary.
    """
    await db.execute(WAIT)
