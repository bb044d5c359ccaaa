"""Sending a code: which provider, and what it costs at most."""

from mimi.connectors.trouble import Trouble
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.rooms.accounts import alarms, codes, store
from mimi.rooms.accounts.numbers import calling_code, phone_tag
from mimi.rooms.accounts.senders import SENDERS


async def send_code(kit: Kit, number: str, address: str) -> None:
    """Never looks whether the number has an account. Raises Problem 403 no-codes-there, 429
    too-many, 503 code-not-sent; after the last one the number may ask as often as before."""
    _check_country(kit, number)
    async with kit.database.transaction() as db:
        code = await codes.issue(kit, db, number, address)
    if kit.settings.fixed_code:
        return  # in towns and tests one code always works, and nothing needs to be sent
    sender = await _send(kit, number, code)
    if sender is None:
        async with kit.database.transaction() as db:
            await codes.give_back(kit, db, number, address)
        raise Problem(503, "code-not-sent", "No code could be sent. Try again.", retry_after=60)
    async with kit.database.transaction() as db:
        await store.set_checker(db, phone_tag(kit, number), sender)
    alarms.sent(kit, number)


async def _send(kit: Kit, number: str, code: str) -> str | None:
    """Who knows the code now: nobody but this server (""), or a provider; None: it was not sent."""
    for name in kit.settings.sms.senders:
        sender = SENDERS[name]
        if not number.startswith(sender.only):
            continue
        try:
            await sender.send(kit, number, code)
        except Trouble as found:
            alarms.trouble(found)
            continue
        return name if sender.check else ""
    return None


def _check_country(kit: Kit, number: str) -> None:
    open_to = kit.settings.sms.countries
    if open_to and calling_code(number) not in open_to:
        raise Problem(403, "no-codes-there", "This server sends no codes to that country.")
