"""The Python client as a package of its own, and the file that its command line keeps."""

import json
import os
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import httpx2
import pytest

from mimi.client import Device, Unsure
from mimi.client.cli.running import sentences
from mimi.client.state import (
    DeviceFile,
    Unusable,
    WrongPassphrase,
    of_device,
    to_device,
)
from tests.browser import free_port
from tests.classroom import classroom, editions_pass

ROOT = Path(__file__).parent.parent
ALONE = ROOT / "clients/python"
# Of the server's dependencies, what nobody needs who only speaks HTTP.
SERVER = ("asyncpg", "granian", "litestar", "msgspec", "numpy", "obstore", "PIL", "structlog")
LOAD = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
class Blocked:
    def find_spec(self, name, *_):
        if name.partition(".")[0] in sys.argv[3].split(","):
            raise ImportError(name)
sys.meta_path.insert(0, Blocked())
import mimi.client, mimi.client.cli
assert mimi.client.__file__.startswith(sys.argv[1]), mimi.client.__file__
print(*sorted(mimi.client.__all__))
mimi.client.cli.app(["--help"])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacked, as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ALONE, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_client_needs_nothing_of_the_server(wheel: Path) -> None:
    """Its own files and its dependencies, without this folder and the server's libraries."""
    libraries = str(Path(httpx2.__file__).parent.parent)
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LOAD, wheel, libraries, ",".join(SERVER)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Device" in run.stdout and "sign-in" in run.stdout


def test_it_is_typed_and_small(wheel: Path) -> None:
    files = [path.relative_to(wheel).as_posix() for path in wheel.rglob("*.py")]
    assert (wheel / "mimi/py.typed").exists()
    kit = {"__init__.py", "base64url.py", "poprf.py", "tokens.py"}
    assert {name for name in files if "client/" not in name} == {
        "mimi/__init__.py",
        *(f"mimi/kit/{name}" for name in kit),
    }


def test_it_wants_what_the_server_wants_of_the_same_library() -> None:
    server, client = (
        set(tomllib.loads((folder / "pyproject.toml").read_text())["project"]["dependencies"])
        for folder in (ROOT, ALONE)
    )
    assert client < server


# the file ---------------------------------------------------------------------------------


def mimi(
    home: Path, *words: str, said: str = "", **more: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mimi.client.cli", *words],
        input=said,
        env={**os.environ, "HOME": str(home), **more},
        start_new_session=True,  # no terminal: a passphrase comes from what is piped in
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(run: "subprocess.CompletedProcess[str]") -> str:
    """Without what was asked before it."""
    return run.stderr.splitlines()[-1]


def state() -> dict[str, object]:
    return of_device(Device(httpx2.AsyncClient(), bytes(16)), "http://127.0.0.1:1")


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    file = DeviceFile(tmp_path / "new" / "device")
    with file.held():
        file.write(state())
    for path in (file.path, file.path.parent, *file.path.parent.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_sealed_file_says_nothing_without_its_passphrase(tmp_path: Path) -> None:
    file = DeviceFile(tmp_path / "device", "a long sentence")
    file.write(state())
    assert set(json.loads(file.path.read_text())) == {"salt", "sealed"}
    assert bytes(16).hex() not in file.path.read_text()
    assert (file.read() or {})["seed"] == bytes(16).hex()
    with pytest.raises(WrongPassphrase):
        DeviceFile(file.path, "another").read()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "device").write_text("not ours")
    with pytest.raises(Unusable):
        DeviceFile(tmp_path / "device").read()


async def test_a_device_comes_out_of_its_file_as_it_went_in(
    http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """Its tokens can be spent and what it wrote taken back."""
    members = await classroom(http)
    secret = await members[0].tell("Kept in a file.", edition="next")
    await editions_pass(http)
    answer = await members[0].comment(await members[0].card(secret), "By myself.")
    file = DeviceFile(tmp_path / "device", "a long sentence")
    file.write(of_device(members[0], "http://127.0.0.1:8000"))
    again = to_device(file.read() or {}, http)
    assert again.wallet == members[0].wallet
    assert again.written == members[0].written
    assert (again.session, again.number) == (members[0].session, members[0].number)
    await again.tell("Told by the second.")
    await again.remove_comment(secret, answer)
    await again.remove_secret(secret)


def test_locking_and_unlocking(tmp_path: Path) -> None:
    path = tmp_path / ".config/mimi/device"
    file = DeviceFile(path)
    with file.held():
        file.write(state())
    plain = mimi(tmp_path, "words").stdout
    assert len(plain.split()) == 12
    assert mimi(tmp_path, "lock", said="a long sentence\n").returncode == 0
    assert file.is_sealed()
    wrong = mimi(tmp_path, "words", said="guessed\n")
    assert (wrong.returncode, last_line(wrong)) == (2, "this is not the passphrase")
    assert mimi(tmp_path, "words", said="a long sentence\n").stdout == plain
    assert mimi(tmp_path, "lock", said="a long sentence\n\n").returncode == 0
    assert not file.is_sealed()


def test_what_a_member_can_mend_is_a_sentence(tmp_path: Path) -> None:
    run = mimi(tmp_path, "feed")
    assert (run.returncode, last_line(run)) == (2, "nobody is signed in here: mimi sign-in NUMBER")
    server = f"http://127.0.0.1:{free_port()}"
    run = mimi(tmp_path, "sign-in", "+8613800000001", "--server", server, "--code", "1")
    assert (run.returncode, last_line(run)) == (2, "the server does not answer; nothing is lost")
    assert not (tmp_path / ".config/mimi/device").exists()
    run = mimi(tmp_path, "sign-in", "+8613800000001", "--words", said="one two three\n")
    assert (run.returncode, last_line(run)) == (2, "these are not the twelve words of a vault")


def test_nobody_reads_that_nothing_happened_where_it_may_have(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who tells it again would stand there twice."""
    with pytest.raises(SystemExit), sentences():
        raise Unsure("mute")
    assert "it may have been told" in capsys.readouterr().err
    with pytest.raises(SystemExit), sentences():
        raise httpx2.ConnectError("absent")
    assert capsys.readouterr().err == "the server does not answer; nothing is lost\n"
