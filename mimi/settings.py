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

from mimi.mendable import Mendable
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
from mimi.settings_tables import Caps, Care, CircleRule, Hushed, Ladder, Rhythm, Storage, Table

REHEARSED = ("clock", "clock_start", "seed", "fixed_code")
ORIGIN = re.compile(r"https?://[^/?#@\s]+")
Age = Annotated[int, msgspec.Meta(ge=0, le=99)]  # years


def shipped(folder: str) -> str:
    """Where it is in an installed wheel; in a checkout under its own name."""
    inside = Path(__file__).parent / "shipped" / folder
    return str(inside) if inside.exists() else folder


class SettingsError(Mendable):
    """A setting that the server refuses; the message is meant for the operator."""


class Settings(Hushed, frozen=True):
    """One server."""

    name: str = "Mimi"
    host: str = "127.0.0.1"
    port: int = 8000
    data: str = "data"  # folder of the embedded database and of the keyring
    database_url: str = ""  # empty: the embedded PostgreSQL
    replica_url: str = ""  # a standby of it, for pages of the feed that are not kept in memory
    public_url: str = ""  # what share links and invites begin with; empty: http://host:port
    proxies: int = 0  # web servers in front; each adds whom it serves to X-Forwarded-For
    source: str = ""  # where the source of what runs here is, as the AGPL asks; empty: no link
    page: str = shipped("web/dist")  # folder of the built page
    texts: str = shipped("docs")  # of {terms,privacy,rules,promises}.{en,zh}.md, helplines.json
    least_age: Age = 0  # asked before a number is; 0: nobody is asked
    region: str = "CN"  # for numbers written without a country code
    feed_memory: Annotated[int, msgspec.Meta(ge=0)] = 48  # MB a process keeps of newest editions
    metrics_port: Annotated[int, msgspec.Meta(ge=0, lt=65_536)] = 0  # on loopback; 0: no figures
    reserve: Annotated[int, msgspec.Meta(ge=0)] = 128  # MB on the disk that nothing is written into
    windows: bool = True  # off: other processes of this place do the windows' work
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
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, brackets in brackets
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
    if settings.replica_url and not settings.database_url:
        raise SettingsError("settings: replica_url is a standby of database_url's server")
    keys = settings.storage
    if (keys.endpoint or keys.access_key or keys.prefix) and not keys.bucket:
        raise SettingsError("settings: storage names no bucket: photos would stay here")
    if bool(keys.access_key) != bool(keys.access_secret):
        raise SettingsError("settings: storage needs access_key and access_secret, or neither")
    for mistake in mistakes(settings.providers, settings.sms):
        raise SettingsError(f"settings: {mistake}")


def _refuse_unsafe(settings: Settings) -> None:
    rule = settings.circle
    if rule.k < 4:
        raise SettingsError("settings: circle.k below 4 would name authors")
    if not rule.k <= rule.full <= rule.most:
        raise SettingsError("settings: circle sizes must keep k <= full <= most")
    if settings.public_url and not _is_origin(settings.public_url):
        raise SettingsError("settings: public_url must be like https://mimi.example")
    if settings.storage.endpoint and not _is_private(settings.storage.endpoint):
        raise SettingsError("settings: storage.endpoint must be like https://s3.example")
    if settings.wechat.cards and settings.wechat.cards.rstrip("/") == settings.url:
        raise SettingsError("settings: wechat.cards must be another origin than public_url")
    if settings.rehearsal and not settings.on_loopback:
        names = ", ".join(_rehearsed(settings))
        raise SettingsError(f"settings: only where host and public_url are on loopback: {names}")


def _is_private(origin: str) -> bool:
    """Whether what is sent there cannot be read on the way."""
    if not _is_origin(origin):
        return False
    return origin.startswith("https:") or is_loopback(urlsplit(origin).hostname or "")


def _is_origin(text: str) -> bool:
    """Like https://mimi.example, with nothing behind it."""
    try:
        return ORIGIN.fullmatch(text) is not None and urlsplit(text).port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False


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
