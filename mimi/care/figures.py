"""How good care is: on the held-out sets in sets/, and on public sets given by path."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import msgspec
import numpy as np

from mimi.care import model
from mimi.care.lists import LANGUAGES
from mimi.care.looking import look
from mimi.care.plain import plain
from mimi.care.public import Judged, held_out, read
from mimi.care.sets import written
from mimi.care.verdict import CATEGORIES, Category


class Figure(msgspec.Struct):
    """Of one category and language, on our set. Shares are from 0 to 1."""

    category: Category
    language: str
    items: int
    recall: float  # of those in the category, how many are found
    false: float  # of the harmless, how many are
    precision: float  # of what is found, how much is right


class Public(msgspec.Struct):
    """Of the model of abuse alone, on a public set."""

    set: str
    items: int
    auc: float
    accuracy: float
    f1: float


class Figures(msgspec.Struct):
    ours: list[Figure]
    public: list[Public]
    false_holds: dict[str, float]  # by language: harmless texts of all sets that would be held
    milliseconds: float  # a text takes in the median


def figures(now: Callable[[], float], chinese: Path | None, english: Path | None) -> Figures:
    """`now` tells seconds. English is judged on what no model was trained on, and balanced."""
    public = [(file, read(file)) for file in (chinese, english) if file]
    if english:
        public[-1] = (english, balanced(held_out(public[-1][1])))
    return Figures(
        ours=[_figure(category, language) for category in CATEGORIES for language in LANGUAGES],
        public=[_public(file.name, judged) for file, judged in public],
        false_holds={language: _false_holds(language) for language in LANGUAGES},
        milliseconds=round(_time(now), 2),
    )


def _figure(category: Category, language: str) -> Figure:
    judged = [
        (look(text).has(category), inside) for text, inside in written("sets", category, language)
    ]
    right = sum(found and inside for found, inside in judged)
    wrong = sum(found and not inside for found, inside in judged)
    inside = sum(inside for _, inside in judged)
    shares = right / inside, wrong / (len(judged) - inside), right / max(1, right + wrong)
    return Figure(category, language, len(judged), *(round(share, 3) for share in shares))


def _false_holds(language: str) -> float:
    harmless = [
        text
        for category in CATEGORIES
        for text, inside in written("sets", category, language)
        if not inside
    ]
    return round(sum(look(text).holds for text in harmless) / len(harmless), 3)


def balanced(judged: Sequence[Judged]) -> list[Judged]:
    """As many of each kind, the first ones."""
    inside = [one for one in judged if one.abuse]
    outside = [one for one in judged if not one.abuse]
    least = min(len(inside), len(outside))
    return inside[:least] + outside[:least]


def _public(name: str, judged: Sequence[Judged]) -> Public:
    likely = np.array([model.abuse(plain(one.text)) for one in judged])
    abuse = np.array([one.abuse for one in judged])
    found = likely > 0.5
    f1 = 2 * (found & abuse).sum() / (found.sum() + abuse.sum())
    shares = auc(likely, abuse), float((found == abuse).mean()), float(f1)
    return Public(name, len(judged), *(round(share, 4) for share in shares))


def auc(likely: np.ndarray, abuse: np.ndarray) -> float:
    """How often an abusive text is taken for likelier than another one; equals count half."""
    inside, outside = likely[abuse], np.sort(likely[~abuse])
    below = np.searchsorted(outside, inside, "left") + np.searchsorted(outside, inside, "right")
    return float(below.sum() / 2 / (len(inside) * len(outside)))


def _time(now: Callable[[], float]) -> float:
    """Milliseconds in the median, over a tenth of our sets."""
    took: list[float] = []
    for category in CATEGORIES:
        for language in LANGUAGES:
            for text, _ in written("sets", category, language)[::10]:
                start = now()
                look(text)
                took.append((now() - start) * 1000)
    return median(took)


def table(found: Figures) -> str:
    rows = ["category  language  items  recall  false  precision"]
    rows += [
        f"{one.category:9} {one.language:8} {one.items:6} {one.recall:7.2f} {one.false:6.2f}"
        f" {one.precision:10.2f}"
        for one in found.ours
    ]
    rows += [
        f"{one.set}: {one.items} texts, AUC {one.auc:.3f},"
        f" accuracy {one.accuracy:.3f}, F1 {one.f1:.3f}"
        for one in found.public
    ]
    held = ", ".join(f"{share:.3f} ({language})" for language, share in found.false_holds.items())
    return "\n".join([*rows, f"harmless and held: {held}", f"{found.milliseconds} ms a text"])
