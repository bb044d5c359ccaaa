"""Words and patterns by category and language, from the files in lists/.

A line of such a file is one of

    word        found anywhere in Chinese, as a whole word elsewhere; `word*` begins one
    ~ word      alone it says little, two of them something
    / pattern   a regular expression over the folded text
    - word      harmless: cut out before anything is looked for; `-/` for a pattern
    # remark
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from mimi.care.plain import HAN, Plain
from mimi.care.verdict import Category

WEAK = 0.5  # of a word that alone says little: two make .75, three .88
LISTED: tuple[Category, ...] = ("spam", "sexual", "threat", "abuse", "selfharm")
LANGUAGES = ("zh", "en")


class Lists(NamedTuple):
    """All of one category, in every language: people mix them."""

    words: AhoCorasick
    weak: frozenset[int]  # which of the words are
    patterns: re.Pattern[str]
    harmless: re.Pattern[str]


def strength(category: Category, bare: Plain) -> float:
    """From 0 to 1, of a text that was cut. Twice the same word is once."""
    lists, (_, folded, words, joined) = _lists(category), bare
    if any(lists.patterns.search(one) for one in (folded, words, joined)):
        return 1
    found = {one for one, _, _ in lists.words.find_matches_as_indexes(words, overlapping=True)}
    found |= {one for one, _, _ in lists.words.find_matches_as_indexes(joined, overlapping=True)}
    return 1 if found - lists.weak else 1 - (1 - WEAK) ** len(found)


def cut(category: Category, text: Plain) -> Plain:
    """The text without what is harmless in this category."""
    harmless = _lists(category).harmless
    return Plain(text.shown, *(harmless.sub(" ", one) for one in text[1:]))


@cache
def _lists(category: Category) -> Lists:
    read = [line for language in LANGUAGES for line in lines(f"{category}.{language}.txt")]
    words = [line for line in read if line[0] not in "/-"]
    return Lists(
        AhoCorasick([_needle(word.lstrip("~ ")) for word in words]),
        frozenset(at for at, word in enumerate(words) if word[0] == "~"),
        _any([line[1:].strip() for line in read if line[0] == "/"]),
        _any([_pattern(line[1:].strip()) for line in read if line[0] == "-"]),
    )


def lines(name: str) -> list[str]:
    read = (files("mimi.care") / "lists" / name).read_text().splitlines()
    return [line.strip() for line in read if line.strip() and not line.startswith("#")]


def _needle(word: str) -> str:
    if HAN.search(word):
        return word
    return f" {word[:-1]}" if word.endswith("*") else f" {word} "


def _pattern(harmless: str) -> str:
    if harmless.startswith("/"):
        return harmless[1:].strip()
    return re.escape(harmless) if HAN.search(harmless) else rf"\b{re.escape(harmless)}\b"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)")
