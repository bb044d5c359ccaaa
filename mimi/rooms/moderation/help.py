"""Where somebody listens, by country: a list that the operator keeps.

The same for everybody, asked for in the rhythm of the page: no request says that somebody needs it.
"""

from functools import lru_cache
from pathlib import Path

import msgspec

from mimi.settings import Settings, shipped

NAME = "helplines.json"


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: str  # to talk to somebody
    danger: str  # when there is danger now


class Helplines(msgspec.Struct, frozen=True):
    lines: dict[str, Help]  # by country, as "CN"


def helplines(settings: Settings) -> Helplines:
    """Of `helplines.json` in the folder of texts, or else of ours: who copies the terms alone does
    not mean that nobody shall be shown where help is."""
    own = Path(settings.texts) / NAME
    return Helplines(_read(own if own.exists() else Path(shipped("docs")) / NAME))


@lru_cache(maxsize=8)
def _read(path: Path) -> dict[str, Help]:
    """Read once: after a change the server is started again."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Help])
