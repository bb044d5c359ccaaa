"""Photos are rebuilt in a child process, because decoders of pictures are what attackers break."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from weakref import WeakKeyDictionary

from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.photos.child import TOO_LARGE

CHILD = Path(__file__).with_name("child.py")  # by its path: it imports nothing of the server
CHILDREN = 2  # at most at once; each may take 0.8 GB
SECONDS = 60  # a busy machine is slow, not wrong; of the processor it gets 15

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def rebuild(kit: Kit, data: bytes) -> bytes:
    """The picture in its sizes, as `sizes.picked` knows them, together at most 512 KiB, the largest
    of 1600 pixels a side; always the same bytes.

    Protects the author from what cameras and programs write into files (place, time, device,
    owner, thumbnail of the uncropped picture), and the server from crafted files.
    Problems: photo-too-large (more bytes or pixels than the caps), photo-unreadable.
    """
    if len(data) > kit.settings.caps.photo_bytes:
        raise _too_large()
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(CHILDREN)):
        code, files = await _run(data, kit.settings.caps.photo_pixels)
    if code == TOO_LARGE:
        raise _too_large()
    if code != 0 or not files:
        raise Problem(400, "photo-unreadable", "A photo is a whole, still JPEG, PNG or WebP.")
    return files


async def _run(data: bytes, pixels: int) -> tuple[int | None, bytes]:
    arguments = [sys.executable, "-I", str(CHILD), str(pixels)]
    process = await asyncio.create_subprocess_exec(
        *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd="/", env={}
    )
    try:
        files, _ = await asyncio.wait_for(process.communicate(data), SECONDS)
    except TimeoutError:
        return None, b""
    finally:
        await _end(process)
    return process.returncode, files


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _too_large() -> Problem:
    return Problem(413, "photo-too-large", "This photo has too many bytes or pixels.")
