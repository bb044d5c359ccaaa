"""Every SQL statement of the server, as it stands in its store: for the house and the ledger."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mimi.app import ROOMS

MIMI = Path(__file__).parent.parent / "mimi"
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|DO)\b")
# The rooms' SQL stands in their stores, in the order in which the data flows; the kit keeps three
# tables of its own and asks PostgreSQL for its settings, its standby and its nodes.
FOLDERS = [Path(str(room.__file__)).parent for room in ROOMS]
STORES = [path for folder in FOLDERS for path in sorted(folder.glob("store*.py"))]
KIT = (
    "citus.py",
    "windows.py",
    "limits.py",
    "shared.py",
    "postgres.py",
    "hosts.py",
    "versions.py",
)
HOMES = [*STORES, *(MIMI / "kit" / name for name in KIT)]


class Statement(NamedTuple):
    """`home` is the room (or the kit) and the file, `remark` the comment directly above."""

    home: str
    name: str
    sql: str
    remark: str

    @property
    def title(self) -> str:
        return f"{self.home}.{self.name}"

    @property
    def is_block(self) -> bool:
        """PL/pgSQL, into which neither a grammar nor a role looks: none but `kit/citus.py` has one,
        and it reads the catalogue."""
        return self.sql.lstrip().startswith("DO")

    @property
    def parameters(self) -> int:
        return max((int(number) for number in re.findall(r"\$(\d+)", self.sql)), default=0)


def statements() -> list[Statement]:
    return [one for path in HOMES for one in statements_in(path)]


def statements_in(path: Path) -> Iterator[Statement]:
    text = path.read_text()
    home = f"{path.parent.name}.{path.stem}"
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(sql))):
                if name.isupper() and SQL.match(sql):
                    yield Statement(home, name, sql, _remark(text.splitlines(), node.lineno))
            case _:
                pass


def _remark(lines: list[str], line: int) -> str:
    """The comment that ends on the line before this one (counted from 1)."""
    first = line - 1
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return " ".join(text.lstrip("# ") for text in lines[first : line - 1])
