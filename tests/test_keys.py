"""The keyring: separate keys, sealed values, window keys that can be destroyed."""

import stat
from pathlib import Path

from mimi.kit.chance import Chance
from mimi.kit.keys import Keys, seal, unseal


def test_every_purpose_has_its_own_key_and_keeps_it(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys", Chance())
    again = Keys(tmp_path / "keys", Chance())
    assert keys.key("pair") == again.key("pair") != keys.key("phone")


def test_parts_of_a_tag_do_not_run_together(tmp_path: Path) -> None:
    keys = Keys(tmp_path, Chance())
    assert keys.tag("pair", b"ab", b"c") != keys.tag("pair", b"a", b"bc")


def test_what_is_sealed_opens_only_for_its_purpose(tmp_path: Path) -> None:
    keys = Keys(tmp_path, Chance())
    sealed = keys.seal("cursor", b"here")
    assert keys.unseal("cursor", sealed) == b"here"
    assert keys.unseal("queue", sealed) is None
    assert keys.unseal("cursor", sealed[:-1] + bytes([sealed[-1] ^ 1])) is None
    assert keys.unseal("cursor", b"") is None


def test_a_destroyed_window_key_is_gone_for_ever(tmp_path: Path) -> None:
    keys = Keys(tmp_path, Chance())
    key = keys.window_key("edition-0")
    sealed = seal(key, b"a secret", Chance())
    assert keys.window_key("edition-0") == key
    keys.destroy_window_keys("edition", 0)
    assert unseal(keys.window_key("edition-0"), sealed) is None


def test_only_the_server_user_reads_the_keyring(tmp_path: Path) -> None:
    Keys(tmp_path / "keys", Chance()).window_key("edition-0")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    for file in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
