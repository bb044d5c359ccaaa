"""What an operator has agreed with others: one table of settings a provider (docs/connectors.md).

Keys of others stand here, so no table says its values: neither a log nor a traceback shows them.
"""

from ipaddress import ip_address
from typing import ClassVar, Literal
from urllib.parse import urlsplit

import msgspec

SenderName = Literal["console", "tencent", "aliyun", "dypns", "twilio"]


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account with somebody else; without any of its `needs` there is none."""

    needs: ClassVar[tuple[str, ...]] = ()
    endpoint: str = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return [("…", "…")]

    @property
    def ready(self) -> bool:
        return bool(self.needs) and not self.missing

    @property
    def missing(self) -> list[str]:
        return [name for name in self.needs if not getattr(self, name)]

    @property
    def begun(self) -> bool:
        """Whether the operator filled any of it in."""
        return len(self.missing) < len(self.needs)


class Tencent(Provider, frozen=True):
    """腾讯云短信."""

    needs = ("secret_id", "secret_key", "app", "template")
    secret_id: str = ""
    secret_key: str = ""
    app: str = ""  # SmsSdkAppId
    template: str = ""  # TemplateId, whose only parameter is the code
    sign: str = ""  # SignName; abroad there is none
    region: str = "ap-guangzhou"
    endpoint: str = "https://sms.tencentcloudapi.com"


class Aliyun(Provider, frozen=True):
    """阿里云短信服务."""

    needs = ("key_id", "key_secret", "template", "sign")
    key_id: str = ""
    key_secret: str = ""
    template: str = ""  # TemplateCode, with ${code}
    sign: str = ""  # SignName
    endpoint: str = "https://dysmsapi.aliyuncs.com"


class Dypns(Provider, frozen=True):
    """阿里云号码认证's 短信认证, for people without a licence. It makes the codes itself."""

    needs = ("key_id", "key_secret", "template", "sign")
    key_id: str = ""
    key_secret: str = ""
    template: str = ""  # TemplateCode of the given ones, with ${code} and ${min}
    sign: str = ""  # SignName of the given ones
    endpoint: str = "https://dypnsapi.aliyuncs.com"


class Twilio(Provider, frozen=True):
    """Twilio Verify. It makes the codes itself."""

    needs = ("key_id", "key_secret", "service")
    key_id: str = ""  # an API key, SK…
    key_secret: str = ""
    service: str = ""  # VA…
    endpoint: str = "https://verify.twilio.com"


class Sms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How codes reach phones. Prices and budget are in any one unit, say hundredths of a yuan."""

    senders: tuple[SenderName, ...] = ("console",)  # tried in this order until one takes the code
    countries: tuple[int, ...] = ()  # calling codes that get codes; none named: all
    prices: dict[int, int] = {}  # calling code → price of one code
    price: int = 0  # of a code to any other country
    budget: int = 0  # that all codes of a day may cost; 0: only caps.codes_per_server


def mistakes(providers: dict[str, Provider], sms: Sms) -> list[str]:
    """Sentences for the operator."""
    found = [
        f"{name} needs {', '.join(one.missing)} too"
        for name, one in providers.items()
        if one.begun and not one.ready
    ]
    found += [
        f"{name}.endpoint must be https"
        for name, one in providers.items()
        if not _safe(one.endpoint)
    ]
    if not sms.senders:
        found.append("sms.senders names nobody who sends codes")
    found += [
        f"sms.senders names {name}, which has no keys"
        for name in sms.senders
        if name != "console" and not providers[name].ready
    ]
    if min([sms.price, sms.budget, *sms.prices.values()]) < 0:
        found.append("sms: prices and budget are counts")
    return found


def _safe(endpoint: str) -> bool:
    """Keys and numbers leave encrypted, or not at all."""
    parts = urlsplit(endpoint)
    if parts.scheme != "http":
        return parts.scheme == "https" and bool(parts.hostname)
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
