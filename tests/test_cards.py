"""Cards for WeChat: on an origin of their own, with WeChat's script, and nothing else there."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog
from playwright.async_api import Route, expect

from tests.accounts_elsewhere import tables
from tests.browser import chromium, free_port, phone, served
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.others import Others
from tests.others.cases import ANY_DAY, patience
from tests.others.table import row

CARDS = "http://localhost:8000"
SCRIPT = """
    window.seen = [];
    window.wx = {
        config: (given) => window.seen.push(["config", given]),
        error: () => undefined,
        ready: (then) => then(),
        updateAppMessageShareData: (card) => window.seen.push(["friend", card]),
        updateTimelineShareData: (card) => window.seen.push(["timeline", card]),
    };
"""


@pytest.fixture
async def here(
    tmp_path: Path, database_url: str, others: Others
) -> AsyncIterator[httpx2.AsyncClient]:
    keys = tables(others, "wechat")
    keys["wechat"]["cards"] = CARDS
    others.want("wechat", now=MONDAY)
    async with running(rehearsal(tmp_path, **keys), database_url) as app, client_of(app) as http:
        yield http


def at_cards(path: str) -> str:
    return f"{CARDS}{path}"


async def test_the_two_origins_have_nothing_in_common(here: httpx2.AsyncClient) -> None:
    for path in ("/card", "/card.js", "/v1/card"):
        assert problem(await here.get(path)) == "not-found"
        assert (await here.get(at_cards(path))).status_code == 200
    for path in ("/", "/i", "/v1/place", "/page/icon-192.png", "/sw.js"):
        assert problem(await here.get(at_cards(path))) == "not-found"
    assert problem(await here.post(at_cards("/v1/codes"), json={"phone": "1"})) == "not-found"
    answer = await here.get(at_cards("/card"))
    assert "https://res.wx.qq.com" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


async def test_the_signature_is_for_this_page(here: httpx2.AsyncClient) -> None:
    signed = (await here.get(at_cards("/v1/card?url=https://elsewhere.example"))).json()
    said = (
        f"jsapi_ticket=ticket-1&noncestr={signed['once']}&timestamp={signed['now']}"
        f"&url={CARDS}/card"
    )
    assert signed["signature"] == sha1(said.encode(), usedforsecurity=False).hexdigest()


async def test_it_is_off_by_default(http: httpx2.AsyncClient) -> None:
    for url in ("/card", at_cards("/card"), "/v1/card"):
        assert (await http.get(url)).status_code == 404
    assert (await http.get("/v1/place")).json()["cards"] == ""


@pytest.mark.parametrize(
    ("wants", "told"),
    [
        *((wants, told) for told, wants in ANY_DAY.items()),
        ({"code": 45009}, "quota 45009"),
        ({"code": 40164}, "signature 40164"),
        ({"spent": True}, "expired 42001"),
    ],
)
async def test_wechat_out_of_order_is_said(
    here: httpx2.AsyncClient,
    others: Others,
    wants: dict[str, Any],
    told: str,
) -> None:
    others.want("wechat", **wants)
    with patience(wants), structlog.testing.capture_logs() as log:
        answer = await here.get(at_cards("/v1/card"))
    assert (answer.status_code, problem(answer)) == (503, "elsewhere-silent")
    assert [(line["log_level"], line["kind"]) for line in log] == [("error", f"wechat {told}")]
    others.want("wechat", **dict.fromkeys(wants))
    assert (await here.get(at_cards("/v1/card"))).status_code == 200
    row("wechat, a card", f"{told}: said and told", f"{problem(answer)}; {log[0]['kind']}")


async def test_many_cards_at_once_ask_wechat_once(here: httpx2.AsyncClient, others: Others) -> None:
    """More than the pool has connections, so that a token each would be a deadlock."""
    asking = [here.get(at_cards("/v1/card")) for _ in range(20)]
    assert [answer.status_code for answer in await asyncio.gather(*asking)] == [200] * 20
    asked = [call["action"] for call in others.asked("wechat")]
    assert asked == ["cgi-bin/stable_token", "cgi-bin/ticket/getticket"]


async def test_one_address_has_so_many_signatures_a_day(
    here: httpx2.AsyncClient, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimi.cards.MOST", 2)
    answers = [await here.get(at_cards("/v1/card")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert problem(answers[2]) == "too-many"


async def test_a_card_leads_to_the_invite(
    tmp_path: Path, database_url: str, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Chromium, with a script in the place of WeChat's that notes what it is told."""
    port = free_port()
    monkeypatch.setattr("tests.browser.free_port", lambda: port)
    keys = tables(others, "wechat")["wechat"] | {"cards": f"http://localhost:{port}"}
    env = {f"WECHAT__{name.upper()}": value for name, value in keys.items()}

    async def give(route: Route) -> None:
        await route.fulfill(body=SCRIPT, content_type="text/javascript")

    async with (
        served(tmp_path, database_url, **env),
        chromium() as browser,
        phone(browser, f"http://localhost:{port}", "zh-CN") as page,
    ):
        await page.route("https://res.wx.qq.com/**", give)
        await page.goto("/card#invite-code")
        await expect(page.locator("#ready")).to_be_visible()
        seen = dict(await page.evaluate("window.seen"))
        assert seen["config"]["jsApiList"] == [
            "updateAppMessageShareData",
            "updateTimelineShareData",
        ]
        for where in ("friend", "timeline"):
            assert seen[where]["link"] == f"http://127.0.0.1:{port}/i/#invite-code"
