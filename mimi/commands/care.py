"""How good what is looked at before a text is told is."""

from pathlib import Path
from time import perf_counter

import msgspec
from cyclopts import App

from mimi import pictures
from mimi.care import figures as figures_of_care
from mimi.care import picture_figures
from mimi.care.nudity import HELD as NAKED
from mimi.commands.sentences import sentences

care = App(name="care", help="What is looked at before a text is told.")


@care.command(name="figures")
def care_figures(
    *, chinese: Path | None = None, english: Path | None = None, json: bool = False
) -> None:
    """How good care is on its held-out sets, by category and language (docs/care.md).

    --chinese: COLD's cold_dev.csv. --english: Davidson's tweets. The model alone judges both.
    --json: the figures as JSON.
    """
    with sentences():
        found = figures_of_care.figures(perf_counter, chinese, english)
        print(msgspec.json.encode(found).decode() if json else figures_of_care.table(found))


@care.command(name="pictures")
def care_pictures(
    folder: Path | None = None, *, threshold: float = NAKED, seeds: int = 4, json: bool = False
) -> None:
    """How care judges harmless pictures: the share held for nudity, which are known again after
    what people do to them, which are taken for each other, and how long one takes.

    FOLDER: of your pictures; else the photos of a town, each kind from so many --seeds.
    """
    given = pictures.of_folder(folder) if folder else pictures.of_town(seeds)
    found = picture_figures.figures(perf_counter, pictures.rebuilt(given), threshold)
    print(msgspec.json.encode(found).decode() if json else picture_figures.table(found))
