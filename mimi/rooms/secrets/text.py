"""What a secret or a comment may say: its length counted as a person counts."""

import unicodedata

import regex

from mimi.kit.errors import Problem

GRAPHEMES = 280
BYTES = 8_000  # of UTF-8
POINTS = 16  # code points in one grapheme: enough for a family of four with skin tones (11)
UNSEEN = "CZ"  # the Unicode categories that leave no ink: separators, controls and formats


def clean(text: str) -> str:
    """The text as it is kept: NFC, trimmed, lines ended by a newline. Raises Problem.

    Unicode's many ways to write one thing are made one, so that the way a device writes an
    accent or ends a line does not tell devices apart.
    """
    _refuse_invalid(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if all(unicodedata.category(point)[0] in UNSEEN for point in text):
        raise Problem(400, "empty-text", "There is nothing to read in it.")
    _refuse_long(text)
    return text


def _refuse_invalid(text: str) -> None:
    if len(text) > BYTES:  # before any work that grows with it
        raise _too_long()
    if any(_is_invalid(point) for point in text.replace("\r\n", "\n")):
        raise Problem(400, "invalid-text", "It has characters that are not text.")


def _is_invalid(point: str) -> bool:
    return unicodedata.category(point) in ("Cc", "Cs") and point != "\n"


def _refuse_long(text: str) -> None:
    if len(text.encode()) > BYTES:
        raise _too_long()
    graphemes: list[str] = regex.findall(r"\X", text)
    if len(graphemes) > GRAPHEMES or any(len(grapheme) > POINTS for grapheme in graphemes):
        raise _too_long()


def _too_long() -> Problem:
    return Problem(413, "text-too-long", f"A text has at most {GRAPHEMES} characters.")
