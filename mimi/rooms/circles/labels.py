"""What devices call a circle: a label for each purpose and token epoch, the same for everybody.

A name per viewer would sign the unsigned, and one name for ever would tie a token of today to all
others. The label is an HMAC, so it can be made anywhere; the table `labels` gives the way back.
"""

from functools import lru_cache
from uuid import UUID

from mimi.kit import base64url
from mimi.kit.keys import Keys
from mimi.kit.kit import Kit
from mimi.kit.tokens import Issuer
from mimi.kit.windows import window
from mimi.rooms.circles.model import Named, Purpose


def length(kit: Kit, purpose: Purpose) -> int:
    """Seconds in a token epoch."""
    rhythm = kit.settings.rhythm
    return rhythm.post_tokens if purpose == "post" else rhythm.comment_tokens


def present(kit: Kit, purpose: Purpose) -> int:
    """The token epoch we are in, named by its first second."""
    return window(kit.clock.now(), length(kit, purpose))


def label(kit: Kit, of: Named) -> UUID:
    return _label(kit.keys, of)


# A page of the feed wants one for each near card; a label never changes.
@lru_cache(maxsize=4096)
def _label(keys: Keys, of: Named) -> UUID:
    parts = of.circle.bytes, of.purpose.encode(), of.epoch.to_bytes(8, "big")
    return UUID(bytes=keys.tag("label", *parts)[:16], version=4)


def comment_label(kit: Kit, circle: UUID) -> UUID:
    """Whose comment tokens a secret of this circle takes in the present epoch."""
    return label(kit, Named(circle, "comment", present(kit, "comment")))


def comment_epoch(kit: Kit) -> int:
    """Changes the label of every circle."""
    return present(kit, "comment")


def label_of(keys: Keys, circle: UUID, epoch: int) -> UUID:
    """`comment_label` in an epoch."""
    return _label(keys, Named(circle, "comment", epoch))


def issuer(kit: Kit) -> Issuer:
    return _issuer(kit.keys.key("popRF"))


_issuer = lru_cache(maxsize=8)(Issuer)  # a key schedule a server; tests run several servers


def token_key(kit: Kit) -> str:
    """The one public key of all tokens, base64url; its fingerprint is in the page and invites."""
    return base64url.encode(issuer(kit).public_key)
