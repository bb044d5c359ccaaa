"""What the server says about itself."""

import json
import subprocess
import sys
from datetime import datetime, timedelta

from mimi.kit.logs import keep_safe


def test_only_known_keys_are_written() -> None:
    event = {"event": "fault", "kind": "KeyError", "account": "6f1e", "phone": "+12025550100"}
    assert keep_safe(None, "error", event) == {"event": "fault", "kind": "KeyError", "withheld": 2}


SAYS = """
import logging, structlog
from mimi.kit.logs import configure
configure()
structlog.get_logger().error("fault", kind="KeyError", phone="+12025550100")
try:
    raise ValueError("of a library")
except ValueError:
    logging.getLogger("library").exception("broken")
logging.getLogger("library").info("chatter")
"""


def test_a_line_is_json_where_no_terminal_shows_it() -> None:
    run = subprocess.run((sys.executable, "-c", SAYS), capture_output=True, text=True, check=True)
    ours, theirs = map(json.loads, run.stderr.splitlines())
    assert datetime.fromisoformat(ours.pop("timestamp")).utcoffset() == timedelta(0)
    assert ours == {"event": "fault", "level": "error", "kind": "KeyError", "withheld": 1}
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("broken", "error", "library")
    assert theirs["exception"].endswith("ValueError: of a library")
