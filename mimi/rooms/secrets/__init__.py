"""The secrets room: told without an author, out in editions, found only through a viewer."""

from mimi.rooms.secrets.actions import (
    card,
    find,
    find_in_circle,
    find_near,
    find_seen,
    gone,
    live,
    remove,
    set_reach,
    sights,
)
from mimi.rooms.secrets.model import HIDDEN, Card, Live, Refund, Removal, Secret
from mimi.rooms.secrets.post_keys import notice_key, owns, read_bytes, secret_id, signed
from mimi.rooms.secrets.refunds import refund
from mimi.rooms.secrets.release import erase, jobs
from mimi.rooms.secrets.routes import routes
from mimi.rooms.secrets.store import newest, set_comments, told
from mimi.rooms.secrets.store_holds import (
    came_out,
    notice_of,
    rungs,
    set_calm,
    set_note,
    set_rungs,
    set_safe,
    set_veiled,
    text_of,
    texts_after,
)
from mimi.rooms.secrets.store_queue import places
from mimi.rooms.secrets.store_threads import badges, close, count_badge, count_said
from mimi.rooms.secrets.text import clean

__all__ = [
    "HIDDEN",
    "Card",
    "Live",
    "Refund",
    "Removal",
    "Secret",
    "badges",
    "came_out",
    "card",
    "clean",
    "close",
    "count_badge",
    "count_said",
    "erase",
    "find",
    "find_in_circle",
    "find_near",
    "find_seen",
    "gone",
    "jobs",
    "live",
    "newest",
    "notice_key",
    "notice_of",
    "owns",
    "places",
    "read_bytes",
    "refund",
    "remove",
    "routes",
    "rungs",
    "secret_id",
    "set_calm",
    "set_comments",
    "set_note",
    "set_reach",
    "set_rungs",
    "set_safe",
    "set_veiled",
    "sights",
    "signed",
    "text_of",
    "texts_after",
    "told",
]
