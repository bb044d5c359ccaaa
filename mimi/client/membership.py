"""Signing in, friends and circles: what a device does as a member."""

from typing import Any
from uuid import UUID

from mimi.client.session import Session
from mimi.kit import base64url


class Membership(Session):
    async def ask_code(self, number: str) -> None:
        """Has a one-time code sent; the answer is alike for every number."""
        await self.ask("POST", "/v1/codes", json={"phone": number})

    async def sign_in(self, number: str, code: str, device: str = "a device") -> dict[str, Any]:
        """{state: "open" or "waiting", opens_in_days, phone}. A new number is registered."""
        body = {
            "phone": number,
            "code": code,
            "vault_key": base64url.encode(self.vault.key.public),
            "proof": base64url.encode(self.vault.sign_in_proof(number, code)),
            "device": device,
            "keep": "token",
            "old_enough": True,
        }
        answer: dict[str, Any] = (await self.ask_unsigned("POST", "/v1/sessions", json=body)).json()
        self.session, self.number = answer.pop("session"), answer["phone"]
        return answer

    async def sign_in_arrived(self, ticket: str, device: str = "a device") -> dict[str, Any]:
        """The same by a ticket of WeChat or WeCom; there is no number then."""
        body = {
            "ticket": ticket,
            "vault_key": base64url.encode(self.vault.key.public),
            "proof": base64url.encode(self.vault.sign_in_proof("", ticket)),
            "device": device,
            "keep": "token",
            "old_enough": True,
        }
        asked = await self.ask_unsigned("POST", "/v1/sessions/arrived", json=body)
        answer: dict[str, Any] = asked.json()
        self.session = answer.pop("session")
        return answer

    async def change_number(self, number: str, code: str) -> None:
        body = {"phone": number, "code": code}
        self.number = (await self.ask("PUT", "/v1/account/number", json=body)).json()["phone"]

    async def devices(self) -> list[dict[str, Any]]:
        return (await self.ask("GET", "/v1/devices")).json()

    async def approve_device(self, device: UUID | str) -> None:
        await self.ask("POST", f"/v1/devices/{device}/approval")

    async def remove_device(self, device: UUID | str) -> None:
        await self.ask("DELETE", f"/v1/devices/{device}")

    async def sign_out(self, everywhere: bool = False) -> None:
        await self.ask("DELETE", "/v1/sessions" if everywhere else "/v1/session")
        self.session = None

    async def delete_account(self) -> None:
        await self.ask("DELETE", "/v1/account")
        self.session = None

    # friends

    async def upload_contacts(self, numbers: list[str]) -> dict[str, Any]:
        """Replaces the whole set: {accepted: count, refused: [index]}."""
        body = {"own": [self.number], "numbers": numbers}
        return (await self.ask("PUT", "/v1/contacts", json=body)).json()

    async def unfriend(self, number: str) -> None:
        await self.ask("POST", "/v1/unfriendings", json={"own": self.number, "number": number})

    async def block(self, number: str) -> None:
        await self.ask("POST", "/v1/blocks", json={"own": self.number, "number": number})

    async def unblock(self, number: str) -> None:
        await self.ask("POST", "/v1/unblocks", json={"number": number})

    async def invite(self, kind: str = "one", days: int = 7) -> str:
        """What the friend gets, by any messenger. `kind` is "one" or "group"."""
        body = {"kind": kind, "days": days}
        return (await self.ask("POST", "/v1/invites", json=body)).json()["invite"]

    async def accept(self, invite: str) -> None:
        await self.ask("POST", "/v1/invites/accepted", json={"invite": invite})

    async def leave(self, invite: str) -> None:
        await self.ask("POST", "/v1/invites/left", json={"invite": invite})

    async def gate(self) -> dict[str, Any]:
        return (await self.ask("GET", "/v1/gate")).json()

    # circles

    async def circle(self) -> dict[str, Any]:
        return (await self.ask("GET", "/v1/circle")).json()

    async def leave_circle(self) -> None:
        await self.ask("POST", "/v1/circle/leaving")

    async def bulletin(self) -> dict[str, Any]:
        """The own circle's secrets since one joined, in the same bytes for all who joined then."""
        return (await self.ask("GET", "/v1/bulletin")).json()
