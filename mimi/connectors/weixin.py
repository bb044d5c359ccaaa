"""What the platforms of WeChat and WeCom have in common: JSON with an `errcode`, access tokens."""

from typing import Any

from mimi.connectors.asking import Answer, Method, ask, documented
from mimi.connectors.trouble import Kind, Trouble

KINDS: dict[int, Kind] = {
    -1: "broken",  # "系统繁忙"
    40001: "expired",  # not the newest token; when a token is asked for: a wrong secret
    40014: "expired",
    42001: "expired",
    40013: "signature",  # no such app
    40125: "signature",  # the secret is wrong
    40164: "signature",  # our address is not on the list
    60020: "signature",
    40029: "code",
    40163: "code",  # used before
    41008: "code",
    45009: "quota",
    45011: "quota",
    45033: "quota",
}


async def call(provider: str, method: Method, url: str, **how: Any) -> Answer:
    """The answer without an error in it. Raises Trouble."""
    _, answer = await ask(provider, method, url, **how)
    code = answer.get("errcode", 0)
    if code != 0:
        with documented(provider):
            raise Trouble(provider, KINDS.get(code, "refused"), str(code))
    return answer


async def call_for_token(provider: str, method: Method, url: str, **how: Any) -> tuple[str, int]:
    """(access token, seconds that it lives). Raises Trouble."""
    try:
        answer = await call(provider, method, url, **how)
    except Trouble as trouble:
        if trouble.kind != "expired":
            raise
        raise Trouble(provider, "signature", trouble.code) from None
    with documented(provider):
        return text(provider, answer, "access_token"), int(answer.get("expires_in", 0))


def text(provider: str, answer: Answer, name: str) -> str:
    """What the documents say is there. Raises Trouble."""
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise Trouble(provider, "broken", f"no.{name}")
    return value
