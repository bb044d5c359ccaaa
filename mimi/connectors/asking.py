"""One request to a provider: seconds at most, an answer in JSON or `Trouble`."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Literal

import httpx2
import msgspec

from mimi.connectors.trouble import Trouble

SECONDS = 5.0  # of silence; a person waits for this
Method = Literal["GET", "POST"]
Answer = dict[str, Any]


async def ask(provider: str, method: Method, url: str, **how: Any) -> tuple[int, Answer]:
    """(status, the JSON object). Raises Trouble: unreachable or broken.

    Nothing of the request is in the error: an address may hold a secret, a body a number.
    """
    try:
        async with httpx2.AsyncClient(timeout=SECONDS) as http:
            answer = await http.request(method, url, **how)
    except httpx2.HTTPError:
        raise Trouble(provider, "unreachable") from None
    if answer.status_code >= 500:  # a gateway's page, no JSON
        raise Trouble(provider, "broken", str(answer.status_code))
    try:
        return answer.status_code, msgspec.json.decode(answer.content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Trouble(provider, "broken", str(answer.status_code)) from None


@contextmanager
def documented(provider: str) -> Generator[None]:
    """Around the reading of an answer: JSON of another shape than is documented is `Trouble` too.

    Nothing of the answer is in the error.
    """
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Trouble(provider, "broken", "shape") from None
