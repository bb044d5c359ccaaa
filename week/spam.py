"""A flood of secrets: spam as one text, as many texts, and such as nobody knows for spam."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random
from time import perf_counter
from typing import NamedTuple

from mimi.client import NoToken, Refused
from mimi.town import stock
from week.floods import Found
from week.hands import Under, each, meanwhile, reading, tell
from week.living import EDITION
from week.script import DAY

HONEST = 8  # members who tell no spam, each so many harmless secrets:
EACH = 5
READ = 40  # cards of a reader that are looked at
LURE = (
    (
        "Join my group",
        "Come to our club",
        "Enter my circle",
        "Be one of our team",
        "Follow my page",
    ),
    ("and earn {0} a day", "and make {0} each week", "to get {0} for nothing", "and win {0} now"),
    ("from home,", "on your phone,", "while you sleep,", "with no work at all,"),
    ("only {1} places left,", "{1} are in already,", "closing in {1} hours,", "{1} joined today,"),
    ("message me.", "write to me.", "ask me how.", "send me a line.", "tell your friends."),
)
TEMPLATE = "Join my group number {0} and earn {0} a day from home, {0} places left, message me."
QUIET = "The new tea shop by gate {0} is the best, we went {0} times, you will love it, go and see."
WORDS = sorted({word for line in stock.secrets() for word in line.text.split() if word.isascii()})


class Spam(NamedTuple):
    """What the `at`th of a flood says."""

    name: str
    what: str
    says: Callable[[int], str]
    each: int = 64  # told by a member at most; a real server gives tokens for 5


def _varied(at: int) -> str:
    chance = Random(at)
    return " ".join(chance.choice(part) for part in LURE).format(at, chance.randrange(9, 90))


def _unlike(at: int) -> str:
    """Words of the town, shaken: nothing that anything here knows."""
    return " ".join(Random(at).choices(WORDS, k=14))


def _unlike_too(at: int) -> str:
    """Others than these."""
    return _unlike(1_000_000 + at)


def _harmless(turn: int) -> set[str]:
    """Others each time."""
    return {f"{line.text} ({turn})" for line in stock.secrets()[: HONEST * EACH]}


SPAMS = (
    Spam("numbered", "one text, as many of its numbers", TEMPLATE.format),
    Spam("varied", "a text of five parts in four or five wordings each", _varied),
    Spam("quiet", "one text that care does not know for spam", QUIET.format),
    Spam("unlike", "no two texts alike, none known for spam", _unlike),
    Spam("five", "the same, by the five tokens of a real server", _unlike_too, each=EACH),
)


async def secrets(under: Under, spam: Spam, count: int) -> Found:
    """By all but eight of the members; each of these tells five harmless ones meanwhile."""
    town = under.town
    await town.wait(28 * DAY)  # a new epoch of tokens
    devices = [town.members[at] for at in town.seated]
    began = perf_counter()
    await each(devices, lambda device: device.fetch_tokens())
    fetched = perf_counter() - began
    spammers = devices[:-HONEST]
    count = min(count, spam.each * len(spammers))
    harmless = _harmless(SPAMS.index(spam))
    quiet = await reading(await under.reader(), 40)
    began = perf_counter()
    todo = enumerate(spammers[at % len(spammers)] for at in range(count))
    telling = each(todo, lambda one: tell(one[1], spam.says(one[0])))
    told, pages = await meanwhile(await under.reader(), telling)
    answers, seconds = Counter(told), perf_counter() - began
    for at, text in enumerate(sorted(harmless)):
        with suppress(NoToken, Refused):
            await devices[-1 - at % HONEST].tell(text)
    began = perf_counter()
    _, releasing = await meanwhile(await under.reader(), town.wait(EDITION))
    released = perf_counter() - began
    for _ in range(3):
        await town.wait(EDITION)
    read = [card["text"] for card in await (await under.reader()).read(100 * READ)]
    flood = {spam.says(at) for at in range(count)}
    queue = await (await under.moderator()).ask("GET", "queue") or []
    after = await reading(await under.reader(), 40)
    return Found(
        f"spam of {count:,} secrets (whole: 100,000) by {len(spammers)} members: {spam.what}",
        {
            "tokens fetched a second": round(
                sum(len(one.wallet.unspent) for one in devices) / fetched
            ),
            "told a second": round(count / seconds),
            "taken": answers["told"],
            "refused": sum(answers.values()) - answers["told"],
            "a page of the feed before, ms (median)": quiet[0],
            "a page of the feed meanwhile, ms (median)": pages[0],
            "a page of the feed meanwhile, ms (95th)": pages[1],
            "a page of the feed afterwards, ms (median)": after[0],
            "seconds to bring out an edition, with all looks": round(released, 1),
            "a page of the feed while it comes out, ms (95th)": releasing[1],
            "spam that a reader can read": sum(one in flood for one in read),
            f"spam among the first {READ} cards": sum(one in flood for one in read[:READ]),
            f"harmless secrets of {len(harmless)} that this reader sees": len(
                harmless.intersection(read)
            ),
            "cases that moderators see at a time": len(queue),
        },
    )
