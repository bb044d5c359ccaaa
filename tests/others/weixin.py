"""微信: api.weixin.qq.com and the pages of open.weixin.qq.com, as their documents say.

The page that asks a person signs in whom the test names (`wants["person"]`), at once.
"""

import json
from typing import Any
from urllib.parse import urlencode

from tests.others.service import Answer, Asked, Service

APPS = {"wxinside": "inside-secret", "wxsite": "site-secret", "wxmini": "mini-secret"}
SCOPES = {"oauth2/authorize": ("snsapi_base", "snsapi_userinfo"), "qrconnect": ("snsapi_login",)}
CODE_LIFE, TOKEN_LIFE = 300, 7200  # seconds


class Weixin(Service):
    name = "wechat"

    def answer(self, asked: Asked) -> Answer:
        if "code" in self.wants:
            return _error(self.wants["code"])
        what = asked.path.removeprefix("/")
        known: dict[str, Any] = {
            "connect/oauth2/authorize": self._page,
            "connect/qrconnect": self._page,
            "sns/oauth2/access_token": self._access,
            "sns/jscode2session": self._session,
            "cgi-bin/stable_token": self._token,
            "cgi-bin/ticket/getticket": self._ticket,
            "wxa/business/getuserphonenumber": self._number,
        }
        self.calls.append({"action": what, "query": asked.query})
        return known[what](asked) if what in known else _error(40066)

    def code(self, person: str, app: str, **more: Any) -> str:
        codes = self.kept.setdefault("codes", {})
        code = f"code{len(codes)}"
        codes[code] = {"person": person, "app": app, "until": self.now() + CODE_LIFE, **more}
        return code

    def _page(self, asked: Asked) -> Answer:
        kind, query = asked.path.removeprefix("/connect/"), asked.query
        if query["appid"] not in APPS or query["scope"] not in SCOPES[kind]:
            return 200, {"errcode": 10003}
        if list(query) != ["appid", "redirect_uri", "response_type", "scope", "state"]:
            return 200, {"errcode": 10004}  # "授权链接做正则强匹配校验"
        person = self.wants.get("person", "somebody")
        code = self.code(person, query["appid"], scope=query["scope"])
        back = urlencode({"code": code, "state": query["state"]})
        return 302, {"location": f"{query['redirect_uri']}?{back}"}

    def _taken(self, query: dict[str, str], name: str) -> dict[str, Any] | Answer:
        """What the code stands for, once; or why not."""
        if query["appid"] not in APPS:
            return _error(40013)
        if query["secret"] != APPS[query["appid"]]:
            return _error(40125)
        found = self.kept.get("codes", {}).get(query[name])
        if not found or found["until"] <= self.now() or found["app"] != query["appid"]:
            return _error(40029)
        if found.get("used"):
            return _error(40163)
        found["used"] = True
        return found

    def _ids(self, found: dict[str, Any], union: bool) -> dict[str, str]:
        ids = {"openid": f"o-{found['app']}-{found['person']}"}
        return {**ids, "unionid": f"u-{found['person']}"} if union else ids

    def _access(self, asked: Asked) -> Answer:
        found = self._taken(asked.query, "code")
        if self.wants.get("busy"):
            return _error(-1)
        if isinstance(found, tuple):
            return found
        ids = self._ids(found, found["scope"] != "snsapi_base")
        return 200, {"access_token": "a", "expires_in": 7200, "scope": found["scope"], **ids}

    def _session(self, asked: Asked) -> Answer:
        self.code_by_hand(asked.query["js_code"], "wxmini")
        found = self._taken(asked.query, "js_code")
        if isinstance(found, tuple):
            return found
        return 200, {"session_key": "k", "errcode": 0, **self._ids(found, True)}

    def code_by_hand(self, code: str, app: str) -> None:
        """`login:anna` is a code that anna's mini-program gave out."""
        codes = self.kept.setdefault("codes", {})
        if code.startswith("login:") and code not in codes:
            person = code.removeprefix("login:")
            codes[code] = {"person": person, "app": app, "until": self.now() + CODE_LIFE}

    def _token(self, asked: Asked) -> Answer:
        body = json.loads(asked.body)
        if asked.method != "POST" or body["grant_type"] != "client_credential":
            return _error(40002)
        if APPS.get(body["appid"]) != body["secret"]:
            return _error(40001)
        tokens = self.kept.setdefault("tokens", {})
        token, until = tokens.get(body["appid"], ("", 0))
        if until - 300 <= self.now():
            token, until = f"token-{body['appid']}-{len(self.calls)}", self.now() + TOKEN_LIFE
            tokens[body["appid"]] = (token, until)
        return 200, {"access_token": token, "expires_in": until - self.now()}

    def _refused(self, token: str) -> Answer | None:
        known = dict(self.kept.get("tokens", {}).values())
        if self.wants.get("spent"):  # whatever it gave out
            return _error(42001)
        if token == self.wants.get("ended") or token not in known:
            return _error(40001)
        return _error(42001) if known[token] <= self.now() else None

    def _ticket(self, asked: Asked) -> Answer:
        refused = self._refused(asked.query["access_token"])
        return refused or (200, {"errcode": 0, "ticket": "ticket-1", "expires_in": 7200})

    def _number(self, asked: Asked) -> Answer:
        """`number:+8613…` is a code that a mini-program's button gave out."""
        refused = self._refused(asked.query["access_token"])
        code, used = json.loads(asked.body)["code"], self.kept.setdefault("numbers", [])
        if refused or not code.startswith("number:") or code in used:
            return refused or _error(40029)
        used.append(code)
        number = code.removeprefix("number:+86")
        info = {"phoneNumber": number, "purePhoneNumber": number, "countryCode": "86"}
        return 200, {"errcode": 0, "errmsg": "ok", "phone_info": info}


def _error(code: int) -> Answer:
    return 200, {"errcode": code, "errmsg": "no"}
