"""企业微信: qyapi.weixin.qq.com, as its documents say; 300 people in a tree of departments.

Department 1 is the organisation, 2 and 3 are below it, 4 is below 2. `wants["gone"]` have left.
"""

import json
from typing import Any
from urllib.parse import urlencode

from tests.others.service import Answer, Asked, Service

CORP, APP, DIRECTORY, AGENT = "wwcorp", "app-secret", "directory-secret", "1000002"
TREE = {1: 0, 2: 1, 3: 1, 4: 2}  # department → its parent
PEOPLE = {f"Person{index:03d}": 2 + index % 3 for index in range(300)}
CODE_LIFE, TOKEN_LIFE = 300, 7200  # seconds


class Qyapi(Service):
    name = "wecom"

    def answer(self, asked: Asked) -> Answer:
        what = asked.path.removeprefix("/cgi-bin/")
        self.calls.append({"action": what, "query": asked.query, "body": asked.body.decode()})
        if asked.path == "/connect/oauth2/authorize":
            return self._page(asked.query)
        if "code" in self.wants:
            return _error(self.wants["code"])
        if what == "gettoken":
            return self._token(asked.query)
        kind = self._kind(asked.query.get("access_token", ""))
        if isinstance(kind, tuple):
            return kind
        return self._do(what, kind, asked)

    def _people(self) -> dict[str, int]:
        gone = self.wants.get("gone", [])
        return {person: where for person, where in PEOPLE.items() if person not in gone}

    def _page(self, query: dict[str, str]) -> Answer:
        if query["appid"] != CORP or query["scope"] != "snsapi_base" or query["agentid"] != AGENT:
            return 200, {"errcode": 40013}
        codes = self.kept.setdefault("codes", {})
        code = f"code{len(codes)}"
        codes[code] = [self.wants["person"], self.now() + CODE_LIFE]
        back = urlencode({"code": code, "state": query["state"]})
        return 302, {"location": f"{query['redirect_uri']}?{back}"}

    def _token(self, query: dict[str, str]) -> Answer:
        if query["corpid"] != CORP:
            return _error(40013)
        if query["corpsecret"] not in {APP, DIRECTORY}:
            return _error(40001)
        tokens = self.kept.setdefault("tokens", {})
        token = f"{query['corpsecret']}-{len(tokens)}"
        for known, (kind, until) in tokens.items():
            if kind == query["corpsecret"] and until > self.now():
                token = known
        tokens.setdefault(token, (query["corpsecret"], self.now() + TOKEN_LIFE))
        left = tokens[token][1] - self.now()
        return 200, {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": left}

    def _kind(self, token: str) -> str | Answer:
        kind, until = self.kept.get("tokens", {}).get(token, ("", 0))
        if self.wants.get("spent"):  # whatever it gave out
            return _error(42001)
        if not kind or token == self.wants.get("ended"):
            return _error(40014)
        return kind if until > self.now() else _error(42001)

    def _do(self, what: str, kind: str, asked: Asked) -> Answer:
        if what == "auth/getuserinfo":
            return self._who(asked.query["code"])
        if what == "user/list_id":
            return self._list(json.loads(asked.body)) if kind == DIRECTORY else _error(48002)
        department = int(asked.query.get("id") or asked.query.get("department_id") or 0)
        if department not in TREE or department in self.wants.get("hidden", []):
            return _error(60011)
        if what == "department/list":
            below = [{"id": one, "parentid": TREE[one]} for one in _below(department)]
            return 200, {"errcode": 0, "department": below}
        people = [one for one, where in self._people().items() if where == department]
        listed = [{"userid": one, "name": one, "department": [department]} for one in people]
        return 200, {"errcode": 0, "userlist": listed}

    def _who(self, code: str) -> Answer:
        person, until = self.kept.get("codes", {}).pop(code, ("", 0))
        if until <= self.now():
            return _error(40029)
        if person in self._people():
            return 200, {"errcode": 0, "userid": person}
        return 200, {"errcode": 0, "openid": f"o-{person}"}

    def _list(self, body: dict[str, Any]) -> Answer:
        """At most 100 at a time here, so that there are pages."""
        rows = [{"userid": one, "department": where} for one, where in self._people().items()]
        start, most = int(body.get("cursor") or 0), min(body["limit"], 100)
        end = start + most
        return 200, {
            "errcode": 0,
            "next_cursor": str(end) if end < len(rows) else "",
            "dept_user": rows[start:end],
        }


def _below(department: int) -> list[int]:
    found = [department]
    for one, parent in TREE.items():
        if parent in found and one not in found:
            found.append(one)
    return found


def _error(code: int) -> Answer:
    return 200, {"errcode": code, "errmsg": "no"}
