"""The verdict on a text."""

from mimi.care import contacts, lists, model, names
from mimi.care.plain import Plain, plain
from mimi.care.verdict import Category, Verdict

HARM: tuple[Category, ...] = ("abuse", "threat", "sexual")
FAINT = 0.3  # what is less is nothing: a model always says something
SOME = 0.5  # of harm, that makes a title and a family name count as a name


def look(text: str) -> Verdict:
    """A function of the text and nothing else. Under a millisecond for most texts."""
    read = plain(text)
    found: dict[Category, float] = {one: lists.strength(one, read) for one in lists.LISTED}
    found["abuse"] = max(found["abuse"], model.abuse(lists.cut("abuse", read)))
    found["contact"] = contacts.strength(read)
    found["name"] = _named(read, found)
    return Verdict({category: round(how, 2) for category, how in found.items() if how >= FAINT})


def _named(read: Plain, found: dict[Category, float]) -> float:
    strength = names.strength(read)
    harmed = any(found[one] >= SOME for one in HARM)
    return names.FULL if strength and harmed else strength
