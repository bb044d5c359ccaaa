"""The rule of names: a full one names a private person; public people and given names do not."""

import pytest

from mimi.care import look


@pytest.mark.parametrize(
    "text",
    [
        "三班的陈雨欣偷了我的手机",
        "那个叫田甜的女生",
        "张伟欠我钱",
        "歐陽雪晴欠我錢",
        "刘 思 远，三年了",
        "my boss Sarah Miller cries",
        "sarah miller is a liar",
        "JESSICA HARTLEY KNOWS",
        "Tom Becker's new car",
        "Maria de Souza left",
    ],
)
def test_a_full_name_is_found(text: str) -> None:
    assert look(text).has("name")


@pytest.mark.parametrize(
    "text",
    [
        "周杰伦的演唱会",
        "林黛玉葬花",
        "高兴得睡不着",
        "温柔的人都很累",
        "小雨，我想你",
        "Taylor Swift saved me",
        "Hope is expensive",
        "Sarah, I am sorry",
        "I will marry him",
        "New York in May",
    ],
)
def test_what_names_nobody_private_is_not(text: str) -> None:
    assert not look(text).has("name")


def test_a_title_alone_is_weak_and_counts_beside_harm() -> None:
    assert not look("王老师夸了我").holds
    assert look("王老师是个贱人").has("name")
    assert not look("I am in love with Dr. Patel").holds
    assert look("Mr Brown from the bakery is a disgusting lying pig").has("name")
