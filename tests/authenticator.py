"""A passkey for tests: what an authenticator answers, made here byte by byte (WebAuthn level 3)."""

import json
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from mimi.kit import base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40  # flags


class Authenticator:
    """One key on one device; `recognises` its user by a PIN or a finger."""

    def __init__(self, origin: str, host: str, recognises: bool = True) -> None:
        self.origin, self.host = origin, host
        self.flags = PRESENT | (VERIFIED if recognises else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(self.host.encode()).digest()
        self.uses = 0

    def create(self, challenge: str) -> dict[str, str]:
        credential = bytes(16) + len(self.id).to_bytes(2) + self.id + self._cose()
        data = self._data(self.flags | ATTESTED) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return {
            "id": base64url.encode(self.id),
            "client_data": base64url.encode(self._said("webauthn.create", challenge)),
            "attestation": base64url.encode(attestation),
        }

    def use(self, challenge: str) -> dict[str, str]:
        said, data = self._said("webauthn.get", challenge), self._data(self.flags)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        return {
            "id": base64url.encode(self.id),
            "client_data": base64url.encode(said),
            "authenticator_data": base64url.encode(data),
            "signature": base64url.encode(signature),
        }

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int) -> bytes:
        self.uses += 1
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4)

    def _cose(self) -> bytes:
        """The public key: ES256 on P-256."""
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        return cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
