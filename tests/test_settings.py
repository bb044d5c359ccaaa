"""Settings: one typed place; what is mistyped or unsafe stops the start."""

from pathlib import Path

import pytest

from mimi.settings import Settings, SettingsError, check, load
from mimi.settings_tables import Rhythm


def test_file_then_environment(tmp_path: Path) -> None:
    file = tmp_path / "mimi.toml"
    file.write_text('name = "Class 5"\n[circle]\nfull = 20\n')
    settings = load({"MIMI_SETTINGS": str(file), "MIMI_CIRCLE__FULL": "16", "MIMI_PORT": "9000"})
    assert (settings.name, settings.circle.full, settings.port) == ("Class 5", 16, 9000)


@pytest.mark.parametrize(
    "tables",
    [
        {"prot": 8000},
        {"port": "many"},
        {"circle": {"kk": 12}},
        {"circle": {"k": 3}},
        {"circle": {"k": 30}},
        {"clock": "sundial"},
    ],
)
def test_a_typo_or_an_unsafe_size_is_refused(tables: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match=r"^settings: "):
        check(tables)


@pytest.mark.parametrize(
    "tables",
    [
        {"clock": "manual"},
        {"seed": "x"},
        {"fixed_code": "123456"},
        {"rhythm": {"edition": 60}},
        {"caps": {"codes_per_number": 100}},
    ],
)
def test_rehearsal_settings_are_refused_off_loopback(tables: dict[str, object]) -> None:
    assert check({**tables, "host": "127.0.0.1"}).rehearsal
    assert check({**tables, "public_url": "http://localhost:8000"}).rehearsal
    for place in (
        {"host": "0.0.0.0"},  # noqa: S104 - the address is the point of the test
        {"host": "mimi.example"},
        {"host": "127.0.0.1", "public_url": "https://mimi.example"},
        {"host": "127.0.0.1", "public_url": "https://127.0.0.1.mimi.example"},
    ):
        with pytest.raises(SettingsError, match="loopback"):
            check(tables | place)


@pytest.mark.parametrize("url", ["mimi.example", "https://", "https://mimi.example/", "ftp://a"])
def test_a_public_url_is_an_origin(url: str) -> None:
    with pytest.raises(SettingsError, match="public_url"):
        check({"public_url": url})


def test_a_real_server_is_no_rehearsal() -> None:
    public = {"public_url": "https://mimi.example", "rhythm": {"edition": 8 * 3600}}
    assert not check(public | {"caps": {"codes_per_server": 1}, "name": "Class 5"}).rehearsal


def test_windows_may_be_longer_anywhere() -> None:
    assert check({"host": "::", "rhythm": {"edition": 8 * 3600}}).rhythm.edition == 8 * 3600


def test_the_defaults_are_the_design() -> None:
    assert Settings().rhythm == Rhythm(edition=4 * 3600)
    assert Settings().circle.k == 12


def test_settings_show_no_key_and_no_password() -> None:
    """Wherever a log or a traceback writes them."""
    storage = {"bucket": "b", "access_key": "hush", "access_secret": "hush"}
    settings = check({"database_url": "postgresql://mimi:hush@db/mimi", "storage": storage})
    shown = f"{settings!r} {settings} {settings.storage!r}"
    for one in (settings, settings.storage):
        shown += f" {one.__rich_repr__()}"
    assert "hush" not in shown
