"""Looking at pictures, in a child process that is ended when it has looked at some."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

import msgspec
import structlog

from mimi.care.prints import Print

log = structlog.get_logger()

CHILD = Path(__file__).with_name("eye.py")  # by its path: it has nothing of the server
SECONDS = 180  # for all that it is given
MOST = 25  # pictures a child: 7 MB

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A function of the picture alone."""

    print: Print | None  # None of what is too plain
    nudity: float | None  # from 0 to 1; None when it was not looked for


NOTHING = Seen(None, None)


async def look(webps: Sequence[bytes], *, nudity: bool) -> list[Seen]:
    """At most MOST of our own WebPs, one call after the other. What no child gets through alone is
    NOTHING: it must not keep the others from being looked at."""
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        seen = await _run(webps, nudity)
        if seen is None:
            alone = [await _run([webp], nudity) for webp in webps]
            seen = [one[0] if one else NOTHING for one in alone]
    return seen


async def _run(webps: Sequence[bytes], nudity: bool) -> list[Seen] | None:
    """None when the child did not end well."""
    arguments = [sys.executable, "-I", str(CHILD), "nudity" if nudity else "copies"]
    process = await asyncio.create_subprocess_exec(
        *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env={}
    )
    given = b"".join(len(webp).to_bytes(4) + webp for webp in webps)
    try:
        found, _ = await asyncio.wait_for(process.communicate(given), SECONDS)
        seen = msgspec.msgpack.decode(found, type=list[Seen])
    except (TimeoutError, msgspec.DecodeError) as error:
        log.error("looks", kind=type(error).__name__)
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return seen if len(seen) == len(webps) else None
