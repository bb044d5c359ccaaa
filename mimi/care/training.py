"""Trains the models of abuse, on data given by path, and writes mimi/care/models/*.npz.

    .venv/bin/python -m mimi.care.training zh cold_train.csv
    .venv/bin/python -m mimi.care.training en tdavidson_train.csv

Naive Bayes weights for a logistic regression (Wang and Manning 2012): each run of letters counts by
how much more often it stands in abuse, and the regression says how much of that to believe. Nothing
random: the same data gives the same file. docs/care.md says whose data it is. It needs
scikit-learn, so only developers run it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from mimi.care.grams import BITS, grams
from mimi.care.model import Model
from mimi.care.plain import Plain, plain
from mimi.care.public import Judged, read, trained_on

COSTS = {"zh": 8.0, "en": 8.0}  # of an error, found on a part of the training data
OURS = 5  # how much one of our harmless texts counts: they are few, and what Mimi is about
TOWN = Path(__file__).parents[1] / "town"


def train(language: str, judged: Sequence[Judged]) -> Model:
    harmless = [Judged(text, abuse=False) for text in town(language)]
    rows = matrix([plain(one.text) for one in (*judged, *harmless)])
    abuse = np.array([one.abuse for one in (*judged, *harmless)])
    weight = np.array([1] * len(judged) + [OURS] * len(harmless))
    ratio = _log_ratio(rows[: len(judged)], abuse[: len(judged)])
    fit = LogisticRegression(
        C=COSTS[language], solver="liblinear", class_weight="balanced", random_state=0
    ).fit(rows @ sparse.diags(ratio), abuse, weight)
    return rounded(fit.coef_[0] * ratio, float(fit.intercept_[0]))


def town(language: str) -> list[str]:
    """The harmless texts of the simulated community."""
    files = [TOWN / f"{kind}.{language}.txt" for kind in ("secrets", "comments")]
    return [line for file in files for line in file.read_text().splitlines() if line]


def matrix(texts: Sequence[Plain]) -> sparse.csr_matrix:
    """A row a text; its runs by the root of their number, as mimi.care.model takes them."""
    runs = [grams(text) for text in texts]
    values = np.concatenate([np.full(len(one), len(one) ** -0.5) for one in runs])
    ends = np.concatenate([[0], np.cumsum([len(one) for one in runs])])
    return sparse.csr_matrix((values, np.concatenate(runs), ends), (len(texts), 1 << BITS))


def _log_ratio(rows: sparse.csr_matrix, abuse: NDArray[np.bool_]) -> NDArray[np.float64]:
    seen = sparse.csr_matrix((np.ones(rows.nnz), rows.indices, rows.indptr), rows.shape)
    inside = np.asarray(seen[abuse].sum(axis=0)).ravel() + 1
    outside = np.asarray(seen[~abuse].sum(axis=0)).ravel() + 1
    return np.log(inside / inside.sum()) - np.log(outside / outside.sum())


def rounded(weights: NDArray[np.float64], bias: float) -> Model:
    """Steps of a byte; the few heaviest weights are clipped to the rest."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    steps = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    return Model(steps, scale, bias)


def save(name: str, model: Model) -> None:
    kept = Path(__file__).parent / "models" / f"{name}.npz"
    np.savez_compressed(kept, weights=model.weights, scale=model.scale, bias=model.bias)
    print(f"{kept.name}: {kept.stat().st_size} bytes")


if __name__ == "__main__":
    save(f"abuse.{sys.argv[1]}", train(sys.argv[1], trained_on(read(Path(sys.argv[2])))))
