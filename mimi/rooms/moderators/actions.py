"""Naming, enrolling and recognising moderators.

Protects members: whoever could sign in as a moderator would read what only friends may. So there
are two proofs, wrong ones are few a day, and a wrong name costs the same time and gets the same
answer as a wrong passphrase or a wrong second factor. Protects a moderator from being kept out:
whoever knows no more than the name uses up tries of the own addresses only.
"""

from typing import NamedTuple

import structlog

from mimi.kit import base64url
from mimi.kit.db import Connection
from mimi.kit.errors import Problem
from mimi.kit.kit import Kit
from mimi.kit.limits import allow, enough, may, once
from mimi.rooms.moderators import factors, passphrases, store
from mimi.rooms.moderators.factors import Site
from mimi.rooms.moderators.model import (
    ConsoleSession,
    ConsoleSignIn,
    Enrolment,
    Offer,
    Proofs,
)

log = structlog.get_logger()

LINK_DAYS = 3  # to use an enrolment link
SESSION_EDITIONS = 3  # how long a session lasts: 8 to 12 hours
MINUTES = 5  # to answer a challenge
TRIES_HERE = 10  # at one name from one address, a day
TRIES_NAME = 100  # at one name with one proof right, from anywhere, a day
TRIES_ADDRESS = 30  # from one address, a day
NOBODY = Proofs(bytes(16 + 64), "totp", b"", b"", 0)


class From(NamedTuple):
    """Where a request comes from."""

    address: str
    site: Site


async def name(kit: Kit, db: Connection, moderator: str) -> str:
    """A link for somebody new, or for one who has lost a proof and enrols anew.

    The proofs before, if there are any, work until it is used.
    """
    link = kit.chance.bytes(32)
    await store.remove_links(db, moderator)
    await store.put_link(db, _link_tag(kit, link), moderator, kit.day() + LINK_DAYS)
    return f"{kit.settings.url}/console#/enrol/{base64url.encode(link)}"


async def dismiss(db: Connection, moderator: str) -> bool:
    """Ends every way in at once. Whether there was one of that name."""
    await store.remove_links(db, moderator)
    await store.remove_sessions(db, moderator)
    return await store.remove(db, moderator)


async def offer(kit: Kit, db: Connection, link: str) -> Offer:
    """Problem: enrolment-gone."""
    moderator = await _enrolled_by(kit, db, link)
    address = factors.totp_address(_offered(kit, link), moderator, kit.settings.name)
    return Offer(moderator, challenge(kit), address)


async def enrol(kit: Kit, db: Connection, given: Enrolment, site: Site) -> ConsoleSession | None:
    """Keeps the proofs and signs in; None when the second factor does not hold, and the link stays.

    Problems: enrolment-gone, weak-passphrase.
    """
    moderator = await _enrolled_by(kit, db, given.link)
    passphrase = await passphrases.kept(kit, given.passphrase, moderator)
    proofs = await _second(kit, db, given, passphrase, site)
    if proofs is None:
        return None
    await store.remove_links(db, moderator)
    await store.remove_sessions(db, moderator)
    await store.enrol(db, moderator, proofs)
    return await _session(kit, db, moderator)


async def _enrolled_by(kit: Kit, db: Connection, link: str) -> str:
    moderator = await store.link(db, _link_tag(kit, _bytes(link)), kit.day())
    if moderator is None:
        raise Problem(403, "enrolment-gone", "This link has been used, is over, or never was.")
    return moderator


async def _second(
    kit: Kit, db: Connection, given: Enrolment, passphrase: bytes, site: Site
) -> Proofs | None:
    if given.passkey:
        answered = await _take_challenge(kit, db, given.challenge)
        made = factors.registered(given.passkey, answered, site) if answered else None
        return made and Proofs(passphrase, "passkey", made.id, made.key, made.uses)
    secret = _offered(kit, given.link)
    if factors.totp_step(secret, given.code, kit.clock.now()) is None:
        return None
    return Proofs(passphrase, "totp", b"", kit.keys.seal("totp", secret), 0)


async def sign_in(
    kit: Kit, db: Connection, given: ConsoleSignIn, by: From
) -> ConsoleSession | None:
    """A session, or None: which of the proofs was wrong is not said. Problem: too-many.

    The caller commits before saying so, or wrong tries would not count.
    """
    who, address = given.moderator.encode(), by.address.encode()
    await allow(kit, db, "console-address", address, TRIES_ADDRESS)
    await allow(kit, db, "console-here", who + b"\0" + address, TRIES_HERE)
    kept = await store.proofs(db, given.moderator) or NOBODY
    known = await passphrases.is_right(given.passphrase, kept.passphrase)
    holds = await _holds(kit, db, given, kept, by.site)
    if not (known or holds):
        return None
    within = await may(kit, db, "console-name", who, TRIES_NAME)
    if not within and kit.counts.add(kit.day(), "console-name") == 1:
        log.error("somebody has one proof of a moderator and guesses the other: enrol them anew")
    if not (known and holds):
        return None
    if not within:
        raise enough(kit)  # only to who has both
    return await _session(kit, db, given.moderator)


async def _holds(kit: Kit, db: Connection, given: ConsoleSignIn, kept: Proofs, site: Site) -> bool:
    """Whether the second factor is right, and was not used like this before."""
    if kept.factor == "totp":
        secret = kit.keys.unseal("totp", kept.secret)
        # Compared all the same, so that the time tells nothing of who there is; what nobody can
        # open, as after a restore with an older keyring, has no code that is right.
        step = factors.totp_step(secret or bytes(20), given.code, kit.clock.now())
        if secret is None or step is None:
            return False
        return await _once(kit, db, "totp", secret + step.to_bytes(8))
    answered = await _take_challenge(kit, db, given.challenge)
    if answered is None or given.passkey is None:
        return False
    uses = factors.used(given.passkey, kept, answered, site)
    if uses is None:
        return False
    await store.count_use(db, given.moderator, uses)
    return True


def challenge(kit: Kit) -> str:
    """Sealed with its time, so that nothing is kept of those that nobody answers."""
    return base64url.encode(kit.keys.seal("console-challenge", kit.clock.now().to_bytes(8)))


async def _take_challenge(kit: Kit, db: Connection, given: str) -> bytes | None:
    """The challenge, if it is one of ours of the last minutes and was not answered before."""
    sealed = _bytes(given)
    made = kit.keys.unseal("console-challenge", sealed)
    late = made is None or kit.clock.now() - int.from_bytes(made) > MINUTES * 60
    return sealed if not late and await _once(kit, db, "console-challenge", sealed) else None


async def _once(kit: Kit, db: Connection, what: str, given: bytes) -> bool:
    return await once(kit, db, what, given)


async def _session(kit: Kit, db: Connection, moderator: str) -> ConsoleSession:
    token = kit.chance.bytes(32)
    ends = kit.edition() + SESSION_EDITIONS * kit.settings.rhythm.edition
    await store.add_session(db, session_tag(kit, token), moderator, ends)
    return ConsoleSession(base64url.encode(token), moderator)


def session_tag(kit: Kit, token: bytes) -> bytes:
    return kit.keys.tag("console-session", token)


def _link_tag(kit: Kit, link: bytes) -> bytes:
    return kit.keys.tag("enrolment", link)


def _offered(kit: Kit, link: str) -> bytes:
    """The TOTP secret that a link offers: the same at each look, and kept only once it is used."""
    return kit.keys.tag("totp-offer", _bytes(link))[:20]


def _bytes(text: str) -> bytes:
    """Nothing when it is not base64url: that is no link, challenge or session of ours."""
    try:
        return base64url.decode(text)
    except ValueError:
        return b""


async def clean(kit: Kit, db: Connection, _: int) -> None:
    """Forgets sessions and links that are over."""
    await store.remove_old_sessions(db, kit.edition())
    await store.remove_old_links(db, kit.day())
