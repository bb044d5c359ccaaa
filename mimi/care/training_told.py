"""Trains the small models on the texts in examples/, and writes mimi/care/models/told.*.npz.

    .venv/bin/python -m mimi.care.training_told

A logistic regression over runs of letters. What is in a category is told from what is harmless in
any, from what is in quite another one, and from the town. The sum is then moved so that, of what
the folds that a text was not in say, one harmless text in a hundred would be taken. Nothing random.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from mimi.care import lists
from mimi.care.grams import BITS
from mimi.care.lists import LANGUAGES
from mimi.care.model import TOLD, Model
from mimi.care.plain import Plain, plain
from mimi.care.sets import written
from mimi.care.training import matrix, rounded, save, town
from mimi.care.verdict import HELD, Category

NEAR = frozenset[Category](("sexual", "threat", "abuse"))  # who insults may well threaten
COST = 16.0  # of an error, found by the folds
FOLDS = 5
FALSE = 0.01  # of the harmless


def train(category: Category, language: str) -> Model:
    inside = [one.text for one in written("examples", category, language) if one.inside]
    outside = [*_outside(category, language), *town(language)]
    rows = matrix([_cut(category, text) for text in (*inside, *outside)])
    kept = np.unique(rows.indices)  # of half a million runs, those that occur
    rows, answers = rows[:, kept], np.array([True] * len(inside) + [False] * len(outside))
    fit = _fit(rows, answers)
    weights = np.zeros(1 << BITS)
    weights[kept] = np.ravel(fit.coef_)
    moved = np.log(_held(category) / (1 - _held(category))) - _threshold(rows, answers)
    return rounded(weights, float(np.ravel(fit.intercept_)[0] + moved))


def _cut(category: Category, text: str) -> Plain:
    return lists.cut(category, plain(text))


def _held(category: Category) -> float:
    return HELD.get(category, 0.8)


def _outside(category: Category, language: str) -> list[str]:
    """The harmless of all examples, and what is in a category that is not near."""
    near = NEAR if category in NEAR else {category}
    return [
        one.text
        for other in lists.LISTED
        for one in written("examples", other, language)
        if not one.inside or other not in near
    ]


def _fit(rows: sparse.csr_matrix, answers: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(
        C=COST, solver="liblinear", class_weight="balanced", random_state=0
    ).fit(rows, answers)


def _threshold(rows: sparse.csr_matrix, answers: NDArray[np.bool_]) -> float:
    sums = np.zeros(len(answers))
    for fold in range(FOLDS):
        there = np.arange(len(answers)) % FOLDS == fold
        fit = _fit(rows[~there], answers[~there])
        sums[there] = fit.decision_function(rows[there])
    return float(np.quantile(sums[~answers], 1 - FALSE))


def main(languages: Sequence[str] = LANGUAGES) -> None:
    for category in TOLD:
        for language in languages:
            save(f"told.{category}.{language}", train(category, language))


if __name__ == "__main__":
    main()
