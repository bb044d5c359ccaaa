"""What the operator is told of codes and providers: log lines in which there is no person.

Counted in memory and by day, never in the store: see kit/counts.py.
"""

import structlog

from mimi.connectors.trouble import Trouble
from mimi.kit.kit import Kit
from mimi.rooms.accounts.numbers import calling_code

log = structlog.get_logger()

LEAST = 20  # codes or receipts of a day before a share of them means anything
USED = 0.3  # of the codes sent to a country: below it somebody may be paid for receiving them
DELIVERED = 0.5  # of the receipts


def trouble(found: Trouble) -> None:
    """A provider could not do it: which, and why by its own code."""
    log.error("connector", kind=str(found))


def sent(kit: Kit, number: str) -> None:
    """A code went to the number: looks whether those of its country are used at all (pumping)."""
    country = calling_code(number)
    count = kit.counts.add(kit.day(), f"sent {country}")
    used = kit.counts.of(kit.day(), f"used {country}")
    if count % LEAST == 0 and used < USED * count:
        log.warning("codes are asked for and not used: see sms.countries", kind=f"+{country}")


def used(kit: Kit, number: str) -> None:
    kit.counts.add(kit.day(), f"used {calling_code(number)}")


def budget(kit: Kit) -> None:
    if kit.counts.add(kit.day(), "budget") == 1:
        log.error("no more codes today: sms.budget is used up")


def receipt(kit: Kit, provider: str, delivered: bool) -> None:
    """A provider says whether an SMS arrived. Of whom is neither kept nor looked at."""
    whole = kit.counts.add(kit.day(), f"receipts {provider}")
    good = kit.counts.of(kit.day(), f"delivered {provider}")
    if delivered:
        good = kit.counts.add(kit.day(), f"delivered {provider}")
    if whole % LEAST == 0 and good < DELIVERED * whole:
        log.warning("codes do not arrive", kind=provider)
