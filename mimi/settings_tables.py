"""The tables of `mimi.toml` about this server alone; about others: settings_providers."""

from typing import Annotated

import msgspec

HOUR = 3600
DAY = 24 * HOUR
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A settings table: no unknown names, no change after the start."""


class Hushed(Table, frozen=True):
    """A table with keys or passwords in it: neither a log nor a traceback shows its values."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return [("…", "…")]


class CircleRule(Table, frozen=True):
    """The sizes of section 2 of the design. ``k`` may not be set below 4."""

    k: int = 12  # plausible authors before anything is published
    full: int = 24  # plausible authors at which a circle admits only who has waited
    most: int = 48  # members at most, since some sleep
    friends_needed: int = 3  # the first rung; an operator of a small place may set 2
    wait_days: int = 7  # in the pool, after which `k` are enough for a circle, and `most` its end

    @property
    def opens(self) -> int:
        """Members with whom a circle opens: a third more than `k`, since some sleep."""
        return min(self.k + self.k // 3, self.full)

    @property
    def ample(self) -> int:
        """Members with whom a circle is full for whoever has waited half of the wait."""
        return self.full + (self.most - self.full) // 2

    @property
    def half_wait(self) -> int:
        """Days in the pool, half of the wait."""
        return max(self.wait_days // 2, 1)


class Ladder(Table, frozen=True):
    """How many people's likes or shares lift a secret a rung: the lower of a number and a share.

    The share is of the audience at the present rung, so that a class has a ladder too;
    ``floor`` keeps one friendly like from moving a secret in a tiny audience, and
    ``public_floor`` keeps a handful from showing it to the whole world.
    """

    scores: tuple[int, int, int] = (10, 50, 1000)
    shares: tuple[float, float, float] = (0.2, 0.4, 0.8)
    floor: int = 3
    public_floor: int = 12  # of the last rung


class Rhythm(Table, frozen=True):
    """Lengths in seconds of every window the server has. Shorter ones only on loopback."""

    edition: int = 4 * HOUR
    comments: int = 5 * 60
    counters: int = HOUR
    night: int = DAY
    epoch: int = DAY  # friendships, circles and sight change only here
    comment_tokens: int = 7 * DAY
    post_tokens: int = 28 * DAY
    token_rest: int = HOUR  # a device spends no token younger than this
    refund: int = 2 * DAY  # how long something is out before the token spent on it comes back
    secret_life: int = 30 * DAY


class Caps(Table, frozen=True):
    """What one number, address or server may ask for. Higher ones only on loopback."""

    codes_per_number_and_address: int = 5  # a day, so that one address does not use up a number
    codes_per_number: int = 20  # a day
    codes_per_address: int = 30  # a day
    codes_per_server: int = 5_000  # a day: the cap on what SMS can cost
    code_minutes: int = 10
    code_attempts: int = 5
    tries_per_number_and_address: int = 10  # a day; more than the attempts of two codes are wrong
    contacts: int = 5_000
    invites_per_day: int = 20
    group_invite_uses: int = 300
    reports_per_day: int = 20
    post_tokens: int = 5  # a member and epoch
    comment_tokens: int = 4  # a near circle and epoch
    photo_bytes: int = 8_000_000
    photo_pixels: int = 40_000_000


class Care(Table, frozen=True):
    """What holds the reach of a picture until a moderator has looked at it."""

    # Score of nudity from which on, of 1; 0: nobody looks for nudity. Without the extra `pictures`
    # nobody does either. Copies of removed pictures are always looked for.
    nudity: Share = 0.8


class Storage(Hushed, frozen=True):
    """Where photos are: files in the folder of the data, or, with a `bucket`, objects by S3."""

    bucket: str = ""
    prefix: str = ""  # of the names, when the bucket has other things in it
    endpoint: str = ""  # https://…, of a server that is not Amazon's
    region: str = "us-east-1"
    access_key: str = ""  # empty, as the next: from the environment or the machine's role
    access_secret: str = ""
