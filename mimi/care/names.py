"""Who is named. The rule:

A full name, family and given, names a private person, unless it is somebody of public life, of
history or of a story. A family name with the place it has in somebody's life (王老师, Dr Patel)
points at one person too, but in most texts innocently: alone it is weak, beside an insult, a threat
or sexual words it counts like a name. A given name alone names nobody.
"""

import re
from collections.abc import Iterator
from functools import cache

from mimi.care import names_en, names_zh
from mimi.care.lists import lines
from mimi.care.plain import Plain

FULL, TITLED = 1.0, 0.6
TITLES_ZH = (
    "老师|经理|同学|主任|教授|医生|总监|主管|校长|班长|组长|队长|阿姨|叔叔|先生|女士|小姐|律师|护士|"
    "院长|局长|处长|部长|科长|书记|教练|导师|师傅|师兄|师姐|学长|学姐|老板|警官|法官|董事长"
)
TITLES_EN = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Coach|Officer|Pastor|Principal|Father|Judge"
TITLED_EN = re.compile(rf"\b(?:{TITLES_EN})\.? [A-Z][a-z'’-]+")


def strength(text: Plain) -> float:
    if next(full_names(text), None):
        return FULL
    titled = _titled_zh().search(text.joined) or TITLED_EN.search(text.shown)
    return TITLED if titled else 0


def full_names(text: Plain) -> Iterator[str]:
    """As they stand in it, each as often as it is said."""
    yield from names_zh.full_names(text.joined)
    yield from names_en.full_names(text.shown)


@cache
def _titled_zh() -> re.Pattern[str]:
    single, double = lines("surnames.zh.txt")
    return re.compile(rf"(?:[{single}]|{'|'.join(double.split())})(?:{TITLES_ZH})")
