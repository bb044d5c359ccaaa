"""How likely a text is abuse, by one linear model a language. Trained by mimi/care/training.

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


class Model(NamedTuple):
    weights: NDArray[np.int8]
    scale: float  # of one step of a weight
    bias: float


def abuse(text: Plain) -> float:
    """From 0 to 1, by the model of the language that it has more of."""
    return evaluate(load("zh" if HAN.search(text.folded) else "en"), text)


def evaluate(model: Model, text: Plain) -> float:
    runs = grams(text)
    # By the root of their number, so that a long text is not worse for being long.
    total = model.weights[runs].sum(dtype=np.int64) * model.scale / np.sqrt(len(runs))
    return float(1 / (1 + np.exp(-(total + model.bias))))


@cache
def load(language: str) -> Model:
    with (files("mimi.care") / "models" / f"abuse.{language}.npz").open("rb") as file:
        kept = np.load(file)
        return Model(kept["weights"], float(kept["scale"]), float(kept["bias"]))
