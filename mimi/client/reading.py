"""Reading, liking and sharing: signed in."""

from typing import Any
from uuid import UUID

from mimi.client.session import Refused, Session

Card = dict[str, Any]
"""A secret as its viewer sees it; docs and types are in the server's OpenAPI."""


class Reading(Session):
    async def feed(self, cursor: str | None = None) -> dict[str, Any]:
        """One page: {cards, next, edition}."""
        params = {"cursor": cursor} if cursor else {}
        return (await self.ask("GET", "/v1/feed", params=params)).json()

    async def read(self, most: int | None = None) -> list[Card]:
        """The whole feed, or its first `most` cards."""
        return await self._pages("/v1/feed", "cards", most)

    async def card(self, secret: UUID | str) -> Card:
        return (await self.ask("GET", f"/v1/secrets/{secret}")).json()

    async def photo(self, secret: UUID | str) -> bytes:
        """WebP. Two requests. Refused not-found, also when it has none."""
        address = (await self.card(secret))["photo"]
        if address is None:
            raise Refused(404, "not-found")
        return (await self.ask("GET", address)).content

    async def comments(self, secret: UUID | str) -> list[dict[str, Any]]:
        return await self._pages(f"/v1/secrets/{secret}/comments", "comments", None)

    async def talks(self) -> dict[UUID, int]:
        """How many comments have come out in each thread of all near circles, followed or not."""
        circles = (await self.ask("GET", "/v1/bulletins")).json()
        return {UUID(one["secret"]): one["said"] for each in circles for one in each["secrets"]}

    async def like(self, secret: UUID | str) -> None:
        await self.ask("PUT", f"/v1/secrets/{secret}/like")

    async def unlike(self, secret: UUID | str) -> None:
        await self.ask("DELETE", f"/v1/secrets/{secret}/like")

    async def share(self, secret: UUID | str) -> str:
        """A link that opens for those who may see the secret."""
        return (await self.ask("PUT", f"/v1/secrets/{secret}/share")).json()["link"]

    async def _pages(self, path: str, name: str, most: int | None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        params: dict[str, str] = {}
        while most is None or len(found) < most:
            page = (await self.ask("GET", path, params=params)).json()
            found += page[name]
            if not page["next"]:
                break
            params = {"cursor": page["next"]}
        return found[:most]
