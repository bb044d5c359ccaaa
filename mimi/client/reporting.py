"""Reporting: signed in."""

from uuid import UUID

from mimi.client.session import Session


class Reporting(Session):
    async def report(self, secret: UUID | str, reason: str, comment: UUID | None = None) -> str:
        """Reports a secret or a comment on it. The receipt, by which the outcome is found."""
        body = {"secret": str(secret), "reason": reason, "comment": comment and str(comment)}
        return (await self.ask("POST", "/v1/reports", json=body)).json()["receipt"]
