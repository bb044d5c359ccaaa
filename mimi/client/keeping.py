"""Keeping the vault, and coming back to it: by passkey, by PIN, or by words."""

from typing import Any
from uuid import UUID

from mimi.client import boxes
from mimi.client.session import Refused, Session
from mimi.client.vault import Vault
from mimi.kit import base64url, poprf
from mimi.kit.poprf import Blinded


class WrongPin(Exception):
    """`left` attempts remain, until the PIN is right again or its box is gone."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} attempts left")
        self.left = left


class NoBox(Exception):
    """This passkey sealed none of the account's boxes."""


class Keeping(Session):
    async def ways(self) -> dict[str, Any]:
        """{challenge, vault_key, passkeys: [{passkey, box}], pin: {salt, attempts_left}}."""
        return (await self.ask("GET", "/v1/vault")).json()

    async def keep_by_passkey(self, secret: bytes) -> UUID:
        """`secret` is what the authenticator makes (PRF), 32 bytes."""
        box = boxes.sealed(self.vault.seed, secret, boxes.PASSKEY, self._nonce())
        body = {"box": base64url.encode(box), "proof": self._signed(boxes.keep_passkey(box))}
        return UUID((await self.ask("POST", "/v1/vault/passkeys", json=body)).json()["passkey"])

    async def forget_passkey(self, passkey: UUID) -> None:
        await self.ask("DELETE", f"/v1/vault/passkeys/{passkey}")

    async def keep_by_pin(self, pin: str) -> None:
        """Two requests. The PIN before, if any, no longer works."""
        salt = self.chance.randbytes(boxes.SALT)
        blinded = self._blinded(pin, salt)
        drawn = await self._asked("/v1/vault/pin/draw", blinded)
        draw = base64url.decode(drawn["draw"])
        box = boxes.sealed(self.vault.seed, _output(blinded, drawn), boxes.PIN, self._nonce())
        named = {"draw": draw, "salt": salt, "box": box}
        body = {name: base64url.encode(value) for name, value in named.items()}
        body["proof"] = self._signed(boxes.keep_pin(draw, salt, box))
        await self.ask("PUT", "/v1/vault/pin", json=body)

    async def forget_pin(self) -> None:
        await self.ask("DELETE", "/v1/vault/pin")

    async def return_by_pin(self, pin: str) -> None:
        """Opens a waiting device. Raises WrongPin; Refused no-pin, too-many."""
        way = (await self.ways())["pin"]
        if way is None:
            raise Refused(404, "no-pin")
        blinded = self._blinded(pin, base64url.decode(way["salt"]))
        tried = await self._asked("/v1/vault/pin/attempts", blinded)
        box = base64url.decode(tried["box"])
        seed = boxes.opened(box, _output(blinded, tried), boxes.PIN)
        if seed is None:
            raise WrongPin(tried["attempts_left"])
        await self.return_with(seed)

    async def return_by_passkey(self, secret: bytes) -> None:
        """Opens a waiting device. Raises NoBox."""
        for way in (await self.ways())["passkeys"]:
            seed = boxes.opened(base64url.decode(way["box"]), secret, boxes.PASSKEY)
            if seed:
                return await self.return_with(seed)
        raise NoBox

    async def return_with(self, seed: bytes) -> None:
        """Shows that this device has the account's vault. Raises Refused not-your-vault."""
        vault, challenge = Vault(seed), base64url.decode((await self.ways())["challenge"])
        signature = vault.key.sign(boxes.opening(challenge))
        body = {
            "vault_key": base64url.encode(vault.key.public),
            "proof": base64url.encode(signature),
        }
        await self.ask("POST", "/v1/vault/opening", json=body)
        self.vault = vault

    async def _asked(self, path: str, blinded: Blinded) -> dict[str, Any]:
        body = {"blinded": base64url.encode(blinded.point)}
        return (await self.ask("POST", path, json=body)).json()

    def _blinded(self, pin: str, salt: bytes) -> Blinded:
        scalar = poprf.scalar_from(self.chance.randbytes(64))
        return poprf.blind(boxes.stretched(pin, salt), scalar)

    def _nonce(self) -> bytes:
        return self.chance.randbytes(boxes.NONCE)

    def _signed(self, message: bytes) -> str:
        return base64url.encode(self.vault.key.sign(message))


def _output(blinded: Blinded, answer: dict[str, Any]) -> bytes:
    """What the PIN and the server together make of it."""
    points = [base64url.decode(answer["evaluated"])]
    proof, key = base64url.decode(answer["proof"]), base64url.decode(answer["key"])
    info = boxes.info(base64url.decode(answer["draw"]))
    return poprf.finalize([blinded], points, proof, info, key)[0]
