"""What torture counts, on tables that are made up here: a count that cannot fail shows nothing."""

from collections import Counter
from itertools import count
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import httpx2
import pytest

from torture.kills import until_calm
from torture.place import Place
from torture.promised import Promised
from torture.result import Result, rows, table

Tables = dict[str, dict[str, int]]


class Kept:
    """A place with these rows."""

    def __init__(self, secrets: dict[str, int], liked: dict[UUID, int]) -> None:
        self.secrets, self.liked = secrets, liked

    async def ask(self, sql: str) -> list[dict[str, object]]:
        if "reactions" in sql:
            return [{"secret": one, "times": times} for one, times in self.liked.items()]
        found = self.secrets if "secrets" in sql else {}
        return [{"text": text, "times": times} for text, times in found.items()]


def place(secrets: dict[str, int], liked: dict[UUID, int] | None = None) -> Place:
    return cast("Place", Kept(secrets, liked or {}))


ONE, TWO = UUID(int=1), UUID(int=2)


async def test_what_was_acknowledged_and_is_not_there_is_missing() -> None:
    promised = Promised(told={"a": ONE, "b": TWO}, liked={(0, ONE), (1, ONE)})
    kept = place({"a": 1}, {ONE: 1})
    assert await promised.missing(kept) == ["b", f"a like of {ONE}"]
    assert await promised.missing(place({"a": 1, "b": 1}, {ONE: 2})) == []


async def test_what_is_there_twice_or_was_never_sent_is_too_much() -> None:
    promised = Promised(told={"a": ONE, "b": TWO}, unsure={"c"})
    assert await promised.surplus(place({"a": 1, "b": 1, "c": 1})) == []
    assert await promised.surplus(place({"a": 2, "b": 1, "c": 2, "d": 1})) == ["a", "c", "d"]
    assert await promised.surplus(place({}, {ONE: 1})) == [f"a like of {ONE}"]


async def test_it_is_back_when_nothing_fails_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count(1)  # a hundredth of a second, each time somebody looks
    monkeypatch.setattr("torture.kills.time", SimpleNamespace(monotonic=lambda: next(ticks) / 100))
    monkeypatch.setattr("torture.kills.CALM", 0.2)
    answers = Counter[str]()

    async def ask() -> None:
        answers["asked"] += 1
        if answers["asked"] in {2, 6}:
            raise httpx2.ConnectError("refused")

    assert await until_calm(ask, 0) > 0
    assert answers["asked"] > 6


def test_a_bound_is_missed_above_it() -> None:
    found = [Result("lost", 1, 0), Result("told", 9, None), Result("back", 5.0, 5.0, "s")]
    assert [row["ok"] for row in rows(found)] == [False, True, True]
    assert "MISSED" in table(found).splitlines()[1]
