"""Whatever comes from outside is read or refused: no parser raises anything but what it says."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mimi import roster
from mimi.client.vault import Vault
from mimi.kit import base64url, keys, padding, tokens
from mimi.kit.chance import Chance
from mimi.kit.errors import Problem
from mimi.rooms.accounts.model import SignIn
from mimi.rooms.accounts.numbers import normalise
from mimi.rooms.comments import model as comments
from mimi.rooms.feed import model as feed
from mimi.rooms.secrets import uploads
from mimi.settings import Settings, SettingsError, check, load
from mimi.town import graph
from mimi.town.graph import EdgesError

TEXT = st.text(max_size=200)
BYTES = st.binary(max_size=400)
ID = st.uuids()
LONG = st.integers(-(2**63), 2**63 - 1)
PLACE = st.binary(min_size=8, max_size=8)
REGIONS = st.sampled_from(["CN", "US", "DE", "GB", "XX", ""])


@given(TEXT | st.from_regex(r"[+0-9 ()./ext-]{1,30}", fullmatch=True), REGIONS)
@example("+86 138 0013 8000;ext=1", "CN")
@example("tel:+86-138-0013-8000;phone-context=+86", "CN")
def test_a_number_is_one_number_or_none(written: str, region: str) -> None:
    number = normalise(written, region)
    if number is not None:
        assert number[0] == "+"
        assert number[1:].isascii()
        assert number[1:].isdigit()
        assert normalise(number, "US") == number


@given(TEXT, st.sampled_from([None, 16, 32]))
def test_base64url_is_read_or_refused(text: str, length: int | None) -> None:
    try:
        data = base64url.decode(text, length)
    except ValueError:
        return
    assert base64url.encode(data) == text
    assert length in (None, len(data))


@given(TEXT)
def test_a_token_is_read_or_refused(header: str) -> None:
    try:
        token = tokens.unpack(header)
    except ValueError:
        return
    assert tokens.pack(token) == header


@given(ID, LONG, LONG, PLACE, ID, ID)
def test_a_place_in_the_feed_is_its_viewers(  # noqa: PLR0913, PLR0917 one a part of it
    viewer: UUID, top: int, edition: int, place: bytes, secret: UUID, other: UUID
) -> None:
    position = feed.Position(top, edition, place, secret)
    assert feed.unpacked(position.packed(viewer), viewer) == position
    assert other == viewer or feed.unpacked(position.packed(viewer), other) is None


@given(ID, LONG, ID, ID)
def test_a_place_in_a_thread_is_its_threads(
    secret: UUID, released: int, comment: UUID, other: UUID
) -> None:
    position = comments.Position(released, comment)
    assert comments.unpacked(position.packed(secret), secret) == position
    assert other == secret or comments.unpacked(position.packed(secret), other) is None


@given(BYTES, st.integers(0, 500))
def test_padding_comes_off(plain: bytes, size: int) -> None:
    if len(plain) + 4 > size:
        with pytest.raises(ValueError):
            padding.pad(plain, size)
    else:
        assert padding.unpad(padding.pad(plain, size)) == plain
        assert len(padding.pad(plain, size)) == size


@given(st.binary(min_size=32, max_size=32), BYTES, BYTES, st.integers(0, 10_000))
def test_what_is_sealed_opens_whole_or_not_at_all(
    key: bytes, plain: bytes, rubbish: bytes, at: int
) -> None:
    sealed = bytearray(keys.seal(key, plain, Chance("x")))
    assert keys.unseal(key, bytes(sealed)) == plain
    assert keys.unseal(key, rubbish) is None
    sealed[at % len(sealed)] ^= 1
    assert keys.unseal(key, bytes(sealed)) is None


WORDS = st.sampled_from([*Vault(bytes(16)).words.split(), "zoo", "zebra", "秘密", "", "ABOUT"])


@given(TEXT | st.lists(WORDS, max_size=25).map(" ".join))
def test_words_are_a_vault_or_refused(words: str) -> None:
    try:
        vault = Vault.from_words(words)
    except ValueError:
        return
    assert Vault.from_words(vault.words).seed == vault.seed


# forms: what is told


FORMS = st.lists(
    st.sampled_from(
        [
            *(b"--x", b"--", b"\r\n", b"\n", b"\r\n\r\n", b"\0", b"\xff", b";", b'"', b"{}", b"x"),
            *(b"Content-Disposition: form-data; name=", b"secret", b"photo", b"Content-Length: 9"),
            *(b"Content-Type: multipart/mixed; boundary=y", b'{"text":"a","post_key":"b"}'),
        ]
    ),
    max_size=25,
).map(b"".join)


@given(st.sampled_from(["x", "", "-", "\0", "秘", "x" * 300, 'a"b']) | TEXT, FORMS | BYTES)
def test_a_form_is_read_or_refused(boundary: str, body: bytes) -> None:
    try:
        parts = uploads.read_parts(boundary, body)
    except Problem as problem:
        assert problem.name == "invalid-request"
        return
    assert len(parts) <= 2
    assert sum(len(part) for part in parts.values()) <= len(body)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(JSON.map(lambda value: json.dumps(value).encode()) | BYTES)
def test_a_secret_is_read_or_refused(secret: bytes) -> None:
    try:
        telling = uploads.read_telling(secret)
    except Problem as problem:
        assert problem.name == "invalid-request"
        return
    assert isinstance(telling.text, str)


@given(st.dictionaries(st.sampled_from(SignIn.__struct_fields__), JSON))
def test_a_sign_in_is_of_its_type_or_refused(body: dict[str, Any]) -> None:
    try:
        signing = msgspec.convert(body, SignIn)
    except msgspec.ValidationError:
        return
    assert len(signing.phone) <= 64
    assert signing.keep in ("cookie", "token")


# what an operator gives


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
@example(b"[circle]\nk = 4\n")
def test_a_settings_file_is_settings_or_a_sentence(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mimi.toml"
        file.write_bytes(content)
        try:
            settings = load({"MIMI_SETTINGS": str(file)})
        except SettingsError:
            return
    assert settings.circle.k >= 4


NAMES = st.sampled_from([*Settings.__struct_fields__, "circle__k", "port__x", "rhythm__epoch", ""])
ENVIRONMENT = st.dictionaries(
    NAMES.map(lambda name: f"MIMI_{name.upper()}"),
    TEXT | st.integers(-(10**20), 10**20).map(str),
    max_size=4,
)


@given(ENVIRONMENT)
def test_variables_are_settings_or_a_sentence(environment: dict[str, str]) -> None:
    environment.pop("MIMI_SETTINGS", None)
    try:
        assert load(environment).circle.k >= 4
    except SettingsError as error:
        assert str(error).startswith("settings: ")


@given(st.dictionaries(st.sampled_from(Settings.__struct_fields__), JSON, max_size=3))
def test_tables_are_settings_or_a_sentence(tables: dict[str, Any]) -> None:
    try:
        assert check(tables).rhythm.edition > 0
    except SettingsError as error:
        assert str(error).startswith("settings: ")


LINES = st.lists(st.integers(-2, 50).map(str) | st.sampled_from([" ", "\n", "\t", ",", "a", "\0"]))


@given(BYTES | LINES.map(lambda parts: "".join(parts).encode()))
def test_a_file_of_friendships_is_a_graph_or_a_sentence(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "edges"
        file.write_bytes(content)
        try:
            friends = graph.from_edges(graph.read_edges(file)[:100] % 1000)
        except EdgesError:
            return
    assert all(one in friends[other] for one, others in enumerate(friends) for other in others)


@given(BYTES)
def test_a_roster_is_lines_or_a_sentence(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "class"
        file.write_bytes(content)
        try:
            lines = roster.read(file)
        except roster.RosterError:
            return
    assert not any("\n" in line for line in lines)
    assert all(normalise(line, "CN") != "" for line in lines)
