"""What care finds on its held-out sets: floors a little below what was measured (docs/care.md)."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest

from mimi.care.figures import auc, balanced, figures
from mimi.care.lists import LANGUAGES, LISTED
from mimi.care.public import Judged, UnknownSet, read
from mimi.care.sets import written
from mimi.care.verdict import CATEGORIES, Category

FLOORS = {  # recall in Chinese and in English, and the most that may be false in either
    "name": (0.90, 0.90, 0.02),
    "contact": (0.85, 0.90, 0.03),
    "spam": (0.84, 0.58, 0.09),
    "sexual": (0.15, 0.12, 0.02),
    "threat": (0.19, 0.38, 0.05),
    "abuse": (0.47, 0.36, 0.04),
    "selfharm": (0.21, 0.15, 0.12),
}


def test_each_category_finds_what_it_is_said_to_find() -> None:
    found = figures(count().__next__, None, None)
    for one in found.ours:
        *recalls, false = FLOORS[one.category]
        assert one.recall >= recalls[LANGUAGES.index(one.language)], one
        assert one.false <= false, one
    assert max(found.false_holds.values()) <= 0.05


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_set_has_two_hundred_texts_each_of_them_once(
    category: Category, language: str
) -> None:
    texts = written("sets", category, language)
    assert len(texts) >= 200
    assert len({text for text, _ in texts}) == len(texts)
    assert min(sum(inside for _, inside in texts), sum(not inside for _, inside in texts)) >= 90


@pytest.mark.parametrize("category", LISTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_model_was_taught_what_judges_it(category: Category, language: str) -> None:
    taught = {one.text for one in written("examples", category, language)}
    assert len(taught) >= 100
    assert taught.isdisjoint(one.text for one in written("sets", category, language))


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    likely, abuse = np.array([0.1, 0.5, 0.5, 0.9]), np.array([False, False, True, True])
    assert auc(likely, abuse) == (1 + 1 + 1 + 0.5) / 4


def test_a_balanced_set_has_as_many_of_each() -> None:
    judged = [Judged(str(number), abuse=number % 3 == 0) for number in range(30)]
    assert sum(one.abuse for one in balanced(judged)) == 10
    assert len(balanced(judged)) == 20


def test_a_file_of_another_form_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(UnknownSet, match="has neither the columns"):
        read(file)


def test_what_twitter_added_is_no_part_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "tweets.csv"
    file.write_text("tweet,class\nRT @somebody: good &amp; kind https://t.co/x,2\n")
    assert [(one.text.split(), one.abuse) for one in read(file)] == [(["good", "&", "kind"], False)]
