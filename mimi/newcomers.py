"""How a place grows, for its operator: counts by day in which nobody can be recognised."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from mimi.anonymity.buckets import bucket
from mimi.app import make_kit
from mimi.rooms import accounts
from mimi.serve import database
from mimi.settings import Settings

DAYS = 28


class Growth(NamedTuple):
    """Of those who are still here: all of them, and who came on each whole day, the last first.

    In buckets, 0 for fewer than five, and never today: whoever looks over the operator's shoulder,
    or gets the counts passed on, cannot tell that somebody came. An operator could count rows; a
    number that is read out, mailed or drawn as a curve is what this keeps from telling.
    """

    members: int
    days: dict[int, int]  # since 1970


def growth(joined: Mapping[int, int], today: int) -> Growth:
    """`joined`: how many came, by day. PURE."""
    days = range(today - 1, today - 1 - DAYS, -1)
    before = sum(count for day, count in joined.items() if day < today)
    return Growth(bucket(before), {day: bucket(joined.get(day, 0)) for day in days})


def show(found: Growth) -> str:
    lines = [f"members      {_said(found.members)}", ""]
    for day, count in found.days.items():
        lines.append(f"{date(1970, 1, 1) + timedelta(days=day)}   {_said(count)}")
    return "\n".join(lines)


def _said(count: int) -> str:
    return f"{count} or more" if count else "fewer than 5"


def count(settings: Settings) -> Growth:
    with database(settings) as url:
        return asyncio.run(_count(settings, url))


async def _count(settings: Settings, url: str) -> Growth:
    kit = make_kit(settings, url)
    await kit.database.open()
    try:
        async with kit.database.reading() as db:
            days = Counter((await accounts.joined_days(db)).values())
            return growth(days, kit.day())
    finally:
        await kit.database.close()
