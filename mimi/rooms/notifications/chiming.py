"""Tells open pages that a window has come out."""

from mimi.kit import windows
from mimi.kit.kit import Kit

HEARD = {"comments": "comments", "editions": "edition"}  # by job, as the page calls it


async def chime(kit: Kit) -> None:
    """One look at the database for all who listen; the same bytes to each of them.

    Protects authors and readers: what is said depends on the clock alone, so a stream that somebody
    watches says when windows come, which everybody knows, and never for whom.
    """
    if not kit.chimes.heard:
        kit.chimes.past.clear()
        return
    for job, name in HEARD.items():
        async with kit.database.reading() as db:
            done = await windows.done(db, job)
        before = kit.chimes.past.get(job)
        kit.chimes.past[job] = done
        if before is not None and done > before:
            line = f"event: {name}\ndata: {done}\n\n".encode()
            await kit.chimes.say(line, kit.chance.random)
