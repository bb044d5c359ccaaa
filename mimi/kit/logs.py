"""What the server says about itself: a few words, never about a person.

Protects members from whoever reads the logs: only keys named here are written, so that an id, a
number or an address given to a log call by mistake goes nowhere.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Each is of the server or of its code, none of a person.
SAFE = frozenset(
    {"event", "level", "timestamp", "kind", "place", "job", "window", "url", "seconds"}
)


def keep_safe(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: says that something was withheld, never what."""
    safe = {key: value for key, value in event.items() if key in SAFE}
    return safe if len(safe) == len(event) else {**safe, "withheld": len(event) - len(safe)}


def configure() -> None:
    """One line an event on standard error, JSON unless a terminal shows it. Other libraries are
    heard from warnings on."""
    level, time = structlog.processors.add_log_level, structlog.processors.TimeStamper("iso")
    is_read = sys.stderr.isatty()
    line = structlog.dev.ConsoleRenderer() if is_read else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[level, keep_safe, time, line],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    others = logging.StreamHandler()
    named, failed = structlog.stdlib.add_logger_name, structlog.processors.format_exc_info
    others.setFormatter(
        structlog.stdlib.ProcessorFormatter(line, foreign_pre_chain=[level, named, failed, time])
    )
    logging.basicConfig(level=logging.WARNING, handlers=[others])
