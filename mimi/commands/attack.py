"""`mimi attack`."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter
from cyclopts.validators import Number

from attacks import Finding, Thief, names, towns
from mimi import besieged
from mimi.commands.sentences import sentences
from mimi.town import graph


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
