"""Public sets of judged texts, read from a file given by path: they are not part of Mimi."""

import csv
import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

from mimi.mendable import Mendable

TENTH = 10
ADDED = re.compile(r"https?://\S+|\bRT\b|@\w+:?")


class UnknownSet(Mendable):
    """Not one of the sets that are understood, said in a sentence."""


class Judged(NamedTuple):
    text: str
    abuse: bool


def read(file: Path) -> list[Judged]:
    """COLD (columns TEXT and label) or Davidson's tweets (tweet and class). Others: UnknownSet."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        fields = rows.fieldnames or []
        if {"TEXT", "label"} <= set(fields):
            return [Judged(row["TEXT"], row["label"] == "1") for row in rows]
        if {"tweet", "class"} <= set(fields):  # 0 hateful, 1 offensive, 2 neither
            return [Judged(_said(row["tweet"]), row["class"] != "2") for row in rows]
    raise UnknownSet(f"{file.name} has neither the columns of COLD nor those of Davidson's tweets")


def trained_on(judged: list[Judged]) -> list[Judged]:
    return [one for at, one in enumerate(judged) if at % TENTH]


def held_out(judged: list[Judged]) -> list[Judged]:
    """Every tenth, which no model has seen, for a set that comes without a part to test on."""
    return judged[::TENTH]


def _said(tweet: str) -> str:
    """What somebody wrote of it, not what Twitter put there."""
    return ADDED.sub(" ", unescape(tweet))
