"""Who may ask for what: every route that is documented, asked by eight kinds of people.

The document says which session a route wants; whoever has none of that kind gets one and the same
refusal. Where no session is wanted a session changes nothing.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import httpx2
import pytest
from litestar import Litestar

from mimi.kit import base64url, edge
from tests.asking import DESCRIPTION
from tests.classroom import DAY, editions_pass, newcomer, pass_time
from tests.conftest import client_of, fresh_database, rehearsal, running
from tests.staff import enrolled
from tests.village import SETTINGS, founded

ENDED, NEW = 91, 200  # numbers of newcomers
MEMBERS = {"lonely", "member", "cookie"}
LET_IN = {"account": MEMBERS, "console": {"moderator"}, "either": MEMBERS, "none": set[str]()}
BEARERS = ("forged", "ended", "waiting", "lonely", "member", "moderator")
# For somebody who lost a device and came with another: it waits, and may show the words or a PIN.
WAITING_TOO = ("/v1/vault", "/v1/vault/opening", "/v1/vault/pin/attempts")
ENDS = ("/v1/account", "/v1/session", "/v1/sessions", "/v1/circle/leaving")
STREAM = "/v1/chimes"  # has no end for who is let in
CHALLENGES = "/v1/console/challenges"  # another one each time


class Route(NamedTuple):
    method: str
    path: str
    kind: str  # whose session it wants: account, console, either (it may be nobody's), none


def kind_of(security: list[dict[str, Any]] | None) -> str:
    if security is None:
        return "none"
    if {} in security:
        return "either"
    return "console" if {"console": []} in security else "account"


def routes() -> Iterator[Route]:
    for path, methods in json.loads(DESCRIPTION.read_text())["paths"].items():
        for method, route in methods.items():
            yield Route(method.upper(), path, kind_of(route.get("security")))


ROUTES = list(routes())
ENDING = [one for one in ROUTES if one.path in ENDS and one.kind == "account"]
SIGNED = [
    one
    for one in ROUTES
    if one.kind in {"account", "console"} and one not in ENDING and one.path != STREAM
]


STEADY = [one for one in ROUTES if one.path not in {CHALLENGES, "/v1/console/session"}]


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


class Place(NamedTuple):
    http: httpx2.AsyncClient
    roles: dict[str, dict[str, str]]  # by the header that says who asks
    secret: str  # that the member sees, and whoever is lonely does not
    gone: str  # taken back by its author

    async def ask(self, route: Route, headers: dict[str, str]) -> tuple[int, str, bytes]:
        path = route.path.replace("{secret}", self.secret)
        path = re.sub(r"\{\w+\}", str(UUID(int=7)), path)
        content = b"{}" if route.method in {"POST", "PUT"} else None
        kind = {"Content-Type": edge.OTHERS.get(path, "application/json")} if content else {}
        headers = {**kind, **headers}
        answer = await self.http.request(route.method, path, headers=headers, content=content)
        return answer.status_code, str(sorted(answer.headers.items())), answer.content

    async def sees(self, secret: str, who: str) -> bool:
        answer = await self.http.get(f"/v1/secrets/{secret}", headers=self.roles[who])
        return answer.status_code == 200

    async def reported(self, secret: str, who: str) -> tuple[int, bytes]:
        body = {"secret": secret, "reason": "other"}
        answer = await self.http.post("/v1/reports", json=body, headers=self.roles[who])
        return answer.status_code, answer.content


@pytest.fixture(scope="module")
async def app(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Litestar]:
    settings = rehearsal(tmp_path_factory.mktemp("roles"), **SETTINGS)
    async with fresh_database(postgres) as url, running(settings, url) as app:
        yield app


@pytest.fixture(scope="module")
async def place(app: Litestar) -> AsyncIterator[Place]:
    async with client_of(app) as http:
        village = await founded(http)
        ended = await newcomer(http, ENDED)
        of_old = ended.session
        await ended.sign_out()
        gone = await village.member.tell("I should not have told this.")
        await editions_pass(http)
        await village.member.remove_secret(gone)
        await pass_time(http, DAY)
        staff = await enrolled(app.state.kit, http, "Ann")
        bearers = {
            "forged": base64url.encode(bytes(32)),
            "ended": of_old,
            "moderator": staff.session,
        }
        roles = {name: {"Authorization": f"Bearer {one}"} for name, one in bearers.items()}
        known = ("nobody", "waiting", "lonely", "member", "cookie")
        roles |= {name: village.headers(name) for name in known}
        yield Place(http, roles, village.secrets[0], str(gone))


def test_every_route_is_asked() -> None:
    assert len(ROUTES) > 80
    assert {route.kind for route in ROUTES} == {"account", "console", "either", "none"}
    assert len(ENDING) == len(ENDS)


@pytest.mark.parametrize("route", STEADY, ids=named)
async def test_who_is_refused_is_refused_alike(place: Place, route: Route) -> None:
    """A moderator where members are asked for, a member at the console; and where no session is
    wanted, whose it is makes no difference."""
    alike = [who for who in BEARERS if who not in LET_IN[route.kind] and who != "waiting"]
    alike += [] if route.kind == "none" else ["nobody"]  # there it is let in, and others are not
    answers = {who: await place.ask(route, place.roles[who]) for who in alike}
    assert len(set(answers.values())) == 1, answers
    if route.kind in {"account", "console"}:
        assert answers["nobody"][0] == 401
    if route.kind == "console":
        assert (await place.ask(route, place.roles["cookie"]))[0] == 400


@pytest.mark.parametrize("route", SIGNED, ids=named)
async def test_who_is_let_in_is_let_in(place: Place, route: Route) -> None:
    for who in sorted(LET_IN[route.kind]):
        status, _, _ = await place.ask(route, place.roles[who])
        assert status not in {401, 403, 500}, who
    if route.kind == "account" and route.path not in WAITING_TOO:
        status, _, body = await place.ask(route, place.roles["waiting"])
        assert (status, json.loads(body)["type"]) == (401, "/problems/waiting")


@pytest.mark.parametrize("route", ENDING, ids=named)
async def test_what_ends_something_ends_it_for_who_asks(place: Place, route: Route) -> None:
    """For somebody new each time; who had a session before has it after."""
    somebody = await newcomer(place.http, NEW + ENDING.index(route))
    status, _, _ = await place.ask(route, {"Authorization": f"Bearer {somebody.session}"})
    assert status == 204
    for who in LET_IN["account"]:
        answer = await place.http.get("/v1/gate", headers=place.roles[who])
        assert answer.status_code == 200


NEVER = str(UUID(int=7))
OF_ONE = [one for one in ROUTES if "{secret}" in one.path]


@pytest.mark.parametrize("who", ["nobody", "waiting", "lonely", "member", "cookie"])
async def test_what_is_not_to_be_seen_never_was(place: Place, who: str) -> None:
    """Taken back, or of a circle that one does not see. Protects an author from whoever kept an
    id, and a circle from whoever was handed one."""
    unseen = [place.gone] if who in {"member", "cookie"} else [place.gone, place.secret]
    assert (place.secret in unseen) != (await place.sees(place.secret, who))
    for route in OF_ONE:
        never = await place._replace(secret=NEVER).ask(route, place.roles[who])
        assert never[0] in {401, 404}
        for secret in unseen:
            assert await place._replace(secret=secret).ask(route, place.roles[who]) == never
    assert await place.reported(NEVER, who) == await place.reported(place.gone, who)
