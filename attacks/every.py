"""All attacks, in the order in which a report tells them."""

from collections.abc import Callable, Collection

from attacks.attack import Attack
from attacks.bulletins import Bulletins
from attacks.capture import Capture, CoreFarm
from attacks.comparing import Comparing
from attacks.counters import ACCOMPLICES, Counters
from attacks.fakes import FakeFriends, Star
from attacks.filling import Filling
from attacks.forged import Forged
from attacks.headers import Headers
from attacks.joining import Joining
from attacks.latency import Latency
from attacks.later import LaterLife
from attacks.leaving import Leaving
from attacks.masks import Masks
from attacks.moderators import Moderators
from attacks.mutual import Mutual
from attacks.numbers import Numbers
from attacks.oracles import Oracles
from attacks.order import Order
from attacks.photos import Photos
from attacks.recycled import Recycled
from attacks.refunds import Refunds
from attacks.reporting import Reporting
from attacks.rungs import Rungs
from attacks.stolen import Stolen
from attacks.strangers import Strangers
from attacks.toggling import Toggling
from attacks.tokens import Tokens
from attacks.visits import Visits
from attacks.with_without import WithWithout

FAKES = (3, 7, 10, 50)
FRIENDS = (1, 3, 5, 10)
SPIES = (0.05, 0.15)
CAPTURES = ((3, 0), (7, 1), (11, 3), (23, 5))

# By the name that `--only` takes. The last ones let time pass, so in one town they look last.
ATTACKS: dict[str, Callable[[], list[Attack]]] = {
    "fakes": lambda: [FakeFriends(size) for size in FAKES],
    "star": lambda: [Star(size) for size in FAKES[:2]],
    "with-without": lambda: [WithWithout()],
    "comparing": lambda: [Comparing(f"{many} friends compare", many) for many in FRIENDS],
    "spies": lambda: [Comparing(f"{share:.0%} of the members are spies", share) for share in SPIES],
    "capture": lambda: [Capture(size, helpers) for size, helpers in CAPTURES],
    "core": lambda: [CoreFarm(200)],
    "forged": lambda: [Forged()],
    "mutual": lambda: [Mutual()],
    "joins": lambda: [Joining()],
    "numbers": lambda: [Numbers()],
    "oracles": lambda: [Oracles()],
    "order": lambda: [Order()],
    "headers": lambda: [Headers()],
    "visits": lambda: [Visits()],
    "bulletins": lambda: [Bulletins()],
    "latency": lambda: [Latency()],
    "stolen": lambda: [Stolen()],
    "counters": lambda: [Counters(many) for many in (0, *ACCOMPLICES)],
    "rungs": lambda: [Rungs()],
    "masks": lambda: [Masks(2_000)],
    "tokens": lambda: [Tokens()],
    "photos": lambda: [Photos()],
    "strangers": lambda: [Strangers()],
    "filling": lambda: [Filling()],
    "reports": lambda: [Reporting()],
    "moderators": lambda: [Moderators()],
    "refunds": lambda: [Refunds()],
    "toggling": lambda: [Toggling()],
    "later": lambda: [LaterLife()],
    "leaving": lambda: [Leaving()],
    "recycled": lambda: [Recycled()],
}

ALONE = {"fakes", "star", "with-without", "capture", "core"}  # each of these brings a farm
# These tell, leave or let months pass; those of a line are of one town.
LIVING = (
    ("stolen", "later", "leaving"),
    ("strangers", "refunds", "joins", "reports"),
    ("moderators",),
    ("rungs", "filling"),
    ("toggling",),
    ("recycled",),
)
WATCHING = ATTACKS.keys() - ALONE - {name for names in LIVING for name in names}


# `--long`: minutes each.
LONG: dict[str, Callable[[], list[Attack]]] = {"masks": lambda: [Masks(10_000)]}


def names() -> list[str]:
    return list(ATTACKS)


def towns(only: Collection[str], one_town: bool, long: bool = False) -> list[list[Attack]]:
    """All attacks, or those of these names, by the towns they are run in.

    Whoever brings a farm gets a town of its own, so that it does not stand in another's way, and
    so does whoever moves a town on.
    """
    every = ATTACKS | LONG if long else ATTACKS
    made = {name: make() for name, make in every.items() if not only or name in only}
    if one_town:
        return [[attack for attacks in made.values() for attack in attacks]]
    groups = list[list[Attack]]()
    watching = [attack for name, attacks in made.items() if name in WATCHING for attack in attacks]
    alone = [[attack] for name in ALONE & made.keys() for attack in made[name]]
    groups += sorted(alone, key=lambda group: group[0].name)
    groups += [[one for name in names for one in made.get(name, [])] for names in LIVING]
    return [group for group in [*groups, watching] if group]
