"""Pair tags of others: friendships that nobody agreed to."""

from attacks.attack import Attack, works
from attacks.finding import Count, Finding, judged
from attacks.town import Town
from mimi.client import Device
from mimi.town.numbers import number

TARGETS = 8

Ask = tuple[str, str, dict[str, object]]


class Forged(Attack):
    """An account uploads contacts as if it had somebody else's number, unfriends in her name, and
    puts people into its contacts who do not have its number.

    Incidents: contact lists taken at their word (Snapchat's find_friends 2014; WhatsApp's and
    Signal's address books, Hagen et al., NDSS 2021). If any of it made or ended a friendship, a
    gate would move. A pair is a promise of two; bound 0.
    """

    promise = "friends"
    name = "forged pairs"

    def __init__(self) -> None:
        super().__init__()
        self.forgers = list[tuple[int, Device, Device]]()

    async def arrive(self, town: Town) -> None:
        for target in town.targets(TARGETS):
            forger, one_sided = await town.newcomer(), await town.newcomer()
            self.forgers.append((target, forger, one_sided))
            self.devices += [forger, one_sided]

    async def look(self, town: Town) -> list[Finding]:
        before = {at: await town.members[at].gate() for at, _, _ in self.forgers}
        accepted = Count()
        for target, forger, one_sided in self.forgers:
            friends = [number(friend) for friend in sorted(town.graph[target])]
            for ask in _asks(forger, number(target), friends):
                accepted.add(await works(forger, *ask[:2], json=ask[2]))
            await one_sided.upload_contacts(friends)
        await town.next_window(town.rhythm["epoch"])
        opened, ended = Count(), Count()
        for target, forger, one_sided in self.forgers:
            for device in (forger, one_sided):
                opened.add((await device.gate())["open"])
            ended.add(await town.members[target].gate() != before[target])
        said = {
            "said to be of another's number": ("that the server takes it", accepted),
            "friends by it": ("to have friends who do not have one's number", opened),
            "friends lost by it": ("to end somebody else's friendships", ended),
        }
        return [
            judged(f"{self.name}: {what}", self.promise, wanted, count, 0.0)
            for what, (wanted, count) in said.items()
        ]


def _asks(forger: Device, victim: str, friends: list[str]) -> list[Ask]:
    """Her number in each way of writing it, alone and beside the own."""
    owns = [[victim], [forger.number, victim], [victim.replace("+1", "001")], [f"{victim} "]]
    uploads: list[Ask] = [("PUT", "/v1/contacts", {"own": own, "numbers": friends}) for own in owns]
    betweens: list[Ask] = [
        ("POST", path, {"own": victim, "number": friend})
        for path in ("/v1/unfriendings", "/v1/blocks")
        for friend in friends[:3]
    ]
    return [*uploads, *betweens]
