"""Every setting of a server, in one typed place.

Read from a TOML file (``mimi.toml``, or the one named by ``MIMI_SETTINGS``) and then from the
environment: ``MIMI_PORT=9000``, or ``MIMI_RHYTHM__EDITION=60`` for a key inside a table.
A name that does not exist, or a value of the wrong type, stops the start with a sentence.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from mimi.settings_providers import (
    Aliyun,
    Dypns,
    Provider,
    Sms,
    Tencent,
    Twilio,
    Wechat,
    Wecom,
    mistakes,
)

HOUR = 3600
DAY = 24 * HOUR
REHEARSED = ("clock", "clock_start", "seed", "fixed_code")
ORIGIN = re.compile(r"https?://[^/?#@\s]+")
Age = Annotated[int, msgspec.Meta(ge=0, le=99)]  # years
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class SettingsError(Exception):
    """A setting that the server refuses; the message is meant for the operator."""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A settings table: no unknown names, no change after the start."""


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


class Storage(Table, frozen=True):
    """Where photos are: files in the folder of the data, or, with a `bucket`, objects by S3."""

    bucket: str = ""
    prefix: str = ""  # of the names, when the bucket has other things in it
    endpoint: str = ""  # https://…, of a server that is not Amazon's
    region: str = "us-east-1"
    access_key: str = ""  # empty, as the next: from the environment or the machine's role
    access_secret: str = ""


class Settings(Table, frozen=True):
    """One server."""

    name: str = "Mimi"
    host: str = "127.0.0.1"
    port: int = 8000
    data: str = "data"  # folder of the embedded database and of the keyring
    database_url: str = ""  # empty: the embedded PostgreSQL
    public_url: str = ""  # what share links and invites begin with; empty: http://host:port
    proxies: int = 0  # web servers in front; each adds whom it serves to X-Forwarded-For
    source: str = ""  # where the source of what runs here is, as the AGPL asks; empty: no link
    page: str = "web/dist"  # folder of the built page
    texts: str = "docs"  # folder of {terms,privacy,rules,promises}.{en,zh}.md, helplines.json
    least_age: Age = 0  # asked before a number is; 0: nobody is asked
    region: str = "CN"  # for numbers written without a country code
    push: bool = True  # off: where nobody may learn the server's address from its pushes
    founders: Literal["first", "roster", "none"] = "first"  # who is the core that vouches
    circle: CircleRule = CircleRule()
    ladder: Ladder = Ladder()
    rhythm: Rhythm = Rhythm()
    caps: Caps = Caps()
    storage: Storage = Storage()
    care: Care = Care()
    sms: Sms = Sms()
    tencent: Tencent = Tencent()
    aliyun: Aliyun = Aliyun()
    dypns: Dypns = Dypns()
    twilio: Twilio = Twilio()
    wechat: Wechat = Wechat()
    wecom: Wecom = Wecom()
    # For towns and tests, refused off loopback:
    clock: Literal["system", "manual"] = "system"
    clock_start: int = 0  # unix seconds at which a manual clock begins; 0: now
    seed: str = ""  # makes every random choice of the server repeatable
    fixed_code: str = ""  # a sign-in code that always works

    @property
    def providers(self) -> dict[str, Provider]:
        """By the names of their tables."""
        every = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: one for name, one in every.items() if isinstance(one, Provider)}

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine reaches it: a proxy in front makes a public server of it."""
        return is_loopback(self.host) and is_loopback(urlsplit(self.url).hostname or "")

    @property
    def rehearsal(self) -> bool:
        """Whether something is weaker than on a real server; said to everybody who comes."""
        return bool(_rehearsed(self))

    @property
    def url(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises SettingsError."""
    tables = _file(environment.get("MIMI_SETTINGS"))
    for name, value in environment.items():
        if name.startswith("MIMI_") and name != "MIMI_SETTINGS":
            _put(tables, name.removeprefix("MIMI_").lower().split("__"), value)
    return check(tables)


def _file(named: str | None) -> dict[str, Any]:
    """Nothing when there is no mimi.toml; a file that was named has to be there."""
    path = Path(named or "mimi.toml")
    try:
        return tomllib.loads(path.read_text()) if named or path.exists() else {}
    except OSError as error:
        raise SettingsError(f"settings: cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise SettingsError(f"settings: {path} is not TOML: {error}") from error


def check(tables: Mapping[str, Any]) -> Settings:
    """The settings that these tables make. Raises SettingsError."""
    try:
        settings = msgspec.convert(tables, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings: {error}") from error
    _refuse_senseless(settings)
    _refuse_unsafe(settings)
    return settings


def _put(tables: dict[str, Any], keys: list[str], value: str) -> None:
    *parents, last = keys
    for parent in parents:
        tables = tables.setdefault(parent, {})
        if not isinstance(tables, dict):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise SettingsError(f"settings: {parent} is a table")
    tables[last] = value


def _refuse_senseless(settings: Settings) -> None:
    """What no window, cap or port can be."""
    for name in Rhythm.__struct_fields__:
        if getattr(settings.rhythm, name) < (name != "token_rest"):
            raise SettingsError(f"settings: rhythm.{name} is too short")
    for name in Caps.__struct_fields__:
        if getattr(settings.caps, name) < 0:
            raise SettingsError(f"settings: caps.{name} is below 0")
    if not 0 < settings.port < 65536:
        raise SettingsError("settings: port must be from 1 to 65535")
    if settings.circle.friends_needed < 1 or settings.proxies < 0 or settings.clock_start < 0:
        raise SettingsError("settings: friends_needed, proxies and clock_start are counts")
    for mistake in mistakes(settings.providers, settings.sms):
        raise SettingsError(f"settings: {mistake}")


def _refuse_unsafe(settings: Settings) -> None:
    rule = settings.circle
    if rule.k < 4:
        raise SettingsError("settings: circle.k below 4 would name authors")
    if not rule.k <= rule.full <= rule.most:
        raise SettingsError("settings: circle sizes must keep k <= full <= most")
    if settings.public_url and not ORIGIN.fullmatch(settings.public_url):
        raise SettingsError("settings: public_url must be like https://mimi.example")
    if settings.storage.endpoint and not _is_private(settings.storage.endpoint):
        raise SettingsError("settings: storage.endpoint must be like https://s3.example")
    if settings.rehearsal and not settings.on_loopback:
        names = ", ".join(_rehearsed(settings))
        raise SettingsError(f"settings: only where host and public_url are on loopback: {names}")


def _is_private(origin: str) -> bool:
    """Whether what is sent there cannot be read on the way."""
    if not ORIGIN.fullmatch(origin):
        return False
    return origin.startswith("https:") or is_loopback(urlsplit(origin).hostname or "")


def _rehearsed(settings: Settings) -> list[str]:
    """What a real server refuses: chance and time of one's own, short windows, high caps.

    Protects authors from an operator who would look through the windows.
    """
    usual = Settings()
    return [
        *(name for name in REHEARSED if getattr(settings, name) != getattr(usual, name)),
        *(f"rhythm.{name}" for name in _lower(settings.rhythm, usual.rhythm)),
        *(f"caps.{name}" for name in _lower(usual.caps, settings.caps)),
    ]


def _lower(one: Table, other: Table) -> list[str]:
    """The names whose value in `one` is lower than in `other`."""
    names = one.__struct_fields__
    return [name for name in names if getattr(one, name) < getattr(other, name)]


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name
        return False
