"""Pictures are known again after what people do to them, and harmless ones score low."""

import io
from collections.abc import Sequence
from importlib.resources import files
from random import Random

import pytest
from PIL import Image, ImageDraw

from mimi.care.altered import CHANGES, bordered
from mimi.care.nudity import HELD, nudity
from mimi.care.prints import ALIKE, SIDE, alike, bare, nearest, print_of
from mimi.town import photos

# What most prints outlive; the shares over many pictures are printed by `mimi care pictures`.
OUTLIVED = (
    *("JPEG, quality 60", "JPEG, quality 30", "WebP, quality 25", "400 pixels", "cut by 5 %"),
    *("cut by 10 %", "darker", "grey", "mirrored", "mirrored, cut by 5 %", "border of 5 %"),
)


def taken(kind: str, seed: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(photos.take(kind, Random(seed)))).convert("RGB")


def photographs() -> Sequence[Image.Image]:
    """Two that people took, of a temple and of a flower (scikit-learn's, CC BY)."""
    folder = files("sklearn.datasets") / "images"
    return [
        Image.open(io.BytesIO((folder / name).read_bytes())).convert("RGB")
        for name in ("china.jpg", "flower.jpg")
    ]


@pytest.mark.parametrize("change", OUTLIVED)
def test_a_picture_is_known_again(change: str) -> None:
    for picture in photographs():
        known, seen = print_of(picture), print_of(CHANGES[change](picture))
        assert known
        assert seen
        assert alike(known, seen)


def test_different_pictures_are_told_apart() -> None:
    temple, flower = map(print_of, photographs())
    assert temple
    assert flower
    assert not alike(temple, flower)
    assert not alike(flower, temple)


def test_the_nearest_of_many_is_named() -> None:
    prints = [print_of(picture) for picture in (*photographs(), *map(taken, photos.KINDS))]
    known = [one for one in prints if one]
    for at, one in enumerate(known):
        found = nearest(known, one)
        assert found
        assert (found.at, found.bits) == (at, 0)
    assert nearest([], known[0]) is None


def test_what_is_plain_has_no_print() -> None:
    """It would be like every other plain ground."""
    assert print_of(Image.new("RGB", (600, 400), "navy")) is None
    assert print_of(Image.new("L", (3, 2000))) is None


def test_a_border_is_taken_off_and_nothing_else() -> None:
    picture = Image.effect_noise((SIDE, SIDE), 80).convert("RGB")
    assert bare(picture).size == picture.size
    assert bare(bordered(picture, 0.1)).size == picture.size


def test_a_plain_picture_is_no_border_to_its_end() -> None:
    drawn = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(drawn).ellipse((80, 80, 120, 120), fill="black")
    assert bare(drawn).size == (100, 100)


def test_a_print_is_a_function_of_the_picture_alone() -> None:
    picture = photographs()[0]
    assert print_of(picture) == print_of(picture.copy())


def test_harmless_pictures_score_low() -> None:
    for picture in (*photographs(), *map(taken, photos.KINDS)):
        score = nudity(picture)
        assert score is not None, "the lock has the model"
        assert score < HELD / 2


def test_without_the_package_nothing_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        return None

    monkeypatch.setattr("mimi.care.nudity.find_spec", missing)
    assert nudity(photographs()[1]) is None


def test_the_threshold_is_below_what_differs_by_chance() -> None:
    assert ALIKE < 128 - 7 * 8  # bits: of two hashes without anything in common 128 differ, ± 8
