"""Ways to reach somebody are found; a line where somebody listens is never taken for one."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.care import look
from mimi.care.hotlines import LINES

PAGE = Path(__file__).parents[1] / "web/src/rooms/secrets/tell/care/lines.ts"
SETTINGS = [
    "难受的时候打 {}，有人会听。",
    "打{}",
    "call {} tonight",
    "{}",
    "Text {} if it is too much",
    "热线：{}",
]


@given(st.sampled_from(sorted(LINES)), st.sampled_from(SETTINGS), st.sampled_from(["", " ", "-"]))
def test_a_line_where_somebody_listens_is_never_held(line: str, around: str, between: str) -> None:
    set_apart = between.join([line[:3], line[3:]]) if len(line) > 4 else line
    assert not look(around.format(set_apart)).has("contact")


def test_the_page_and_the_server_know_the_same_lines() -> None:
    listed = re.search(r"const LISTEN = \[(.*?)\n\];", PAGE.read_text(), re.DOTALL)
    assert listed
    assert set(re.findall(r"\d+", listed[1])) == LINES


@pytest.mark.parametrize(
    "text",
    [
        "我电话13812345678",
        "一三八零零一三八零零零",
        "加我微信 sleepy_fox99",
        "QQ：384756201",
        "薇 信：moon_light7",
        "text me 07700 900123",
        "my snap is lonely.boy99",
        "quiet.one@example.org",
        "看 www.example.com/me",
    ],
)
def test_a_way_to_reach_somebody_is_found(text: str) -> None:
    assert look(text).has("contact")


@pytest.mark.parametrize(
    "text",
    [
        "I spent 250,000 dollars that were not mine",
        "走了 12345678 步",
        "snapchat is ruining my life",
        "2024-03-12 是我最后一次见他",
        "抖音刷到三点",
        "half of my coins in a boot",
    ],
)
def test_other_figures_and_words_are_not(text: str) -> None:
    assert not look(text).has("contact")
