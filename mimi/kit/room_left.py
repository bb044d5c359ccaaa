"""How much room is left on the disk of the data."""

import shutil

from mimi.settings import Settings

MB = 1_000_000


def is_short(settings: Settings) -> bool:
    """Whether to keep what is left: PostgreSQL that cannot write its log at all stops, and then
    nobody reads either. Looked at anew each time, so that room made is used at once."""
    return free(settings) < settings.reserve * MB


def free(settings: Settings) -> int:
    """Bytes."""
    return shutil.disk_usage(settings.data).free
