"""Full names in English: a given name and a family name, by lists of both.

With capitals the family name may be any word that lists do not exclude; without, both have to be
listed and neither may be a word of its own. One name alone names nobody: there are many Sarahs.
"""

import re
from collections.abc import Iterator
from functools import cache

from mimi.care.lists import lines

WORD = r"[A-Za-z][a-zA-Z]*(?:['’-][A-Za-z]+)?"
OF = "de|van|von|der|del|la|bin|al|el|da|dos"
PAIR = re.compile(
    rf"(?=(?<![\w@#'’-])({WORD})(?: [A-Z]\.?(?= ))?((?: (?:{OF}))* ({WORD})))"  # overlapping
)
OWN = re.compile(r"['’]s$")


def full_names(text: str) -> Iterator[str]:
    """Each that is nobody's in public life, as often as it is said."""
    for pair in PAIR.finditer(text):
        first, last = pair[1], OWN.sub("", pair[3])
        if _is_name(first, last, text[: pair.start()]):
            yield f"{first} {last}"


def _is_name(first: str, last: str, before: str) -> bool:
    given, family = first.lower(), last.lower()
    if given not in _names("first.en.txt") or family in _names("nosurname.en.txt"):
        return False
    if f"{given} {family}" in _public() or len(family) < 2:
        return False
    words = _names("words.en.txt")
    if first[0].isupper() and last[0].isupper() and not last.isupper():
        return given not in words or family in _names("last.en.txt")
    return family in _names("last.en.txt") and not {given, family} & words


@cache
def _names(file: str) -> frozenset[str]:
    return frozenset(" ".join(lines(file)).split())


@cache
def _public() -> frozenset[str]:
    return frozenset(name.strip() for name in " ".join(lines("public.en.txt")).split(";"))
