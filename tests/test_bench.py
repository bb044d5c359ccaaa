"""The verdicts of the bench, from figures that are made up here."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from bench import goals, growth
from bench.acts import Act, Clock
from mimi.client import Device

ACT = {"p50_ms": 2.0, "p99_ms": 9.0, "server_us": 900, "database_us": 90, "statements": 3}


def town(members: int, shelf: list[float], memory: int = 100) -> dict[str, Any]:
    rates = {
        "shelf": shelf,
        "pair": shelf,
        "plain": [80, 85],
        "bare": [100, 100],
        "pgbench": [200, 200],
    }
    return {
        "members": members,
        "rates": rates,
        "paced_p99_ms": 25.0,
        "telling_ratio": 1.0,
        "memory_mb": memory,
        "database_mb": members // 40,
        "restart_s": 2.0,
        "cold_s": 3.0,
        "epochs_s": [members / 1000, 1.0],
        "acts": {"like": ACT, "tell": ACT},
        "flat": {"page": 0.5, "like": 0.9, "tell": 0.7},
    }


def by_name(towns: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in goals.goals(towns)}


def test_a_ratio_is_of_rounds_and_missed_below_its_goal() -> None:
    found = by_name([town(10, [100, 300], memory=400)])
    assert found["page, from the shelf / pgbench, 10 members"]["ratio"] == 1.0
    assert found["page, from the shelf / pgbench, 10 members"]["ok"]
    assert not found["page, no shelf / bare handler, 10 members"]["ok"]
    assert not found["200 MB / memory of the server, 10 members"]["ok"]


def test_two_towns_say_what_grows() -> None:
    found = by_name([town(1_000, [300, 300]), town(10_000, [150, 150])])
    assert found["page, flat: the rate, 1,000 to 10,000 members"]["ratio"] == 0.5
    assert found["like, flat: the time, 1,000 to 10,000 members"]["ok"]
    assert not found["tell, flat: the time, 1,000 to 10,000 members"]["ok"]
    assert found["epoch, linear: the time a member, 1,000 to 10,000 members"]["ratio"] == 1.0


async def test_what_takes_longer_in_the_large_town_has_a_ratio_below_one() -> None:
    clock, nobody = Clock(), cast("Device", None)

    async def do(_: Device, card: dict[str, Any]) -> None:
        clock.took.append(("PUT /v1/secrets/1/like", card["seconds"]))

    pair = (nobody, {"seconds": 1.0}), (nobody, {"seconds": 2.0})
    assert await growth.ratio(Act("like", "PUT", do), [pair] * 3, clock) == 0.5


def test_what_fell_since_the_recorded_run_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(goals, "RECORDED", tmp_path / "recorded.json")
    monkeypatch.setattr(goals, "BUILD", tmp_path)
    goals.report([town(10, [300, 300])])
    assert "WORSE" not in capsys.readouterr().out
    (tmp_path / "bench.json").rename(tmp_path / "recorded.json")
    goals.report([town(10, [200, 200])])
    assert capsys.readouterr().out.count("WORSE than") == 3
    written = json.loads((tmp_path / "bench.json").read_text())["goals"]
    assert {"name", "ratio", "goal", "ok"} <= written[0].keys()
    assert "<svg" in (tmp_path / "bench.html").read_text()
