"""The photos room: a picture comes in, only its pixels go on (P8), and they are kept sealed."""

from typing import Any

from mimi.kit.windows import Job
from mimi.rooms.photos.actions import rebuild
from mimi.rooms.photos.addresses import address, addressed
from mimi.rooms.photos.child import rebuild as files_of
from mimi.rooms.photos.keeping import Photo, find, keep, opened, sweep
from mimi.rooms.photos.looking import MOST as AT_ONCE
from mimi.rooms.photos.looking import Seen, look
from mimi.rooms.photos.sizes import Picture, Size, blurred, picked
from mimi.rooms.photos.store import Kept, delete
from mimi.rooms.photos.store import find as kept
from mimi.rooms.photos.store_looks import (
    looked,
    prints_after,
    reseal_prints,
    set_looked,
    set_rules,
    unlooked,
)

__all__ = [
    "AT_ONCE",
    "Kept",
    "Photo",
    "Picture",
    "Seen",
    "Size",
    "address",
    "addressed",
    "blurred",
    "delete",
    "files_of",
    "find",
    "jobs",
    "keep",
    "kept",
    "look",
    "looked",
    "opened",
    "picked",
    "prints_after",
    "rebuild",
    "reseal_prints",
    "routes",
    "set_looked",
    "set_rules",
    "sweep",
    "unlooked",
]

routes: list[Any] = []
jobs: list[Job] = []  # `sweep` is one of the secrets room, after the night that deletes
