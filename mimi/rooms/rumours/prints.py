"""Knowing a text again although somebody changed a word of it: MinHash and its bands. PURE.

Keyed: whoever has the database without the keyring cannot try a guess at what was removed.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mimi.care import plain

RUN = 4  # letters
RUN_HAN = 2  # of Chinese, where a letter says as much as a syllable
HAN = re.compile(r"[\u3400-\u9fff]")
FIGURES = re.compile(r"\d+")  # one figure: a flood numbers its copies
ROWS = 2  # hashes in a band: two texts that share half of their runs share a band with .9999
BANDS = 32
SHORTEST = 8  # letters below which too many texts are alike
ALIKE = 0.45  # from which share of runs on it is taken for the same
COPY = 0.8  # and for a copy, in which next to nothing was changed

Hashes = NDArray[np.uint64]


class Print(NamedTuple):
    """What is kept of a text: `signature` to compare, `bands` to find."""

    signature: bytes
    bands: list[bytes]


def print_of(key: bytes, text: str) -> Print | None:
    """None of what is too short to be known again."""
    letters = FIGURES.sub("0", plain(text).joined)
    if len(letters) < SHORTEST:
        return None
    least = _least(key, _runs(letters))
    bands = [
        blake2b(bytes([at]) + least[at * ROWS : at * ROWS + ROWS].tobytes(), digest_size=8).digest()
        for at in range(BANDS)
    ]
    return Print(least.tobytes(), bands)


def likeness(one: bytes, other: bytes) -> float:
    """The share of runs that two texts have in common, as their signatures tell it."""
    return float(np.mean(np.frombuffer(one, np.uint64) == np.frombuffer(other, np.uint64)))


def _runs(letters: str) -> set[str]:
    run = RUN_HAN if 2 * len(HAN.findall(letters)) > len(letters) else RUN
    return {letters[at : at + run] for at in range(len(letters) - run + 1)}


def _least(key: bytes, runs: Iterable[str]) -> Hashes:
    """The least hash of all runs, for each of the hash functions."""
    named = [blake2b(run.encode(), key=key, digest_size=8).digest() for run in runs]
    values = np.frombuffer(b"".join(named), np.uint64)
    factors, addends = _functions(key)
    return (values[:, None] * factors + addends).min(axis=0)


def _functions(key: bytes) -> tuple[Hashes, Hashes]:
    """As many as there are rows; odd factors, so that no two values become one."""
    count = ROWS * BANDS
    drawn = b"".join(
        blake2b(at.to_bytes(4), key=key, person=b"functions").digest() for at in range(count // 4)
    )
    both = np.frombuffer(drawn, np.uint64)
    return both[:count] | np.uint64(1), both[count : 2 * count]
