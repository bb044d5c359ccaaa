"""Short runs of letters, hashed: what a text is made of, for the linear models.

Training and looking share this, so that a weight means the same in both.
"""

from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mimi.care.plain import HAN, Plain

BITS = 19  # of a hash: half a million weights a model
LONGEST = 5  # letters in a run
LONGEST_HAN = 3  # of Chinese, where a letter is a word's half


@lru_cache(maxsize=4)  # a text mostly has nothing harmless, so it is the same to five models
def grams(text: Plain) -> NDArray[np.int64]:
    """Which runs it has, each once, in order; at least one."""
    longest = LONGEST_HAN if HAN.search(text.folded) else LONGEST
    runs = _runs(f"\x02{text.folded}\x03", longest) | _words(text.words.split())
    hashed = np.fromiter((crc32(run.encode()) for run in runs), np.int64, len(runs))
    found = np.unique(hashed & ((1 << BITS) - 1))
    found.flags.writeable = False
    return found


def _runs(letters: str, longest: int) -> set[str]:
    return {
        letters[at : at + length]
        for length in range(1, longest + 1)
        for at in range(len(letters) - length + 1)
    }


def _words(words: list[str]) -> set[str]:
    """Whole words, disguise undone, and each with the next one."""
    return {f"\x04{word}" for word in words} | {f"\x04{a} {b}" for a, b in pairwise(words)}
