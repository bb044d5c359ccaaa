"""All attacks, in the order in which a report tells them."""

from collections.abc import Callable

from attacks.attack import Attack
from attacks.capture import Capture, CoreFarm
from attacks.comparing import Comparing
from attacks.fakes import FakeFriends, Star
from attacks.masks import Masks
from attacks.numbers import Numbers
from attacks.oracles import Oracles
from attacks.order import Order
from attacks.photos import Photos
from attacks.tokens import Tokens
from attacks.visits import Visits
from attacks.with_without import WithWithout

FAKES = (3, 7, 10, 50)
FRIENDS = (1, 3, 5, 10)
SPIES = (0.05, 0.15)
CAPTURES = ((3, 0), (7, 1), (11, 3), (23, 5))

# By the name that `--only` takes. The last ones let time pass, so they look last.
ATTACKS: dict[str, Callable[[], list[Attack]]] = {
    "fakes": lambda: [FakeFriends(size) for size in FAKES],
    "star": lambda: [Star(size) for size in FAKES[:2]],
    "with-without": lambda: [WithWithout()],
    "comparing": lambda: [Comparing(f"{many} friends compare", many) for many in FRIENDS],
    "spies": lambda: [Comparing(f"{share:.0%} of the members are spies", share) for share in SPIES],
    "capture": lambda: [Capture(size, helpers) for size, helpers in CAPTURES],
    "core": lambda: [CoreFarm(200)],
    "oracles": lambda: [Oracles()],
    "order": lambda: [Order()],
    "visits": lambda: [Visits()],
    "numbers": lambda: [Numbers()],
    "masks": lambda: [Masks()],
    "tokens": lambda: [Tokens()],
    "photos": lambda: [Photos()],
}


def names() -> list[str]:
    return list(ATTACKS)


def towns(only: str, one_town: bool) -> list[list[Attack]]:
    """All attacks, or those of one name, by the towns they are run in.

    Whoever brings accounts gets a town of its own, so that one farm does not stand in another's
    way.
    """
    picked = [ATTACKS[only]] if only else list(ATTACKS.values())
    attacks = [attack for make in picked for attack in make()]
    if one_town:
        return [attacks]
    bring = [one for one in attacks if type(one).arrive is not Attack.arrive]
    watch = [one for one in attacks if type(one).arrive is Attack.arrive]
    return [*([one] for one in bring), *([watch] if watch else [])]
