"""Traditional characters, made of simplified ones as the page's own words are.

OpenCC writes what Taipei writes; `traditional.json` mends what people there and in Hong Kong say
otherwise, for the page (web/languages.ts) and for the texts of the server alike.
"""

import json
from functools import cache
from pathlib import Path

from opencc import OpenCC

_better: list[tuple[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text())


@cache
def _taipei() -> OpenCC:
    """43 MB of a server's memory, a third of a second: only where somebody asks for it."""
    return OpenCC("s2twp")


def traditional(text: str) -> str:
    """The same text; what is no Chinese stays as it is."""
    converted = _taipei().convert(text)
    for given, instead in _better:
        converted = converted.replace(given, instead)
    return converted
