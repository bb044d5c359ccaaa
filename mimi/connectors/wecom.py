"""企业微信: sign-in of an organisation's people, and who is in which department.

https://developer.work.weixin.qq.com/document/path/91039 (gettoken), /98176 (auth/getuserinfo),
/90208 (department/list), /90200 (user/simplelist), /96067 (user/list_id), /90313 (error codes)
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from mimi.connectors.asking import documented
from mimi.connectors.weixin import call, call_for_token
from mimi.settings_providers import Wecom

NAME, PAGE = "wecom", 10_000  # userids in one answer, at most


def address(account: Wecom, back: str, state: str, desktop: bool) -> str:
    """Where a browser is sent to sign in."""
    if desktop:
        asked = {"login_type": "CorpApp", "appid": account.corp_id, "agentid": account.agent_id}
        query = urlencode({**asked, "redirect_uri": back, "state": state})
        return f"{account.desktop_pages}/wwlogin/sso/login?{query}"
    asked = {"appid": account.corp_id, "redirect_uri": back, "response_type": "code"}
    more = {"scope": "snsapi_base", "state": state, "agentid": account.agent_id}
    return (
        f"{account.pages}/connect/oauth2/authorize?{urlencode({**asked, **more})}#wechat_redirect"
    )


async def fetch_token(account: Wecom, directory: bool = False) -> tuple[str, int]:
    """(access token, seconds) of the app, or of 通讯录同步. Raises Trouble."""
    secret = account.directory_secret if directory else account.app_secret
    query = {"corpid": account.corp_id, "corpsecret": secret}
    return await call_for_token(NAME, "GET", f"{account.endpoint}/cgi-bin/gettoken", params=query)


async def who(account: Wecom, token: str, code: str) -> str | None:
    """The userid of who brought the code; None: somebody outside the organisation."""
    query = {"access_token": token, "code": code}
    answer = await _get(account, "auth/getuserinfo", query)
    found = answer.get("userid")
    return found.lower() if isinstance(found, str) and found else None


async def departments_below(account: Wecom, token: str, department: int) -> set[int]:
    """It, and all below it. Raises Trouble."""
    answer = await _get(account, "department/list", {"access_token": token, "id": department})
    with documented(NAME):
        return {int(one["id"]) for one in answer.get("department", [])} | {department}


async def people_in(account: Wecom, token: str, departments: Iterable[int]) -> set[str]:
    """The userids of these departments, each asked for by itself. Raises Trouble."""
    found: set[str] = set()
    for department in sorted(departments):
        query = {"access_token": token, "department_id": department}
        answer = await _get(account, "user/simplelist", query)
        with documented(NAME):
            found |= {str(one["userid"]).lower() for one in answer.get("userlist", [])}
    return found


async def everybody(account: Wecom, token: str) -> list[tuple[str, int]]:
    """(userid, department) of the whole organisation, which takes the secret of 通讯录同步."""
    url = f"{account.endpoint}/cgi-bin/user/list_id?access_token={token}"
    found: list[tuple[str, int]] = []
    cursor = ""
    while True:
        body = {"cursor": cursor, "limit": PAGE} if cursor else {"limit": PAGE}
        answer = await call(NAME, "POST", url, json=body)
        with documented(NAME):
            rows = answer.get("dept_user", [])
            found += [(str(row["userid"]).lower(), int(row["department"])) for row in rows]
        cursor = answer.get("next_cursor", "")
        if not cursor:
            return found


async def _get(account: Wecom, what: str, query: dict[str, Any]) -> dict[str, Any]:
    return await call(NAME, "GET", f"{account.endpoint}/cgi-bin/{what}", params=query)
