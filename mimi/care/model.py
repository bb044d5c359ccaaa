"""How likely a text is in a category, by linear models: training.py and training_told.py make them.

A model is a sum: each run of letters has a weight, learnt from texts that people had judged, and
the sum of a text's weights is squeezed between 0 and 1. NumPy evaluates it, nothing else is needed.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mimi.care.grams import grams
from mimi.care.plain import HAN, Plain
from mimi.care.verdict import Category

# What texts written for Mimi teach. Not sexual wording: its model held talk of offices and schools,
# and found little more than lists do.
TOLD: tuple[Category, ...] = ("spam", "threat", "abuse", "selfharm")
LEAST = 10  # runs of letters; of fewer, and of what it knows too little of, a model says nothing
# What was learnt from a few hundred texts says nothing of a short one either: it would hold "Nobody
# asked me to stay", and whoever says little is not to be muted for it.
LEAST_TOLD = {"en": 150, "zh": 40}  # some thirty letters, some twelve characters
KNOWN = 0.25  # of the runs


class Model(NamedTuple):
    weights: NDArray[np.int8]
    scale: float  # of one step of a weight
    bias: float


def abuse(text: Plain) -> float:
    """From 0 to 1, by what people judged in public."""
    return evaluate(load(f"abuse.{_language(text)}"), text)


def told(category: Category, text: Plain) -> float:
    """From 0 to 1, by texts written for Mimi."""
    language = _language(text)
    return evaluate(load(f"told.{category}.{language}"), text, LEAST_TOLD[language])


def _language(text: Plain) -> str:
    """Chinese, as soon as there is any of it."""
    return "zh" if HAN.search(text.folded) else "en"


def evaluate(model: Model, text: Plain, least: int = LEAST) -> float:
    steps = model.weights[runs := grams(text)]
    if len(runs) < least or np.count_nonzero(steps) < KNOWN * len(runs):
        return 0
    # By the root of their number, so that a long text is not worse for being long.
    total = steps.sum(dtype=np.int64) * model.scale / np.sqrt(len(runs))
    return float(1 / (1 + np.exp(-(total + model.bias))))


@cache
def load(name: str) -> Model:
    with (files("mimi.care") / "models" / f"{name}.npz").open("rb") as file:
        kept = np.load(file)
        return Model(kept["weights"], float(kept["scale"]), float(kept["bias"]))
