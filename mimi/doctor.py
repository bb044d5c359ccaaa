"""`mimi doctor`: is this server able to run, and does everybody whom it needs answer it?

Sends nothing to anybody: providers are asked for what they refuse or answer without an SMS.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx2

from mimi.app import make_kit
from mimi.connectors import aliyun, dypns, tencent, twilio, wechat, wecom
from mimi.connectors.asking import SECONDS
from mimi.connectors.trouble import Kind, Trouble
from mimi.kit.kit import Kit
from mimi.kit.objects import StorageAway, probe
from mimi.rooms import accounts
from mimi.serve import CannotServe, database
from mimi.settings import Settings

PUSH_SERVICES = {
    "Chrome": "https://fcm.googleapis.com",
    "Firefox": "https://updates.push.services.mozilla.com",
    "Safari": "https://web.push.apple.com",
}
SKEW = 300  # seconds, the least that anybody takes amiss: Tencent
NOBODY = "+8600000000000"  # no phone has this number
REMEDIES: dict[Kind, str] = {
    "unreachable": "no answer: look at the network, DNS and the endpoint",
    "broken": "a fault of theirs: try again later, and look at their status page",
    "signature": "refuses the keys: compare them with the console, and whether it wants this"
    " machine's address on a list",
    "clock": "says that this machine's clock is wrong: turn NTP on (timedatectl set-ntp true)",
    "quota": "asked too often, or there is no money left: look into its console",
    "expired": "does not take its own token: try again in a minute",
    "code": "does not take the code",
    "refused": "refuses: look its code up (docs/connectors.md has the links)",
}


class Finding(NamedTuple):
    fine: bool
    what: str
    said: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.fine else 'MEND'} {self.what}: {self.said}"


def run(settings: Settings) -> int:
    """Prints what it finds; 1 when something has to be mended."""
    findings = [Finding(True, "settings", f"{settings.name} at {settings.url}")]
    print(findings[0])
    try:
        with database(settings) as url:
            findings += asyncio.run(_look(make_kit(settings, url)))
    except CannotServe as error:
        findings.append(Finding(False, "database", str(error)))
        print(findings[-1])
    return 0 if all(one.fine for one in findings) else 1


async def _look(kit: Kit) -> list[Finding]:
    await kit.database.open()
    try:
        found: list[Finding] = []
        async with aclosing(_findings(kit)) as findings:
            async for one in findings:
                print(one, flush=True)
                found.append(one)
        return found
    finally:
        await kit.database.close()


async def _findings(kit: Kit) -> AsyncGenerator[Finding]:
    yield Finding(True, "database", "answers, and has the present schema")
    yield await _storage(kit)
    yield await _push(kit)
    yield Finding(True, "codes", f"sent by {', '.join(kit.settings.sms.senders)}")
    for name, ask in QUESTIONS.items():
        if kit.settings.providers[name].ready:
            yield await _asked(kit, name, ask)
    for provider, address in accounts.receipt_addresses(kit).items():
        if kit.settings.providers[provider].ready:
            yield Finding(True, f"{provider} receipts", f"give its console {address}")


async def _storage(kit: Kit) -> Finding:
    """Puts, reads and removes an object of no photo."""
    where = kit.settings.storage.bucket
    try:
        await probe(kit.objects)
    except StorageAway as away:
        mend = "its keys, its rights and this machine's clock" if where else "the disk, its rights"
        return Finding(False, "storage", f"{str(away).removeprefix('storage: ')}: look at {mend}")
    return Finding(True, "storage", f"the bucket {where}" if where else "files beside the database")


async def _push(kit: Kit) -> Finding:
    """Asks the services of browsers for nothing: any answer shows that pushes can go there."""
    if not kit.settings.push or kit.settings.on_loopback:
        return Finding(True, "push", "on" if kit.settings.push else "off")
    if not kit.settings.url.startswith("https:"):
        return Finding(False, "push", "browsers give it only to pages of https: set public_url")
    answers = [await _date(address) for address in PUSH_SERVICES.values()]
    dates = [date for date in answers if date is not None]
    if not dates:
        return Finding(False, "push", f"none of its services answers: {REMEDIES['unreachable']}")
    if all(abs(date - kit.clock.now()) > SKEW for date in dates):
        return Finding(False, "push", f"its services: {REMEDIES['clock']}")
    silent = [name for name, date in zip(PUSH_SERVICES, answers, strict=True) if date is None]
    rest = f"; no answer from {', '.join(silent)}, whose members are not rung" if silent else ""
    return Finding(True, "push", f"can be sent{rest}")


async def _date(address: str) -> int | None:
    """By the clock of whoever answers there; None: nobody."""
    try:
        async with httpx2.AsyncClient(timeout=SECONDS) as http:
            return int(parsedate_to_datetime((await http.get(address)).headers["date"]).timestamp())
    except (httpx2.HTTPError, KeyError, ValueError):
        return None


async def _asked(kit: Kit, name: str, ask: Callable[[Kit], Awaitable[str]]) -> Finding:
    try:
        return Finding(True, name, await ask(kit))
    except Trouble as trouble:
        return Finding(False, name, f"{REMEDIES[trouble.kind]} ({trouble.code or trouble.kind})")


async def _tencent(kit: Kit) -> str:
    ask = tencent.send_sms(kit.settings.tencent, NOBODY, "000000", kit.clock.now())
    return await _refused_number(ask, "IncorrectPhoneNumber")


async def _aliyun(kit: Kit) -> str:
    once = kit.chance.bytes(16).hex()
    ask = aliyun.send_sms(kit.settings.aliyun, NOBODY, "000000", kit.clock.now(), once)
    return await _refused_number(ask, "MOBILE_NUMBER_ILLEGAL")


async def _refused_number(ask: Awaitable[None], wanted: str) -> str:
    """Keys are looked at before the number, and the template is looked at too."""
    try:
        await ask
    except Trouble as trouble:
        if not trouble.code.endswith(wanted):
            raise
    return "takes the keys"


async def _dypns(kit: Kit) -> str:
    once = kit.chance.bytes(16).hex()
    await dypns.check_code(kit.settings.dypns, NOBODY, "000000", kit.clock.now(), once)
    return "takes the keys"


async def _twilio(kit: Kit) -> str:
    await twilio.check_code(kit.settings.twilio, NOBODY, "000000")
    return "takes the keys"


async def _wechat(kit: Kit) -> str:
    """The secret of a website app can be tried only by signing in."""
    account = kit.settings.wechat
    if account.inside:
        await wechat.fetch_token(account)
    if account.mini:
        await wechat.fetch_token(account, mini=True)
    back = kit.settings.url.split("//")[-1]
    rest = ""
    if account.desktop:
        rest = " (web_app_secret can be tried only by signing in with it: do so once)"
    tried = "takes the keys" if account.inside or account.mini else "was not asked"
    return f"{tried}{rest}; its console must know the domain {back}"


async def _wecom(kit: Kit) -> str:
    account = kit.settings.wecom
    token, _ = await wecom.fetch_token(account)
    if account.directory_secret:
        await wecom.fetch_token(account, directory=True)
    for department in account.departments:
        await wecom.departments_below(account, token, department)
    return f"takes the keys, and shows {len(account.departments)} departments"


QUESTIONS: dict[str, Callable[[Kit], Awaitable[str]]] = {
    "tencent": _tencent,
    "aliyun": _aliyun,
    "dypns": _dypns,
    "twilio": _twilio,
    "wechat": _wechat,
    "wecom": _wecom,
}
