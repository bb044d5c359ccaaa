"""People for tests: who signs in, and what they send."""

from collections.abc import Sequence
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mimi.kit import base64url
from mimi.kit.columns import Numbering
from mimi.kit.kit import Kit
from mimi.rooms import accounts, contacts
from tests.conftest import CODE


def number(index: int) -> str:
    """The E.164 number of a made-up person."""
    return f"+861380000{index:04d}"


def vault(index: int) -> Ed25519PrivateKey:
    """The vault key of a made-up person, the same each time."""
    return Ed25519PrivateKey.from_private_bytes(index.to_bytes(32, "big"))


def proof(key: Ed25519PrivateKey, phone: str, code: str = CODE) -> str:
    said = b"mimi/sign-in\0" + phone.encode() + b"\0" + code.encode()
    return base64url.encode(key.sign(said))


def sign_in_body(phone: str, key: Ed25519PrivateKey, **changes: Any) -> dict[str, Any]:
    """A sign-in with a token to keep and without proof; `changes` replace keys."""
    public = base64url.encode(key.public_key().public_bytes_raw())
    body = {"phone": phone, "code": CODE, "vault_key": public, "device": "test", "keep": "token"}
    return {**body, **changes}


def signed_in(http: httpx2.AsyncClient, session: str) -> httpx2.AsyncClient:
    """A client of the same server that speaks with this session."""
    return httpx2.AsyncClient(
        transport=http._transport,  # pyright: ignore[reportPrivateUsage]
        base_url=http.base_url,
        headers={"authorization": f"Bearer {session}"},
    )


async def member(http: httpx2.AsyncClient, index: int) -> httpx2.AsyncClient:
    """Signs person `index` in on an open device; a client that speaks for it."""
    phone, key = number(index), vault(index)
    body = sign_in_body(phone, key, proof=proof(key, phone))
    answer = await http.post("/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["state"] == "open"
    return signed_in(http, answer.json()["session"])


async def members(http: httpx2.AsyncClient, count: int) -> list[httpx2.AsyncClient]:
    """Persons 1 to `count`."""
    return [await member(http, index) for index in range(1, count + 1)]


async def upload(client: httpx2.AsyncClient, own: int, others: list[int]) -> httpx2.Response:
    """Person `own` sends the numbers of its contacts."""
    body = {"own": [number(own)], "numbers": [number(other) for other in others]}
    answer = await client.put("/v1/contacts", json=body)
    assert answer.status_code == 200, answer.text
    return answer


async def befriend(http: httpx2.AsyncClient, edges: Sequence[tuple[int, int]]) -> None:
    """Makes mutual contacts of signed-in persons 1...; they are friends from the next epoch."""
    people = sorted({person for edge in edges for person in edge})
    for person in people:
        others = [a + b - person for a, b in edges if person in (a, b)]
        await upload(await member(http, person), person, others)


async def pass_time(http: httpx2.AsyncClient, seconds: int) -> None:
    """Moves the manual clock; what is due by then is done."""
    answer = await http.post("/v1/clock", json={"seconds": seconds})
    assert answer.status_code == 200, answer.text


async def pass_days(http: httpx2.AsyncClient, days: int = 1) -> None:
    await pass_time(http, days * 86_400)


async def agreed(kit: Kit) -> int:
    """How many pairs agree on each other now."""
    async with kit.database.reading() as db:
        everybody = Numbering(list(await accounts.joined_days(db)))
        return len((await contacts.pairs(db, everybody)).coded)
