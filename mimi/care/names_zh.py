"""Full names in Chinese: a family name with a given one, cut out of the text by rjieba."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from mimi.care.lists import lines

CALLED = re.compile(r"(?:叫|叫做|名字是|[我他她]是|喜欢|暗恋|爱上|讨厌|@)$")
# What follows a name of two letters, which could be any other word: the end, or what names do.
AFTER = re.compile(r"[，。！？、；：,.!?\s的了在是和跟说很也就都又却还总给对把被这那你我他她]|$")


def full_names(text: str) -> Iterator[str]:
    """Each that is nobody's in public life, as often as it is said."""
    import rjieba  # with its dictionary, 0.2 s that few commands need, and no child for pictures

    at = 0
    for (word, kind), (_, next_kind) in pairwise([*rjieba.tag(text), ("", "")]):
        known = kind.startswith("nr")
        if known or next_kind.startswith("nr") or word in _family() or _told(text, at):
            skip = 1 if known and word[0] in "叫是" else 0  # 叫田甜 is cut as one word
            name = _name(text, at + skip, word[skip:] if known else "")
            if name:
                yield name
        at += len(word)


def _name(text: str, at: int, cut: str) -> str | None:
    """The name that begins here; `cut` is what rjieba takes for one."""
    for given in (2, 1):
        family = 2 if text[at : at + 2] in _family() else 1
        name = text[at : at + family + given]
        if (
            name[:family] in _family()
            and len(name) == family + given
            and _given().issuperset(name[family:])
            and _stands(text, at, name, given, cut == name)
        ):
            return name
    return None


def _stands(text: str, at: int, name: str, given: int, cut: bool) -> bool:
    """`cut`: rjieba takes just this for a name. Of one letter the given name might be any word."""
    import rjieba

    if name in _public() or _words() & {name[:2], name[:3], text[at : at + 4]}:
        return False
    if given == 2:
        return True
    if cut and not rjieba.has_word(name):
        return True
    return _told(text, at) and bool(AFTER.match(text[at + len(name) :]))


def _told(text: str, at: int) -> bool:
    return bool(CALLED.search(text[max(0, at - 3) : at]))


@cache
def _family() -> frozenset[str]:
    single, double = lines("surnames.zh.txt")
    return frozenset(single) | frozenset(double.split())


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(lines("given.zh.txt")))


@cache
def _public() -> frozenset[str]:
    return frozenset(lines("public.zh.txt"))


@cache
def _words() -> frozenset[str]:
    return frozenset(lines("words.zh.txt"))
