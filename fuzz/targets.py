"""What is fuzzed, and how much of it. Imports nothing that is fuzzed: atheris has to be first."""

import sys
from pathlib import Path
from shutil import copy
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
MILLIONS, HOUR = 1_000_000, 3600


class Target(NamedTuple):
    """`short` and `runs` count executions; `seconds`, of the processor, is for what is too slow to
    count in millions.

    `follow`: the packages in which new lines are looked for. `seeds`: where it begins, as a glob.
    """

    name: str
    function: str  # module.function, takes bytes
    follow: tuple[str, ...]
    largest: int  # bytes of an input
    short: int
    runs: int = 0
    seconds: int = HOUR
    seeds: str = "fuzz/corpus/{name}/*"

    @property
    def command(self) -> list[str]:
        if not self.function:
            return ["node", "fuzz/books.mjs"]
        return [sys.executable, "-m", "fuzz.one", self.name]

    def begin(self, folder: Path) -> None:
        """Puts its seeds there, beside what is there already."""
        folder.mkdir(parents=True, exist_ok=True)
        for seed in self.files():
            copy(seed, folder)

    def files(self) -> list[Path]:
        return sorted(ROOT.glob(self.seeds.format(name=self.name)))

    def is_done(self, runs: int, seconds: float) -> bool:
        """In the long form."""
        return runs >= self.runs if self.runs else seconds >= self.seconds


ROOM = ("mimi.rooms.secrets", "multipart")
OPERATORS = ("mimi.settings", "mimi.roster", "tomllib", "urllib")
BOOKS = "tests/contacts/*.[cv][sc][vf]"  # vCard and CSV

TARGETS = [
    Target("token", "fuzz.tokens.token", ("mimi.kit",), 256, 100_000, 10 * MILLIONS),
    Target("cursor", "fuzz.tokens.cursor", ("mimi",), 256, 100_000, 10 * MILLIONS),
    Target("points", "fuzz.tokens.points", ("mimi.kit",), 256, 5_000),
    Target("form", "fuzz.forms.form", ROOM, 4096, 50_000),
    Target("roster", "fuzz.operators.roster_file", OPERATORS, 4096, 30_000),
    Target("settings", "fuzz.operators.settings_file", OPERATORS, 8192, 20_000),
    Target("picture", "fuzz.pictures.picture", ("mimi.rooms.photos", "PIL"), 8192, 10_000),
    Target("book", "", (), 4096, 3_000, seeds=BOOKS),
]
