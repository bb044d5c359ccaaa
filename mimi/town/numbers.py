"""Phone numbers of a town: valid ones that belong to nobody.

In every area of the North American plan the lines 555-0100 to 555-0199 are kept for fiction, so
member i of a town has +1 AAA 555 01NN: a hundred members an area, in the areas listed here.
"""

AREAS = [
    *range(201, 211),
    *range(212, 220),
    *range(223, 230),
    *range(301, 311),
    *range(312, 322),
    *range(401, 411),
    *range(412, 420),
    *range(501, 511),
    *range(512, 523),
    *range(570, 576),
    *range(605, 611),
    *range(614, 621),
    *range(712, 721),
    *range(801, 807),
    *range(812, 819),
    *range(856, 861),
    *range(906, 911),
    *range(912, 921),
]
MOST = 100 * len(AREAS)


def number(member: int) -> str:
    """The number of a member, in E.164. Raises ValueError when the town is too large."""
    if not 0 <= member < MOST:
        raise ValueError(f"a town has at most {MOST} members")
    return f"+1{AREAS[member // 100]}55501{member % 100:02}"
