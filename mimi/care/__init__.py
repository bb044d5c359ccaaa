"""What a text or a picture looks like before it is told. PURE and offline: words in, verdict out.

Protects whoever could be hurt by a text, and its author with them: a verdict is a function of the
words alone, so whoever wrote them gets the same one, and nothing of it is about anybody (P1, P11).
It never deletes. It orders what moderators look at first, and holds the reach of a secret until
one has looked (docs/care.md says what it misses, and whom a false hold hurts).

    plain.py     one writing for the many of one word
    lists.py     words and patterns by category and language, from lists/
    contacts.py  ways to reach somebody; hotlines.py those that are never taken for one
    names.py     who is named, and the rule of it; names_zh.py and names_en.py find them
    model.py     linear models; grams.py what they are made of, training.py and
                 training_told.py how
    looking.py   the verdict on a text
    figures.py   how good all this is, on sets that it has not seen
    prints.py    knowing a picture again; altered.py what is done to pictures
    nudity.py    how likely one shows somebody naked; picture_figures.py how good both are
"""

from mimi.care.looking import look, ready
from mimi.care.names import full_names
from mimi.care.plain import Plain, plain
from mimi.care.verdict import CATEGORIES, HELD, NOTHING, VERSION, Category, Verdict

__all__ = [
    "CATEGORIES",
    "HELD",
    "NOTHING",
    "VERSION",
    "Category",
    "Plain",
    "Verdict",
    "full_names",
    "look",
    "plain",
    "ready",
]
