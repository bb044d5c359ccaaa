"""One writing for the many of one word, so that lists need only that one.

Whoever wants to get past a list writes f.u.c.k, ｆｕｃｋ, fսck or 薇 亻言; whoever wants to be
understood does the same, so nothing here changes what is kept or shown.
"""

import re
import unicodedata
from typing import NamedTuple

from opencc import OpenCC

UNSEEN = "\u115f\u1160\u2800\u3164\uffa0"  # letters by their category, without ink
UNINKED = ("Cf", "Mn", "Cc")  # formats, marks above and below, controls

# Letters of other scripts that look like Latin ones, after lower-casing.
ALIKE = str.maketrans(
    "аеорсухіјѕԁһԛԝүвкмнтɑοανρτυικϲսոօցհɡıßƒłøđħŋſǃ",
    "aeopcyxijsdhqwybkmhtaoavptuikcuooghgisflodhnsi",
)
SIGNS = str.maketrans("0134578@$!|€£", "oieastbasilel")  # inside a word
WORD = re.compile(r"[^\W_]+")
SPELLED = re.compile(r"\b[^\W\d_](?:[\W_]{1,2}[^\W\d_]){2,}\b")
DISGUISED = re.compile(r"[a-z0134578@$!|€£]*[a-z][a-z0134578@$!|€£]*")
STRETCHED = re.compile(r"(.)\1{2,}")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

_simplified = OpenCC("t2s")


class Plain(NamedTuple):
    """The same text in four writings."""

    shown: str  # as read: case and figures are kept, tricks with characters are not
    folded: str  # the same in lower case
    words: str  # Latin words between spaces, disguise undone: " you fuck "
    joined: str  # letters and figures without anything between them, for Chinese


def plain(text: str) -> Plain:
    shown = _shown(text)
    folded = shown.lower()
    return Plain(shown, folded, _words(folded), "".join(WORD.findall(folded)))


def _shown(text: str) -> str:
    """NFKC, simplified, without what leaves no ink and without accents, single spaces."""
    letters = unicodedata.normalize("NFKD", text)
    inked = "".join(letter for letter in letters if not _unseen(letter))
    latin = _latin_read(unicodedata.normalize("NFKC", inked))
    return " ".join(_simplified.convert(latin).split())


def _unseen(letter: str) -> bool:
    return letter in UNSEEN or (unicodedata.category(letter) in UNINKED and letter != "\n")


def _latin_read(text: str) -> str:
    """Letters that look Latin are read so: in a word that has Latin ones, and in every word of a
    text without any other letter, so that honest Russian is left alone."""
    changed = "".join(letter.lower().translate(ALIKE) for letter in text)
    others = any(letter.isalpha() and not letter.isascii() for letter in HAN.sub("", changed))
    return WORD.sub(lambda word: _latin(word[0], alone=not others), text)


def _latin(word: str, alone: bool) -> str:
    changed = "".join(letter.lower().translate(ALIKE) for letter in word)
    mixed = any(letter.isascii() and letter.isalpha() for letter in word)
    if word.isascii() or not changed.isascii() or not (alone or mixed):
        return word
    return changed.capitalize() if word[0].isupper() else changed


def _words(folded: str) -> str:
    joined = SPELLED.sub(_spelled, folded)
    bare = DISGUISED.sub(_undisguised, joined.replace("’", "'").replace("'", ""))
    return f" {' '.join(WORD.findall(STRETCHED.sub(_once, bare)))} "


def _spelled(match: re.Match[str]) -> str:
    """With and without its first letter, which may have been a word: a f.o.o.l."""
    word = "".join(WORD.findall(match[0]))
    return f"{word} {word[1:]}"


def _once(match: re.Match[str]) -> str:
    return match[1]


def _undisguised(match: re.Match[str]) -> str:
    """Signs inside a word are its letters: sh!t, b1tch. At its end they may be what they are."""
    word = match[0]
    kept = word.rstrip("!|.")
    return kept.translate(SIGNS) + word[len(kept) :]
