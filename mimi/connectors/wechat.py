"""微信: sign-in in its browser, by QR on a desktop and from a mini-program; share cards.

https://developers.weixin.qq.com/doc/service/guide/h5/auth.html, /doc/oplatform/Website_App,
/miniprogram/dev/server/API/user-login/api_code2session and /user-info/phone-number.
Of a person nothing is asked for but an id: never `sns/userinfo` (name, picture).
"""

from hashlib import sha1
from urllib.parse import urlencode

from mimi.connectors.asking import documented
from mimi.connectors.trouble import Trouble
from mimi.connectors.weixin import call, call_for_token, text
from mimi.settings_providers import Wechat

NAME = "wechat"


def address(account: Wechat, back: str, state: str, desktop: bool) -> str:
    """Where a browser is sent to sign in; parameters in the order that WeChat matches."""
    if desktop:
        path, app, scope = "qrconnect", account.web_app_id, "snsapi_login"
    else:
        scope = "snsapi_userinfo" if account.union else "snsapi_base"
        path, app = "oauth2/authorize", account.app_id
    asked = {"appid": app, "redirect_uri": back, "response_type": "code"}
    query = urlencode({**asked, "scope": scope, "state": state})
    return f"{account.pages}/connect/{path}?{query}#wechat_redirect"


async def who(account: Wechat, code: str, desktop: bool) -> str:
    """Who brought the code: an id that stays. Raises Trouble."""
    app = (account.app_id, account.app_secret)
    app, secret = (account.web_app_id, account.web_app_secret) if desktop else app
    query = {"appid": app, "secret": secret, "code": code, "grant_type": "authorization_code"}
    answer = await call(NAME, "GET", f"{account.endpoint}/sns/oauth2/access_token", params=query)
    return _id(account, app, answer)


async def mini_who(account: Wechat, code: str) -> str:
    """The same of `wx.login`; its session_key is thrown away. Raises Trouble."""
    app = account.mini_app_id
    query = {"appid": app, "secret": account.mini_app_secret, "js_code": code}
    query["grant_type"] = "authorization_code"
    answer = await call(NAME, "GET", f"{account.endpoint}/sns/jscode2session", params=query)
    return _id(account, app, answer)


def _id(account: Wechat, app: str, answer: dict[str, object]) -> str:
    """The unionid, the same in all apps of one operator; without it that of this app."""
    if account.union:
        return f"union:{text(NAME, answer, 'unionid')}"
    return f"{app}:{text(NAME, answer, 'openid')}"


async def mini_number(account: Wechat, token: str, code: str) -> str:
    """E.164 of the number that a mini-program's button gave a code for. Raises Trouble."""
    url = f"{account.endpoint}/wxa/business/getuserphonenumber?access_token={token}"
    answer = await call(NAME, "POST", url, json={"code": code})
    with documented(NAME):
        info = answer.get("phone_info") or {}
        country, number = str(info.get("countryCode", "")), str(info.get("purePhoneNumber", ""))
    if not (country.isdecimal() and number.isdecimal()):
        raise Trouble(NAME, "broken", "no.phone_info")
    return f"+{country}{number}"


async def fetch_token(account: Wechat, mini: bool = False) -> tuple[str, int]:
    """(access token, seconds), the same one for all who ask, renewed five minutes early."""
    app, secret = (account.app_id, account.app_secret)
    if mini:
        app, secret = account.mini_app_id, account.mini_app_secret
    body = {"grant_type": "client_credential", "appid": app, "secret": secret}
    return await call_for_token(NAME, "POST", f"{account.endpoint}/cgi-bin/stable_token", json=body)


async def fetch_ticket(account: Wechat, token: str) -> tuple[str, int]:
    """(jsapi_ticket, seconds). Raises Trouble."""
    query = {"access_token": token, "type": "jsapi"}
    answer = await call(NAME, "GET", f"{account.endpoint}/cgi-bin/ticket/getticket", params=query)
    with documented(NAME):
        return text(NAME, answer, "ticket"), int(answer.get("expires_in", 0))


def card_signature(ticket: str, once: str, now: int, url: str) -> str:
    """What wx.config wants for a page (without its #…)."""
    said = f"jsapi_ticket={ticket}&noncestr={once}&timestamp={now}&url={url}"
    return sha1(said.encode(), usedforsecurity=False).hexdigest()
