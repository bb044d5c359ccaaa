"""Texts are counted as a person counts, and nothing that is not text gets in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.kit.errors import Problem
from mimi.rooms.secrets.text import BYTES, GRAPHEMES, POINTS, clean

FAMILY = "👨🏻‍👩🏽‍👧🏿‍👦🏼"  # eleven code points, one character
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"  # seven, one flag


def refusal(text: str) -> tuple[int, str]:
    with pytest.raises(Problem) as caught:
        clean(text)
    return caught.value.status, caught.value.name


@pytest.mark.parametrize("one", ["a", "我", "é", "e\u0301", "한", "ก็", "नि", "🇨🇳", ENGLAND])
def test_280_characters_of_any_script_fit_and_one_more_does_not(one: str) -> None:
    fitting = one * GRAPHEMES
    assert clean(fitting) == unicodedata.normalize("NFC", fitting)
    assert refusal(fitting + one) == (413, "text-too-long")


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u3000", "\u200b\u200d", "\u2028 \u00a0", "\ufeff"]
)
def test_what_leaves_no_ink_is_empty(text: str) -> None:
    assert refusal(text) == (400, "empty-text")


@pytest.mark.parametrize(
    "bad", ["\0", "\ud800", "\udfff", "\x07", "\x1b[31m", "\x7f", "\x85", "\r", "\t"]
)
@pytest.mark.parametrize("frame", ["{}a", "a{}b", "a{}"])
def test_controls_and_lone_surrogates_are_no_text(bad: str, frame: str) -> None:
    assert refusal(frame.format(bad)) == (400, "invalid-text")


@pytest.mark.parametrize("count", [POINTS, 200, 5_000, 10_000])
def test_towers_of_marks_are_refused(count: int) -> None:
    assert refusal("x" + "\u0489" * count) == (413, "text-too-long")


def test_a_megabyte_is_refused() -> None:
    assert refusal("a" * 1_000_000) == (413, "text-too-long")


def test_few_characters_of_many_bytes_are_refused() -> None:
    heavy = "\U0001f3f4" + "\U000e0067" * (POINTS - 1)
    assert len((heavy * 200).encode()) > BYTES
    assert refusal(heavy * 200) == (413, "text-too-long")


def test_a_family_of_four_is_one_character() -> None:
    assert clean(FAMILY * 190) == FAMILY * 190
    assert clean("a" * (GRAPHEMES - 1) + FAMILY).endswith(FAMILY)
    assert refusal("a" * GRAPHEMES + FAMILY) == (413, "text-too-long")


def test_one_thing_has_one_spelling() -> None:
    assert clean("cafe\u0301") == clean("caf\u00e9") == "caf\u00e9"
    assert clean("  one\r\ntwo \n") == "one\ntwo"


@given(st.text(max_size=400))
def test_whatever_is_kept_is_sound_and_stays_as_it_is(text: str) -> None:
    try:
        kept = clean(text)
    except Problem as problem:
        assert problem.name in ("empty-text", "invalid-text", "text-too-long")
        return
    assert clean(kept) == kept == kept.strip() == unicodedata.normalize("NFC", kept)
    assert 0 < len(kept.encode()) <= BYTES
    assert not any(ord(point) < 32 and point != "\n" for point in kept)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=70
    )
)
def test_plain_writing_is_never_refused(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
