"""The commands: one thin function each."""

import asyncio
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from cyclopts.validators import Number

from attacks import Finding, Thief, Unsuitable, names, towns
from mimi import backup as backups
from mimi import bans as kept_out
from mimi import besieged, keyring, pictures, rotation
from mimi import demo as demo_town
from mimi import doctor as physician
from mimi import moderators as people_who_moderate
from mimi import newcomers as arrivals
from mimi import openapi as description
from mimi import roster as people
from mimi import serve as server
from mimi.app import make_app, make_kit
from mimi.care import figures as figures_of_care
from mimi.care import picture_figures
from mimi.care.nudity import HELD as NAKED
from mimi.care.public import UnknownSet
from mimi.client.cli import app as member
from mimi.kit import sealed_file
from mimi.kit.dump import DumpError
from mimi.kit.key_files import BrokenKey
from mimi.settings import Settings, SettingsError, load
from mimi.town import graph, growth, measures, simulation
from mimi.town.life import TownError
from mimi.town.simulation import Joining
from mimi.town.visit import live_at, show

app = App(name="mimi", help="An anonymous network among friends.", version_flags=[])
roster = App(name="roster", help="The people whom the operator knows to be real.")
app.update(member)  # sign-in, tell, feed and what else a member does
app.command(roster)
moderators = App(name="moderators", help="Who may use the console at /console.")
app.command(moderators)
bans = App(name="bans", help="Whom you let in no more, for what they did while signed in.")
app.command(bans)
circles = App(name="circles", help="How circles form.")
app.command(circles)
graphs = App(name="graph", help="Who is friends with whom, in files of `a b` a line.")
app.command(graphs)
keys = App(name="keys", help="The keyring, which backups do not hold.")
app.command(keys)
care = App(name="care", help="What is looked at before a text is told.")
app.command(care)

REFUSALS = (
    SettingsError,
    server.CannotServe,
    graph.EdgesError,
    TownError,
    people.RosterError,
    people_who_moderate.ModeratorError,
    kept_out.BanError,
    BrokenKey,
    DumpError,
    backups.BackupError,
    keyring.KeyringError,
    sealed_file.SealedFileError,
    UnknownSet,
    Unsuitable,
)


@app.command
def serve(*, reload: bool = False) -> None:
    """Serve until Ctrl-C; --reload starts anew when a file changes."""
    with sentences():
        settings = load()
        if reload:
            server.serve_again_on_change()
        else:
            server.serve(settings)


@app.command
def doctor() -> None:
    """Ask settings, database and every provider whether they are well; 1 when one is not."""
    with sentences():
        sys.exit(physician.run(load()))


@app.command
def demo(*, members: int = demo_town.MEMBERS) -> None:
    """A town to try, filled at the first start."""
    with sentences():
        demo_town.run(load(), members)


@app.command
def town(
    *,
    edges: Path | None = None,
    members: int = 120,
    url: str = "",
    code: str = "",
    seed: str = "town",
) -> None:
    """Let a town live on a running server on loopback whose clock is moved by hand.

    --edges: a file of friendships, `a b` a line; without it a town of --members is grown.
    --url and --code: of the server, by default as in the settings.
    """
    with sentences():
        settings = load()
        friends = graph.read(edges) if edges else graph.grow(members, seed)
        show(asyncio.run(live_at(url or settings.url, friends, code or settings.fixed_code, seed)))


def _known(_: type, only: list[str]) -> None:
    if not set(only) <= set(names()):
        raise ValueError(f"attacks are: {', '.join(names())}")


@dataclass(frozen=True)
class Attacking:
    """How a town is attacked."""

    edges: Path | None = None
    """A file of friendships, `a b` a line; without it a town is grown."""
    members: Annotated[int, Parameter(validator=Number(gte=40))] = 120
    """Of the grown town."""
    code: str = ""
    """The fixed code of the server at URL."""
    only: Annotated[list[str], Parameter(validator=_known)] = field(default_factory=list[str])
    """The name of an attack; may be given again for more."""
    together: bool = False
    """All in one town: a big graph takes longer to settle than an attack, and has room for all."""
    long: bool = False
    """With 10,000 comments to link masks by."""
    data: Path | None = None
    """The data folder of the server at URL, for the thief."""
    database: str = ""
    """The URL of its PostgreSQL, unless that lies in the data folder."""
    json: Path | None = None
    """A file for the findings."""
    page: Path = Path("build/attacks.html")
    """The report."""

    def where(self, url: str) -> besieged.Where | None:
        """None: servers are to be started."""
        thief = Thief(self.data, self.database) if self.data else None
        return besieged.Where(url, self.code or besieged.CODE, thief) if url else None

    def tell(self, found: list[Finding], where: str) -> None:
        """After each finding anew: hours of attacks are not lost with the last of them."""
        if self.json:
            self.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
        besieged.report(self.page, found, where)


@app.command
def attack(url: str = "", *, how: Annotated[Attacking | None, Parameter(name="*")] = None) -> None:
    """Attack a town over HTTP and tell how often the attackers were right (docs/attacks.md).

    URL: of a server on loopback that has no members yet, whose clock is moved by hand; without it
    servers are started. The exit status is 1 when a bound was missed.
    """
    how = how or Attacking()
    with sentences():
        friends = graph.read(how.edges) if how.edges else graph.grow(how.members, "siege", mean=18)
        groups = towns(how.only, one_town=bool(url) or how.together, long=how.long)
        found = list[Finding]()

        def find(finding: Finding) -> None:
            found.append(finding)
            how.tell(found, f"A town of {len(friends)} members.")

        besieged.attack(friends, groups, find, how.where(url))
    print(besieged.table(found))
    sys.exit(0 if all(one.ok for one in found) else 1)


@roster.command(name="import")
def roster_import(file: Path, *, group: str = "") -> None:
    """Name real people by their numbers, one a line; only keyed tags are kept.

    --group: the name of their class or club: who is on it may become a friend of the others.
    """
    with sentences():
        count = people.import_file(load(), file, group)
        print(f"{count} numbers are on the roster")


@moderators.command(name="add")
def moderators_add(name: str) -> None:
    """Name a moderator, or let one who lost a proof enrol anew: prints a link that works once."""
    with sentences():
        print(people_who_moderate.add(load(), name))


@moderators.command(name="remove")
def moderators_remove(name: str) -> None:
    """End every way of this moderator into the console."""
    with sentences():
        people_who_moderate.remove(load(), name)


@moderators.command(name="list")
def moderators_list() -> None:
    """The moderators who have enrolled, one a line."""
    with sentences():
        print(*people_who_moderate.names(load()), sep="\n")


@bans.command(name="add")
def bans_add(phone: str) -> None:
    """Let nobody in with this number any more, and sign its devices out; only a keyed tag is kept.

    For what is done while signed in: SMS pumping, floods of reports, fraud with a roster. Who wrote
    a secret nobody knows, so nobody is banned for one; tokens that a device holds can be spent.
    """
    with sentences():
        kept_out.add(load(), phone)


@bans.command(name="lift")
def bans_lift(phone: str) -> None:
    """Let a number in again."""
    with sentences():
        kept_out.lift(load(), phone)


@app.command
def backup(file: Path, *, to: str) -> None:
    """Write database and photos, of one moment, into FILE; the server may run meanwhile.

    --to: the recipient of age who can open it: age1… of `mimi keys pair`, or ssh-ed25519 ….
    """
    with sentences():
        told = backups.backup(load(), file, to)
        print(f"{told.rows} rows of {told.tables} tables and {told.photos} photos are in {file}")


@app.command
def restore(file: Path, *, identity: Path) -> None:
    """Bring a backup back into an empty database, without what was deleted since it was made.

    --identity: the file of `mimi keys pair`, or an ssh key.
    """
    with sentences():
        told = backups.restore(load(), file, identity)
        print(f"{told.rows} rows of {told.tables} tables and {told.photos} photos are back,")
        print(f"compared with what went in; {told.deleted} were deleted since and are gone again")


@keys.command(name="pair")
def keys_pair(file: Path) -> None:
    """Write a new identity of age into FILE, and print its recipient, for backups.

    Keep FILE where no backup is, and not on the server.
    """
    with sentences():
        print(sealed_file.new_identity(file))


@keys.command(name="export")
def keys_export(file: Path, *, to: str) -> None:
    """Write the keyring into FILE. --to: as of `mimi backup`. Keep it apart from the backups."""
    with sentences():
        keyring.export(load(), file, to)


@keys.command(name="import")
def keys_import(file: Path, *, identity: Path) -> None:
    """Bring the keyring back into a place that has none. --identity: as of `mimi restore`."""
    with sentences():
        keyring.bring_back(load(), file, identity)


@keys.command(name="rotate")
def keys_rotate(purpose: str) -> None:
    """Give PURPOSE (docs/keys.md) another key while members go on; two and a half minutes.

    Export the keyring again afterwards: an older export does not have the new key.
    """
    with sentences():
        count = rotation.rotate(load(), purpose)
        print(f"{purpose} has another key, and {count} rows were sealed anew.")
        print("Export the keyring again: `mimi keys export`.")


@app.command
def newcomers() -> None:
    """How many members there are, and came on each of the last 28 days: roughly, and never who."""
    with sentences():
        print(arrivals.show(arrivals.count(load())))


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


@app.command
def openapi(file: Path = Path("docs/openapi.json")) -> None:
    """Write the description of the HTTP API."""
    with TemporaryDirectory() as data:
        nobody = make_kit(Settings(data=data), database_url="")
        file.write_bytes(description.document(make_app(nobody)))


@contextmanager
def sentences() -> Generator[None]:
    """What the operator can mend is said in a sentence, and the exit status is 2."""
    try:
        yield
    except REFUSALS as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    app()
