"""What `make fuzz` begins with, and what once broke something, goes through each target once."""

from base64 import urlsafe_b64decode
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fuzz import forms, operators, pictures, tokens
from fuzz.targets import ROOT, TARGETS, Target
from mimi.kit import base64url
from mimi.kit.tokens import pack
from mimi.rooms.photos import child
from mimi.rooms.secrets import uploads
from mimi.settings import Settings

CASES = [
    pytest.param(target, file, id=f"{target.name}-{file.name}")
    for target in TARGETS
    if target.function  # the page's are in web/src/rooms/contacts/reading/corpus.test.ts
    for file in target.files()
]
CORPUS = ROOT / "fuzz/corpus"


@pytest.mark.parametrize(("target", "file"), CASES)
def test_it_is_read_or_refused(target: Target, file: Path) -> None:
    module, function = target.function.rsplit(".", 1)
    getattr(import_module(module), function)(file.read_bytes())


def test_every_target_has_where_to_begin() -> None:
    assert all(len(target.files()) >= 3 for target in TARGETS)
    assert sum(file.stat().st_size for file in CORPUS.rglob("*") if file.is_file()) < 200_000


def test_the_corpus_has_what_is_taken() -> None:
    """Else what is changed would begin far from it: a new key makes a new corpus."""
    assert (CORPUS / "token/good").read_text() == pack(tokens.GOOD)
    assert (CORPUS / "cursor/in-feed").read_text() == tokens.IN_FEED
    assert (CORPUS / "cursor/in-thread").read_text() == tokens.IN_THREAD


# a target notices what a parser does wrong


def lenient(text: str, length: int | None = None) -> bytes:
    """Another spelling does too."""
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if length is not None and len(data) != length:
        raise ValueError
    return data


def test_a_second_spelling_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base64url, "decode", lenient)
    with pytest.raises(AssertionError):
        tokens.token((CORPUS / "token/padded").read_bytes())
    with pytest.raises(AssertionError):
        tokens.cursor((CORPUS / "cursor/in-feed").read_bytes() + b"=")


def test_what_stays_in_a_picture_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    save = child.Image.Image.save

    def with_all(self: Any, out: Any, form: str, **more: Any) -> None:
        save(self, out, form, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0", **more)

    monkeypatch.setattr(child.Image.Image, "save", with_all)
    with pytest.raises(AssertionError, match="more than pixels"):
        pictures.picture((CORPUS / "picture/progressive.jpg").read_bytes())


def test_another_exception_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def raw(secret: bytes) -> None:
        raise UnicodeDecodeError("utf-8", secret, 0, 1, "as the decoder says it")

    monkeypatch.setattr(uploads, "read_telling", raw)
    with pytest.raises(UnicodeDecodeError):
        forms.form((CORPUS / "form/secret-and-photo").read_bytes())


def test_settings_that_protect_nobody_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_nothing(_: Settings) -> None: ...

    monkeypatch.setattr("mimi.settings._refuse_unsafe", refuse_nothing)
    with pytest.raises(AssertionError):
        operators.settings_file(b"[circle]\nk = 3\n")
