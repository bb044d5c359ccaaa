"""The address of a photo: sealed for one viewer, good on its day and the next.

Protects whoever looks from what keeps addresses, a proxy's log, a browser's history or a link
passed on by mistake: it names neither viewer nor secret, is nothing to guess or count on from,
works for this viewer only and soon for nobody. And it opens nothing by itself: behind it the photo
is found through the viewer, so that what is taken back, hidden or out of sight ends at once.
"""

import struct
from uuid import UUID

from mimi.kit import base64url
from mimi.kit.kit import Kit

DAYS = 2  # the present one and the next
NOBODY = UUID(int=0)  # who reads without a session
_LAYOUT = struct.Struct(">16s16sI")


def address(kit: Kit, maybe_viewer: UUID | None, secret: UUID) -> str:
    """The same all day, so that a page read again is the same bytes."""
    plain = _LAYOUT.pack((maybe_viewer or NOBODY).bytes, secret.bytes, kit.day())
    return f"/v1/photos/{base64url.encode(kit.keys.seal_alike('photo-address', plain))}"


def addressed(kit: Kit, maybe_viewer: UUID | None, sealed: str) -> UUID | None:
    """The secret that it names to this viewer; None when it is forged, old or another's."""
    try:
        plain = kit.keys.unseal("photo-address", base64url.decode(sealed))
    except ValueError:
        return None
    if plain is None:
        return None
    viewer, secret, day = _LAYOUT.unpack(plain)
    theirs = viewer in {NOBODY.bytes, (maybe_viewer or NOBODY).bytes}
    return UUID(bytes=secret) if theirs and 0 <= kit.day() - day < DAYS else None
