"""WeChat against a service that keeps to its documents: the client, and signing in by it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from mimi.app import make_kit
from mimi.connectors import wechat
from mimi.connectors.tokens import with_token
from mimi.connectors.trouble import Trouble
from mimi.kit.kit import Kit
from mimi.settings import Settings, check
from tests.accounts_elsewhere import tables
from tests.arrivals import Arriving
from tests.conftest import MONDAY, client_of, problem, rehearsal, running
from tests.others import Others
from tests.others.cases import Case, bad_days, patience
from tests.others.table import row
from tests.people import number, pass_time, signed_in

Call = Callable[[Settings, str], Awaitable[Any]]
CALLS: dict[str, Call] = {
    "wechat sns/oauth2/access_token": lambda s, _: wechat.who(s.wechat, "code0", desktop=False),
    "wechat sns/jscode2session": lambda s, _: wechat.mini_who(s.wechat, "login:anna"),
    "wechat cgi-bin/stable_token": lambda s, _: wechat.fetch_token(s.wechat),
    "wechat cgi-bin/ticket/getticket": lambda s, token: wechat.fetch_ticket(s.wechat, token),
    "wechat wxa/business/getuserphonenumber": lambda s, token: wechat.mini_number(
        s.wechat, token, "number:+8613800000001"
    ),
}
A, S, T, J, N = CALLS


ONE_APP = ("app_id", "app_secret", "endpoint", "pages")
CASES = [
    *(case for call in CALLS for case in bad_days(call)),
    Case(A, "-1: busy", "wechat broken -1", {"code": -1}),
    Case(A, "40029: no such code", "wechat code 40029"),
    Case(A, "40125: another secret", "wechat signature 40125", keys={"app_secret": "x"}),
    Case(A, "40013: no such app", "wechat signature 40013", keys={"app_id": "x"}),
    Case(A, "45011: too often in a minute", "wechat quota 45011", {"code": 45011}),
    Case(A, "40226: somebody whom WeChat blocks", "wechat refused 40226", {"code": 40226}),
    Case(S, "unionid", "union:u-anna"),
    Case(S, "40163: used before", "wechat code 40163", times=2),
    Case(T, "a token for 7,200 seconds, the same for all", "('token-wxinside-1', 7200)", times=2),
    Case(T, "40001: another secret", "wechat signature 40001", keys={"app_secret": "x"}),
    Case(T, "45009: the day's calls are used up", "wechat quota 45009", {"code": 45009}),
    Case(J, "a ticket for 7,200 seconds", "('ticket-1', 7200)"),
    Case(J, "40001: a token that was ended", "wechat expired 40001", {"ended": "token-wxinside-1"}),
    Case(J, "42001: a token that is over", "wechat expired 42001", {"now": 2**33}),
    Case(N, "42001: a token that is over", "wechat expired 42001", {"now": 2**33}),
    Case(N, "the number, without its country and with it", "+8613800000001"),
    Case(N, "40029: used before", "wechat code 40029", times=2),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.call}: {case.documented}")
async def test_wechat_is_understood(case: Case, others: Others) -> None:
    there = tables(others, "wechat")
    settings = check({"wechat": {**there["wechat"], **case.keys}})
    token = ""
    if case.call in {J, N}:
        token, _ = await wechat.fetch_token(settings.wechat, mini=case.call == N)
    others.want("wechat", **{"now": MONDAY, **case.wants})
    with patience(case.wants):
        await case.check(lambda: CALLS[case.call](settings, token))


async def test_one_app_alone_asks_by_snsapi_base(others: Others) -> None:
    """Which shows no page to the person, and gives an openid and no unionid."""
    inside = {name: tables(others, "wechat")["wechat"][name] for name in ONE_APP}
    settings = check({"wechat": inside})
    others.want("wechat", person="anna")
    async with httpx2.AsyncClient(timeout=60) as browser:
        at = wechat.address(settings.wechat, "http://127.0.0.1/arrived/wechat", "a1", desktop=False)
        back = (await browser.get(at)).headers["location"]
    code = parse_qs(urlsplit(back).query)["code"][0]
    seen = await wechat.who(settings.wechat, code, desktop=False)
    row("wechat connect/oauth2/authorize", "snsapi_base: an openid, no unionid", seen)
    assert parse_qs(urlsplit(at).query)["scope"] == ["snsapi_base"]
    assert seen == "wxinside:o-wxinside-anna"


def test_the_signature_of_a_card_is_that_of_the_document() -> None:
    ticket = (
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    )
    url = "http://mp.weixin.qq.com?params=value"
    made = wechat.card_signature(ticket, "Wm3WZYTPz0wzccnW", 1414587457, url)
    assert made == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"
    row("wechat JS-SDK", "the signature of the document's sample", made)


@pytest.fixture
async def serving(tmp_path: Path, database_url: str, others: Others) -> AsyncIterator[Arriving]:
    settings = rehearsal(tmp_path, **tables(others, "wechat"))
    others.want("wechat", now=MONDAY)
    async with running(settings, database_url) as app, client_of(app) as http:
        yield Arriving(http, app.state.kit, others)


@pytest.fixture
async def other_worker(serving: Arriving, database_url: str) -> AsyncIterator[Kit]:
    """With connections of its own, and the same keyring."""
    kit = make_kit(serving.kit.settings, database_url)
    await kit.database.open()
    yield kit
    await kit.database.close()


async def test_workers_share_a_token_that_ends(
    serving: Arriving, other_worker: Kit, others: Others
) -> None:
    """One is fetched for all, kept sealed, and renewed before its end or when it was refused."""
    kits = (serving.kit, other_worker)

    async def take(ended: str = "", kit: Kit = serving.kit) -> str:
        async def use(token: str) -> str:
            if token == ended:
                raise Trouble("wechat", "expired", "40001")
            return token

        fetch = lambda: wechat.fetch_token(kit.settings.wechat)  # noqa: E731
        return await with_token(kit, "wechat-app", fetch, use)

    first = set(await asyncio.gather(*(take(kit=kits[n % 2]) for n in range(16))))
    assert len(first) == 1
    assert len(others.asked("wechat")) == 1
    async with serving.kit.database.reading() as db:
        sealed = await db.fetchval("SELECT access FROM shared_tokens")
    assert first.pop().encode() not in sealed
    await pass_time(serving.http, 7200 - 299)
    others.want("wechat", now=MONDAY + 7200 - 299)
    renewed = await take()
    others.want("wechat", now=MONDAY + 2 * 7200)
    again = await take(ended=renewed)
    assert len({renewed, again}) == 2
    assert len(others.asked("wechat")) == 3


async def test_a_renewal_that_fails_fails_for_all_who_wait_and_not_for_the_next(
    serving: Arriving, others: Others
) -> None:
    """Of ten who ask at once WeChat is asked once: it may be silent for seconds."""
    kit = serving.kit

    async def use(token: str) -> str:
        return token

    async def take() -> str:
        return await with_token(
            kit, "wechat-app", lambda: wechat.fetch_token(kit.settings.wechat), use
        )

    others.want("wechat", mode="down")
    failed = await asyncio.gather(*(take() for _ in range(10)), return_exceptions=True)
    assert {str(one) for one in failed} == {"wechat broken 503"}
    others.want("wechat", mode="")
    assert (await take()).startswith("token-")


@pytest.mark.parametrize("desktop", [False, True])
async def test_who_comes_by_wechat_is_the_same_account_next_time(
    serving: Arriving, desktop: bool
) -> None:
    first = await serving.sign_in("anna", desktop=desktop)
    assert (first["state"], first["phone"]) == ("open", "")
    again = await serving.sign_in("anna", desktop=not desktop)
    assert again["state"] == "open"
    assert await serving.accounts() == 1
    other = await serving.sign_in("anna", vault=7)
    assert (other["state"], other["opens_in_days"]) == ("waiting", 7)
    await serving.sign_in("ben", vault=8)
    assert await serving.accounts() == 2


async def test_nothing_of_wechat_is_kept(serving: Arriving) -> None:
    from tests.test_silence import everything_kept

    await serving.sign_in("anna")
    async with serving.kit.database.reading() as db:
        kept = await everything_kept(db)
    assert kept
    for word in (b"anna", b"u-anna", b"o-wxinside-anna"):
        assert not any(word in value for value in kept)


async def test_only_the_browser_that_began_can_come_back(serving: Arriving) -> None:
    """A link to `/arrived/wechat?code=…` of somebody else signs nobody in."""
    code, state, cookie = await serving.begin("anna", desktop=False)
    for wrong in ("", "a" * 43):
        refused = await serving.arrive(code, state, wrong)
        assert (refused.status_code, problem(refused)) == (403, "wrong-state")
    assert problem(await serving.arrive(code, "d" + state[1:], cookie)) == "wrong-state"
    assert (await serving.arrive(code, state, cookie)).status_code == 201
    assert problem(await serving.arrive(code, state, cookie)) == "wrong-arrival"


async def test_a_ticket_works_for_ten_minutes(serving: Arriving) -> None:
    ticket = (await serving.come("anna"))["ticket"]
    await pass_time(serving.http, 599)
    assert (await serving.enter(ticket)).status_code == 201
    await pass_time(serving.http, 1)
    assert problem(await serving.enter(ticket)) == "wrong-arrival"
    assert problem(await serving.enter(ticket[:-1] + "A")) == "wrong-arrival"


async def test_a_ticket_works_once(serving: Arriving) -> None:
    """For entering and for binding, after midnight too; what was refused used nothing up."""
    await pass_time(serving.http, 86_400 - 300)
    serving.others.want("wechat", now=MONDAY + 86_400 - 300)
    ticket = (await serving.come("anna"))["ticket"]
    entered = await serving.enter(ticket)
    anna = signed_in(serving.http, entered.json()["session"])
    await pass_time(serving.http, 400)
    assert problem(await serving.enter(ticket)) == "wrong-arrival"
    assert (
        problem(await anna.put("/v1/account/arrival", json={"ticket": ticket})) == "wrong-arrival"
    )
    serving.others.want("wechat", now=MONDAY + 86_400 + 100)
    await serving.sign_in("ben", vault=8)
    refused = {"ticket": (await serving.come("ben"))["ticket"]}
    for _ in range(2):
        answer = await anna.put("/v1/account/arrival", json=refused)
        assert problem(answer) == "arrival-in-use"
    assert (await serving.enter(refused["ticket"], 8)).status_code == 201


@pytest.mark.parametrize("wants", [{"mode": "down"}, {"code": 40125}, {"code": 45011}])
async def test_wechat_out_of_order_loses_nothing(
    serving: Arriving, others: Others, wants: dict[str, Any]
) -> None:
    code, state, cookie = await serving.begin("anna", desktop=False)
    others.want("wechat", **wants)
    answer = await serving.arrive(code, state, cookie)
    assert (answer.status_code, problem(answer)) == (503, "elsewhere-silent")
    assert answer.headers["retry-after"] == "60"
    if "mode" in wants:
        others.want("wechat", mode="")
        assert (await serving.arrive(code, state, cookie)).status_code == 201


async def test_a_number_is_bound_later_and_wechat_to_a_number(serving: Arriving) -> None:
    anna = signed_in(serving.http, (await serving.sign_in("anna"))["session"])
    assert problem(await anna.delete("/v1/account/arrivals")) == "last-way"
    body = {"phone": number(1), "code": "246810"}
    assert (await anna.put("/v1/account/number", json=body)).json() == {"phone": number(1)}
    assert (await anna.delete("/v1/account/arrivals")).status_code == 204
    assert (await serving.sign_in("anna", vault=9))["state"] == "open"  # a new account
    ticket = {"ticket": (await serving.come("anna"))["ticket"]}
    refused = await anna.put("/v1/account/arrival", json=ticket)
    assert (refused.status_code, problem(refused)) == (409, "arrival-in-use")
    ticket = {"ticket": (await serving.come("ben"))["ticket"]}
    assert (await anna.put("/v1/account/arrival", json=ticket)).status_code == 200
    assert (await serving.sign_in("ben"))["state"] == "open"
    assert await serving.accounts() == 2


async def test_a_mini_program_signs_in_by_the_number_that_wechat_checked(
    serving: Arriving,
) -> None:
    body = serving.body(code=f"number:{number(1)}", proof=None)
    answer = await serving.http.post("/v1/mini/sessions", json=body)
    assert (answer.status_code, answer.json()["phone"]) == (201, number(1))
    assert problem(await serving.http.post("/v1/mini/sessions", json=body)) == "wrong-arrival"
    arrived = await serving.http.post("/v1/mini/arrivals", json={"code": "login:anna"})
    assert (await serving.enter(arrived.json()["ticket"])).json()["state"] == "open"
    assert (await serving.come("anna"))["who"] == arrived.json()["who"]


async def test_where_it_is_not_offered_there_is_no_such_thing(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/v1/place")).json()["elsewhere"] == []
    for path in ("wechat", "wecom", "weibo"):
        answer = await http.post(f"/v1/elsewhere/{path}/starts", json={"desktop": False})
        assert (answer.status_code, problem(answer)) == (404, "not-found")


async def test_the_address_asks_for_no_more_than_an_id(serving: Arriving) -> None:
    for desktop, scope in ((False, "snsapi_userinfo"), (True, "snsapi_login")):
        address = await serving.start(desktop)
        query = parse_qs(urlsplit(address[0]).query)
        assert query["scope"] == [scope]
        assert query["redirect_uri"] == ["http://127.0.0.1:8000/arrived/wechat"]
        assert query["state"][0].isalnum()
    asked = {call["action"] for call in serving.others.asked("wechat")}
    assert "sns/userinfo" not in asked
