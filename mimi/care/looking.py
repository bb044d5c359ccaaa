"""The verdict on a text."""

from mimi.care import contacts, lists, model, names
from mimi.care.plain import Plain, plain
from mimi.care.verdict import HELD, Category, Verdict

HARM: tuple[Category, ...] = ("abuse", "threat", "sexual")  # beside it a title counts as a name
FAINT = 0.5  # what is less is nothing: a model always says something


def ready() -> None:
    """Reads what verdicts need, 50 MB in 0.3 s, so that a file that is missing ends the start, and
    not the first edition. Who does not call it waits for that at the first text."""
    for text in ("", "Anna Miller", "张伟"):
        look(text)


def look(text: str) -> Verdict:
    """A function of the text and nothing else. Some two milliseconds a text."""
    read = plain(text)
    bare = {one: lists.cut(one, read) for one in lists.LISTED}
    found: dict[Category, float] = {one: _listed(one, bare[one]) for one in lists.LISTED}
    found["abuse"] = max(found["abuse"], model.abuse(bare["abuse"]))
    found["contact"] = contacts.strength(read)
    found["name"] = _named(read, found)
    return Verdict({category: round(how, 2) for category, how in found.items() if how >= FAINT})


def _listed(category: Category, bare: Plain) -> float:
    """By words and patterns, or by what they are made of: the stronger."""
    if category not in model.TOLD:
        return lists.strength(category, bare)
    return max(lists.strength(category, bare), model.told(category, bare))


def _named(read: Plain, found: dict[Category, float]) -> float:
    strength = names.strength(read)
    harmed = any(found[one] >= HELD[one] for one in HARM)
    return names.FULL if strength and harmed else strength
