"""The second proof: a passkey (WebAuthn) or a code of a TOTP app (RFC 6238).

What comes in is from anybody who found the address, so whatever it breaks in a library is the same
"no" as a wrong signature.
"""

from base64 import b32encode
from typing import NamedTuple

from pyotp.totp import TOTP
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    RegistrationCredential,
)

from mimi.kit import base64url
from mimi.rooms.moderators.model import Assertion, Proofs, Registration

STEP = 30  # seconds that a code is shown
DRIFT = 1  # steps by which the clock of a phone may be off


class Site(NamedTuple):
    """Where a passkey is used: it signs nothing for another place."""

    origin: str
    name: str  # its host


class NewPasskey(NamedTuple):
    id: bytes
    key: bytes  # COSE
    uses: int


def totp_address(secret: bytes, moderator: str, place: str) -> str:
    """otpauth://…, for a QR code."""
    return _totp(secret).provisioning_uri(name=moderator, issuer_name=place)


def totp_step(secret: bytes, code: str, now: int) -> int | None:
    """Which step shows this code, of those around now; None for none of them.

    All are compared whatever the first says, so that the time tells nothing.
    """
    present = now // STEP
    steps = range(present - DRIFT, present + DRIFT + 1)
    right = [step for step in steps if _totp(secret).verify(code, for_time=step * STEP)]
    return right[0] if right else None


def registered(passkey: Registration, challenge: bytes, site: Site) -> NewPasskey | None:
    """The new passkey, if it was made for this challenge and place by somebody it recognised."""
    try:
        given = RegistrationCredential(
            id=passkey.id,
            raw_id=base64url.decode(passkey.id),
            response=AuthenticatorAttestationResponse(
                client_data_json=base64url.decode(passkey.client_data),
                attestation_object=base64url.decode(passkey.attestation),
            ),
        )
        made = verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:
        return None
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)


def used(passkey: Assertion, kept: Proofs, challenge: bytes, site: Site) -> int | None:
    """What the passkey counts now; None when it is another one or the signature is not right."""
    try:
        given = AuthenticationCredential(
            id=passkey.id,
            raw_id=base64url.decode(passkey.id),
            response=AuthenticatorAssertionResponse(
                client_data_json=base64url.decode(passkey.client_data),
                authenticator_data=base64url.decode(passkey.authenticator_data),
                signature=base64url.decode(passkey.signature),
            ),
        )
        verified = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=kept.secret,
            credential_current_sign_count=kept.uses,
            require_user_verification=True,
        )
    except Exception:
        return None
    return verified.new_sign_count if verified.credential_id == kept.passkey else None


def _totp(secret: bytes) -> TOTP:
    return TOTP(b32encode(secret).decode(), interval=STEP)
