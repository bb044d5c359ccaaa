"""The models: small, the same for every run, and trained so that the same data gives the same."""

from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from mimi.care import lists, look, model, names, names_en, names_zh, ready, training
from mimi.care.plain import plain
from mimi.care.public import Judged, held_out, trained_on

MOST = 2_000_000  # bytes of all in the package


def test_the_models_together_are_small() -> None:
    files = list((training.Path(model.__file__).parent / "models").glob("*.npz"))
    assert len(files) == 2 + 2 * len(model.TOLD)
    assert sum(file.stat().st_size for file in files) < MOST


def test_training_again_gives_the_same_weights() -> None:
    judged = [Judged(f"you are {word}", abuse=word in "fgh") for word in "abcdefgh"]
    one, other = training.train("en", judged), training.train("en", judged)
    assert np.array_equal(one.weights, other.weights)
    assert model.evaluate(one, plain("you are h")) > model.evaluate(one, plain("you are a"))


def test_what_is_held_out_is_not_trained_on() -> None:
    judged = [Judged(str(number), abuse=False) for number in range(95)]
    assert len(held_out(judged)) == 10
    assert sorted(held_out(judged) + trained_on(judged)) == sorted(judged)


def test_all_that_verdicts_need_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []

    def watched(package: str) -> Any:
        read.append(package)
        return files(package)

    for module in (lists, model, names, names_en, names_zh):
        for one in vars(module).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
        if hasattr(module, "files"):
            monkeypatch.setattr(module, "files", watched)
    ready()
    assert len(read) > 2 * len(model.TOLD)
    read.clear()
    for text in ("Dr Patel and John Smith, call 13800138000", "张伟老师是骗子，加我微信", ""):
        look(text)
    assert read == []


@pytest.mark.parametrize("text", ["", " ", "👍", "a", "Да"])
def test_of_the_shortest_texts_a_model_says_nothing(text: str) -> None:
    assert model.abuse(plain(text)) == 0


def test_what_no_list_has_is_found_by_the_model() -> None:
    assert look("这种人就该滚回自己老家待着，别出来祸害别人").found["abuse"] > 0.5
