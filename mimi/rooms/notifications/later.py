"""When a push that failed is tried again."""

from email.utils import parsedate_to_datetime

from mimi.kit.kit import Kit
from mimi.kit.windows import next_window
from mimi.settings_tables import DAY, HOUR


def later(kit: Kit, retry_after: bytes | None) -> int:
    """As the push service asks (RFC 9110, 10.2.3), within a day; otherwise in an hour.

    In whole comments windows, so that a row keeps no finer time.
    """
    now = kit.clock.now()
    wait = _seconds(retry_after, now)
    then = now + (HOUR if wait is None else min(max(wait, 1), DAY))
    return next_window(then, kit.settings.rhythm.comments)


def _seconds(retry_after: bytes | None, now: int) -> int | None:
    """None when it says nothing that we understand."""
    text = (retry_after or b"").decode("ascii", "replace").strip()
    if text.isdecimal() and len(text) < 10:
        return int(text)
    try:
        return int(parsedate_to_datetime(text).timestamp()) - now
    except (ValueError, TypeError, OverflowError):
        return None
