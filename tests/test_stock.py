"""What a town says: enough, in both languages, no two alike, and all of it fits the server."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from mimi.rooms.secrets.text import GRAPHEMES, clean
from mimi.town import stock

ALIKE = 0.7  # share of two texts that is the same, in order
COMMENT = 80  # characters

COMMENTS = [line for language in stock.LANGUAGES for line in stock.comments(language)]
KINDS = {"secrets": stock.secrets(), "comments": COMMENTS}


def in_language(kind: str, language: str) -> list[str]:
    texts = [line.text for line in KINDS[kind]]
    return [text for text in texts if stock.language_of(text) == language]


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_three_hundred_and_half_are_chinese(kind: str) -> None:
    texts = {line.text for line in KINDS[kind]}
    assert len(texts) == len(KINDS[kind]) >= 300
    assert len(in_language(kind, "zh")) == len(in_language(kind, "en")) == len(texts) / 2
    assert all(stock.language_of(line.text) == line.language for line in KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_are_nearly_the_same(kind: str) -> None:
    threes = {line.text: _threes(line.text) for line in KINDS[kind]}
    for one, other in combinations(sorted(threes, key=len), 2):
        if len(threes[one] & threes[other]) > len(threes[one]) / 4:  # only these can be
            match = SequenceMatcher(None, one, other, autojunk=False)
            assert match.ratio() < ALIKE, (one, other)


def _threes(text: str) -> set[str]:
    """What stands together in it, three letters each."""
    return {text[at : at + 3] for at in range(max(1, len(text) - 2))}


@pytest.mark.parametrize("kind", KINDS)
def test_few_begin_alike(kind: str) -> None:
    """By two letters in Chinese, by two words in English."""
    begun = Counter(text[:2] for text in in_language(kind, "zh"))
    begun += Counter(" ".join(text.split()[:2]) for text in in_language(kind, "en"))
    most, count = begun.most_common(1)[0]
    assert count <= 8, most


def test_the_server_takes_every_text_as_it_is() -> None:
    for line in [*stock.secrets(), *COMMENTS]:
        assert clean(line.text) == line.text
        assert len(line.text) <= GRAPHEMES
    assert all(len(line.text) <= COMMENT for line in COMMENTS)


def test_secrets_are_of_every_length() -> None:
    for language, short, long in [("zh", 16, 90), ("en", 45, 170)]:
        lengths = sorted(len(text) for text in in_language("secrets", language))
        assert lengths[2] < short < long < lengths[-3]
