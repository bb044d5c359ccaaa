"""Who was online, and when a secret came out."""

from attacks.attack import Attack
from attacks.finding import Count, Finding, judged
from attacks.town import AHEAD, Town

EDITIONS = 1.08  # times 1/K


class Visits(Attack):
    """A member of the circle who knows who of it was online in each window names who told.

    Source: intersection attacks on anonymous systems (Danezis and Serjantov 2004; Wolinsky et
    al., "Hang With Your Buddies to Resist Intersection Attacks", CCS 2013). A secret comes out in
    one of the next three editions, so whoever was online in more of the three windows before is
    likelier. P4; bound: what the design found editions to give, .09 where K is 12.
    """

    promise = "P4"
    name = "visit times against editions"

    async def look(self, town: Town) -> list[Finding]:
        count, length = Count(), town.rhythm["edition"]
        first = min(town.edition.values(), default=0) - length
        for secret, edition in town.edition.items():
            author = town.author[secret]
            before = [(edition - first) // length - ahead for ahead in range(1, AHEAD + 1)]
            online = [town.visits[window] for window in before if window in town.visits]
            scores = {at: sum(at in there for there in online) for at in town.sits(author)}
            likely = sorted(at for at, score in scores.items() if score == max(scores.values()))
            count.add(town.chance.choice(likely) == author)
        wanted = "who told a secret, from who was online in the windows before it came out"
        return [judged(self.name, self.promise, wanted, count, EDITIONS / town.k)]
