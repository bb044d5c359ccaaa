"""Four friends whose circle publishes, for whoever sends bad requests: all that one may know."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx2

from mimi.client import Device
from mimi.kit.tokens import pack
from mimi.rooms.accounts import COOKIE
from tests.circle_of_four import SMALL, four_and_two
from tests.classroom import editions_pass, newcomer, number, pass_time
from tests.conftest import CODE, REHEARSAL

MANY = {"post_tokens": 60, "comment_tokens": 60, "invites_per_day": 1_000_000}
SETTINGS: dict[str, Any] = {"circle": SMALL, "caps": MANY}
ENVIRONMENT = {
    f"{table}__{key}".upper(): str(value)
    for table, keys in {**SETTINGS, "caps": {**REHEARSAL["caps"], **MANY}}.items()
    for key, value in keys.items()
}  # the same for a process
LONELY = 90  # the number of whoever knows nobody
SECRETS = 22  # more than a page of the feed


@dataclass
class Village:
    """Sessions, ids and tokens that are good; of tokens as many as there are."""

    member: Device
    lonely: Device  # knows nobody
    waiting: Device  # of the member's account, not let in
    refused: str  # the id of another that waits
    secrets: Sequence[str]  # out, and the member's to see
    comment: str
    cursor: str  # of the member's feed
    label: str  # of the member's own batch to post
    tokens: dict[str, deque[str]]  # by purpose

    def headers(self, whom: str) -> dict[str, str]:
        """How a request says who sends it."""
        if whom == "cookie":
            return {"Cookie": f"{COOKIE}={self.member.session}"}
        device = {"member": self.member, "lonely": self.lonely, "waiting": self.waiting}.get(whom)
        return {"Authorization": f"Bearer {device.session}"} if device else {}

    def token(self, purpose: str) -> str:
        """Another one each time, as long as there are others."""
        self.tokens[purpose].rotate()
        return self.tokens[purpose][0]


async def founded(http: httpx2.AsyncClient) -> Village:
    """On a rehearsal with these settings."""
    friends = (await four_and_two(http))[:4]
    for friend in friends:
        await friend.fetch_tokens()
    for index in range(SECRETS):
        await friends[0].tell(f"秘密 {index}")
    await editions_pass(http)
    member = friends[1]
    for friend in friends:
        await friend.fetch_tokens()  # of this week
    page = await member.feed()
    card = page["cards"][0]
    comment = await member.comment(card, "抱抱")
    await pass_time(http, 300)
    waiting, _ = await another(http, 2), await another(http, 3)
    devices = await member.devices()
    posts = [one for one in await member.batches() if one.purpose == "post"]
    return Village(
        member=member,
        lonely=await newcomer(http, LONELY),
        waiting=waiting,
        refused=next(one["device"] for one in devices if one["name"] == "phone 3"),
        secrets=[one["secret"] for one in await member.read()],
        comment=str(comment),
        cursor=page["next"],
        label=str(max(posts, key=lambda one: one.epoch).label),  # of this week, not of the last
        tokens={purpose: deque(_held(friends[2:], purpose)) for purpose in ("post", "comment")},
    )


async def another(http: httpx2.AsyncClient, phone: int) -> Device:
    """A phone of the member's number without the words: it has to wait."""
    device = Device(http, chance=Random(phone))
    state = await device.sign_in(number(1), CODE, f"phone {phone}")
    assert state["state"] == "waiting"
    return device


def _held(devices: Sequence[Device], purpose: str) -> list[str]:
    """The tokens of the present epoch, as they travel."""
    held = [one for device in devices for one in device.wallet.unspent]
    first = min(one.batch.epoch for one in held if one.batch.purpose == purpose)
    return [
        pack(one.token) for one in held if one.batch.purpose == purpose and one.batch.epoch == first
    ]
