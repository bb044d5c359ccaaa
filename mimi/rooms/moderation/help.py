"""Where somebody listens, by country: a list that the operator keeps.

The same for everybody, asked for in the rhythm of the page: no request says that somebody needs it.
"""

from functools import lru_cache
from pathlib import Path

import msgspec

from mimi.settings import Settings


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    line: str  # to talk to somebody
    danger: str  # when there is danger now


class Helplines(msgspec.Struct, frozen=True):
    lines: dict[str, Help]  # by country, as "CN"


def helplines(settings: Settings) -> Helplines:
    """Of `helplines.json` in the folder of texts; none when it is not there."""
    return Helplines(_read(Path(settings.texts) / "helplines.json"))


@lru_cache(maxsize=8)
def _read(path: Path) -> dict[str, Help]:
    """Read once: after a change the server is started again."""
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Help])
