"""Graphs of friends in files, and how circles form of them."""

from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number

from mimi.commands.sentences import sentences
from mimi.settings import load
from mimi.town import graph, growth, measures, simulation
from mimi.town.simulation import Joining

circles = App(name="circles", help="How circles form.")
graphs = App(name="graph", help="Who is friends with whom, in files of `a b` a line.")


@circles.command
def simulate(
    edges: Path,
    *,
    how: Annotated[Joining | None, Parameter(name="*")] = None,
    json: bool = False,
) -> None:
    """Let a graph of friends join, and tell how well its circles reach them (docs/circles.md).

    EDGES: a file of friendships, `a b` a line.
    --json: the figures as JSON.
    """
    with sentences():
        found = simulation.simulate(graph.read(edges), how or Joining(), load().circle)
        print(msgspec.json.encode(found).decode() if json else simulation.table(found))


@graphs.command(name="grow")
def graph_grow(
    edges: Path,
    *,
    members: Annotated[int, Parameter(validator=Number(gte=2, lte=growth.MOST))] = 1000,
    mean: Annotated[float, Parameter(validator=Number(gte=0))] = growth.MEAN,
    seed: str = "town",
) -> None:
    """Grow a town that is knit as real ones are, up to millions of --members, and measure it.

    EDGES: the file to write. --mean: friends of a member. The same --seed grows the same town.
    """
    with sentences():
        grown = growth.grow_edges(members, seed, mean)
        graph.write_edges(edges, grown)
        print(measures.table([(edges.stem, measures.measure(grown))]))


@graphs.command(name="measure")
def graph_measure(*edges: Path) -> None:
    """Figures of each of these files, side by side, to hold a grown town against real ones."""
    with sentences():
        found = [(file.stem, measures.measure(graph.read_edges(file))) for file in edges]
        print(measures.table(found))
