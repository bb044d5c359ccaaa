"""What an operator has agreed with others: one table of settings a provider (docs/connectors.md).

Keys of others stand here, so these tables are `Hushed`.
"""

from ipaddress import ip_address
from typing import ClassVar, Literal
from urllib.parse import urlsplit

import msgspec

from mimi.settings_tables import Hushed

SenderName = Literal["console", "tencent", "aliyun", "dypns", "twilio"]


class Provider(Hushed, frozen=True):
    """An account with somebody else. Each of `apps` is filled in whole or not at all."""

    apps: ClassVar[tuple[tuple[str, ...], ...]] = ()
    endpoint: str = ""

    @property
    def ready(self) -> bool:
        return any(self.has(app) for app in self.apps)

    def has(self, app: tuple[str, ...]) -> bool:
        return not self.missing(app)

    def missing(self, app: tuple[str, ...]) -> list[str]:
        return [name for name in app if not getattr(self, name)]

    def mistakes(self) -> list[str]:
        """What the operator has to mend."""
        begun = [app for app in self.apps if 0 < len(self.missing(app)) < len(app)]
        found = [f"needs {', '.join(self.missing(app))} too" for app in begun]
        if not _safe(self.endpoint):
            found.append("endpoint must be https")
        return found


class Tencent(Provider, frozen=True):
    """腾讯云短信."""

    apps = (("secret_id", "secret_key", "app", "template"),)
    secret_id: str = ""
    secret_key: str = ""
    app: str = ""  # SmsSdkAppId
    template: str = ""  # TemplateId, whose only parameter is the code
    sign: str = ""  # SignName; abroad there is none
    region: str = "ap-guangzhou"
    endpoint: str = "https://sms.tencentcloudapi.com"


class Aliyun(Provider, frozen=True):
    """阿里云短信服务."""

    apps = (("key_id", "key_secret", "template", "sign"),)
    key_id: str = ""
    key_secret: str = ""
    template: str = ""  # TemplateCode, with ${code}
    sign: str = ""  # SignName
    endpoint: str = "https://dysmsapi.aliyuncs.com"


class Dypns(Provider, frozen=True):
    """阿里云号码认证's 短信认证, for people without a licence. It makes the codes itself."""

    apps = (("key_id", "key_secret", "template", "sign"),)
    key_id: str = ""
    key_secret: str = ""
    template: str = ""  # TemplateCode of the given ones, with ${code} and ${min}
    sign: str = ""  # SignName of the given ones
    endpoint: str = "https://dypnsapi.aliyuncs.com"


class Twilio(Provider, frozen=True):
    """Twilio Verify. It makes the codes itself."""

    apps = (("key_id", "key_secret", "service"),)
    key_id: str = ""  # an API key, SK…
    key_secret: str = ""
    service: str = ""  # VA…
    endpoint: str = "https://verify.twilio.com"


class Wechat(Provider, frozen=True):
    """微信: a service account (WeChat's browser), a website app (QR code), a mini-program."""

    apps = (
        ("app_id", "app_secret"),
        ("web_app_id", "web_app_secret"),
        ("mini_app_id", "mini_app_secret"),
    )
    app_id: str = ""
    app_secret: str = ""
    web_app_id: str = ""
    web_app_secret: str = ""
    mini_app_id: str = ""
    mini_app_secret: str = ""
    union: bool = False  # the apps are bound in 开放平台, where a unionid is one person in all
    cards: str = ""  # origin of the page that shares cards, apart from this server's; empty: none
    endpoint: str = "https://api.weixin.qq.com"
    pages: str = "https://open.weixin.qq.com"

    @property
    def inside(self) -> bool:
        return self.has(self.apps[0])

    @property
    def desktop(self) -> bool:
        return self.has(self.apps[1])

    @property
    def mini(self) -> bool:
        return self.has(self.apps[2])

    def mistakes(self) -> list[str]:
        found = Provider.mistakes(self)
        if [self.inside, self.desktop, self.mini].count(True) > 1 and not self.union:
            found.append("needs union = true: in several apps only a unionid is the same person")
        if not (_safe(self.pages) and (not self.cards or _safe(self.cards))):
            found.append("pages and cards must be https")
        if self.cards and not self.inside:
            found.append("cards needs app_id and app_secret too")
        return found


class Wecom(Provider, frozen=True):
    """企业微信: an app of the organisation, and which departments are friends of each other."""

    apps = (("corp_id", "agent_id", "app_secret"),)
    corp_id: str = ""
    agent_id: str = ""
    app_secret: str = ""
    directory_secret: str = ""  # of 通讯录同步: one call for all; without it the app's own view
    departments: tuple[int, ...] = ()  # each with all below it
    name: str = ""  # of the organisation, as its people know it
    endpoint: str = "https://qyapi.weixin.qq.com"
    pages: str = "https://open.weixin.qq.com"
    desktop_pages: str = "https://login.work.weixin.qq.com"

    def mistakes(self) -> list[str]:
        found = Provider.mistakes(self)
        if not (_safe(self.pages) and _safe(self.desktop_pages)):
            found.append("pages and desktop_pages must be https")
        return found


class Sms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How codes reach phones. Prices and budget are in any one unit, say hundredths of a yuan."""

    senders: tuple[SenderName, ...] = ("console",)  # tried in this order until one takes the code
    countries: tuple[int, ...] = ()  # calling codes that get codes; none named: all
    prices: dict[int, int] = {}  # calling code → price of one code
    price: int = 0  # of a code to any other country
    budget: int = 0  # that all codes of a day may cost; 0: only caps.codes_per_server


def mistakes(providers: dict[str, Provider], sms: Sms) -> list[str]:
    """Sentences for the operator."""
    found = [f"{name} {one}" for name in providers for one in providers[name].mistakes()]
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
    try:
        parts = urlsplit(endpoint)
        if parts.scheme != "http":
            return parts.scheme == "https" and bool(parts.hostname)
        return parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:  # a name, or no address
        return False
