"""What the server acknowledged, held against what is there."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from torture.place import Place

TEXTS = {
    "secrets": "SELECT text, count(*) AS times FROM secrets GROUP BY text",
    "comments": "SELECT text, count(*) AS times FROM comments GROUP BY text",
}
LIKES = "SELECT secret, count(*) AS times FROM reactions WHERE kind = 'like' GROUP BY secret"


@dataclass
class Promised:
    """`unsure` is what nobody was told about: it may be there once, or not."""

    told: dict[str, UUID] = field(default_factory=dict[str, UUID])
    said: set[str] = field(default_factory=set[str])
    liked: set[tuple[int, UUID]] = field(default_factory=set[tuple[int, UUID]])
    unsure: set[str] = field(default_factory=set[str])
    respent: int = 0  # spent tokens that were taken again
    refused: Counter[str] = field(default_factory=Counter[str])

    @property
    def writes(self) -> int:
        return len(self.told) + len(self.said) + len(self.liked)

    async def missing(self, place: Place) -> list[str]:
        """What was acknowledged and is not out."""
        secrets, comments = await _texts(place, "secrets"), await _texts(place, "comments")
        likes = await _likes(place)
        liked = Counter(secret for _, secret in self.liked)
        return [
            *(self.told.keys() - secrets.keys()),
            *(self.said - comments.keys()),
            *(f"a like of {one}" for one, times in liked.items() if likes[one] < times),
        ]

    async def surplus(self, place: Place) -> list[str]:
        """What is there twice, or was never sent."""
        found = list[str]()
        for table, known in (("secrets", self.told.keys()), ("comments", self.said)):
            for text, times in (await _texts(place, table)).items():
                if times > 1 or text not in known | self.unsure:
                    found.append(text)
        liked = Counter(secret for _, secret in self.liked)
        return found + [f"a like of {o}" for o, t in (await _likes(place)).items() if t > liked[o]]


async def _texts(place: Place, table: str) -> Counter[str]:
    return Counter({row["text"]: row["times"] for row in await place.ask(TEXTS[table])})


async def _likes(place: Place) -> Counter[UUID]:
    return Counter({row["secret"]: row["times"] for row in await place.ask(LIKES)})
