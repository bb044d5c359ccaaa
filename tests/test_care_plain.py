"""Many writings of one word are read as one, and what is harmless is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.care import CATEGORIES, NOTHING, look, plain

SEPARATORS = [" ", ".", "-", "*", "\u200b", "\u200d", "·", "_", "\u3000", "\ufe0f"]


@given(st.text(max_size=280))
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    once = plain(text)
    assert plain(once.shown).shown == once.shown


@given(st.text(max_size=280))
def test_any_text_gets_a_verdict_with_strengths_from_0_to_1(text: str) -> None:
    found = look(text).found
    assert set(found) <= set(CATEGORIES)
    assert all(0 < strength <= 1 for strength in found.values())


@given(st.text(max_size=80))
def test_the_verdict_is_a_function_of_the_text_alone(text: str) -> None:
    assert look(text) == look(text)


@given(st.lists(st.sampled_from(SEPARATORS), min_size=2, max_size=2))
def test_separators_hide_no_chinese_word(between: list[str]) -> None:
    first, second = between
    assert look(f"你就是个丑{first}八{second}怪").has("abuse")


@given(st.sampled_from(SEPARATORS))
def test_separators_hide_no_spelled_word(between: str) -> None:
    assert look("you are a " + between.join("faggot")).has("abuse")


@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_wide_letters_hide_no_word(wide: list[bool]) -> None:
    letters = [
        chr(ord(one) + 0xFEE0) if is_wide else one
        for one, is_wide in zip("faggot", wide, strict=True)
    ]
    assert look("".join(letters)).has("abuse")


@pytest.mark.parametrize(
    "text",
    [
        "сunt",
        "cսnt",
        "CUNT",
        "cu\u0308nt",
        "cunnnnt",
        "𝒸𝓊𝓃𝓉",
        "ⓒⓤⓝⓣ",
    ],
)
def test_look_alikes_are_read_as_what_they_look_like(text: str) -> None:
    assert look(text).has("abuse")


def test_traditional_is_read_as_simplified() -> None:
    assert plain("你這個賤貨").shown == "你这个贱货"
    assert look("你這個賤貨").has("abuse")


@pytest.mark.parametrize(
    "text", ["Я думаю о тебе каждый вечер", "тот кот не мой", "Μου λείπει η θάλασσα"]
)
def test_what_is_honestly_another_script_is_left_alone(text: str) -> None:
    assert look(text) == NOTHING


@pytest.mark.parametrize(
    "text",
    ["sh!t happens", "I won 3-2!", "it cost $5", "摇滚乐队", "我家的狗很傻", "take out the trash"],
)
def test_the_harmless_is_left_alone(text: str) -> None:
    assert not look(text).holds


def test_self_harm_never_holds() -> None:
    verdict = look("我不想活了")
    assert verdict.has("selfharm")
    assert not verdict.holds
