"""The server starts, says what it is, and its manual clock moves."""

import httpx2

from tests.conftest import MONDAY, problem


async def test_place_is_the_same_for_everybody(http: httpx2.AsyncClient) -> None:
    place = (await http.get("/v1/place")).json()
    assert place["at_least"] == 12
    assert place["rehearsal"] is True
    assert place["now"] == MONDAY


async def test_the_clock_moves_when_told(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/v1/clock", json={"seconds": 60})
    assert answer.json() == {"now": MONDAY + 60}


async def test_a_mistyped_request_is_a_problem(http: httpx2.AsyncClient) -> None:
    answer = await http.post("/v1/clock", json={"seconds": "soon"})
    assert answer.status_code == 400
    assert problem(answer) == "invalid-request"
