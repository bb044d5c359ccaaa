"""Whom the operator knows, trusts or keeps out, and how many came."""

from pathlib import Path

from cyclopts import App

from mimi import bans as kept_out
from mimi import moderators as people_who_moderate
from mimi import newcomers as arrivals
from mimi import roster as people
from mimi.commands.sentences import sentences
from mimi.settings import load

roster = App(name="roster", help="The people whom the operator knows to be real.")
moderators = App(name="moderators", help="Who may use the console at /console.")
bans = App(name="bans", help="Whom you let in no more, for what they did while signed in.")


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


def newcomers() -> None:
    """How many members there are, and came on each of the last 28 days: roughly, and never who."""
    with sentences():
        print(arrivals.show(arrivals.count(load())))
