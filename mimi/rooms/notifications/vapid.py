"""Who pushes: the server's key for push services (RFC 8292), made of the keyring."""

from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from mimi.kit.kit import Kit

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
LIFE = 12 * 3600  # seconds; a push service takes a day at most


def public_key(kit: Kit) -> bytes:
    """Uncompressed, 65 bytes: what browsers call `applicationServerKey`."""
    point = _private_key(kit).public_key()
    return point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def authorization(kit: Kit, endpoint: str) -> str:
    """The header for this push service: signed, for some hours, with the server as its subject."""
    to = urlsplit(endpoint)
    claims = {
        "aud": f"{to.scheme}://{to.netloc}",
        "exp": kit.clock.now() + LIFE,
        "sub": kit.settings.url,
    }
    # "no-strict": the library would refuse a server whose address has a port
    signer = Vapid02(_private_key(kit), {"no-strict": True})
    return signer.sign(claims)["Authorization"]


def _private_key(kit: Kit) -> ec.EllipticCurvePrivateKey:
    """From 48 bytes, so that no number of the group is likelier than another."""
    drawn = int.from_bytes(kit.keys.key("vapid", 48), "big")
    return ec.derive_private_key(drawn % (ORDER - 1) + 1, ec.SECP256R1())
