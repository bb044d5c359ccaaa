"""What the server says about itself."""

from mimi.kit.logs import keep_safe


def test_only_known_keys_are_written() -> None:
    event = {"event": "fault", "kind": "KeyError", "account": "6f1e", "phone": "+12025550100"}
    assert keep_safe(None, "error", event) == {"event": "fault", "kind": "KeyError", "withheld": 2}
