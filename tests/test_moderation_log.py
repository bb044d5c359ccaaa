"""The public log names nothing; the rules have a version; help is the operator's to change."""

import json
from hashlib import sha256
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as some

from mimi.kit.kit import Kit
from mimi.rooms.moderation import policy
from mimi.rooms.moderation.log import LATE, TOGETHER, Answered, Removal, months, stretches
from mimi.rooms.moderation.policy import GRAVITY, Told
from mimi.rooms.rumours.crowds import CROWD
from tests.conftest import client_of, fresh_database, rehearsal, running

TODAY = 20_800
DECIDE = """
    INSERT INTO decisions VALUES ($1, $2, $3, 'bullying', 1, 'Ann', $4, true)
"""
REMOVALS = some.builds(
    Removal,
    some.integers(TODAY - 60, TODAY),
    some.sampled_from(sorted(GRAVITY)),
    some.sampled_from(["none", "refused", "upheld"]),
)


RECORDS = [(0, 0), (1, 0), (5, 0), (0, 1), (0, 3), (2, 3), (9, 3)]
REPORTS = some.lists(
    some.builds(Told, some.sampled_from(sorted(GRAVITY)), some.sampled_from([0, 25, 50, 75])),
    max_size=8,
)


@given(some.lists(REMOVALS, max_size=60))
def test_no_line_of_the_log_stands_alone_or_is_of_this_week(removals: list[Removal]) -> None:
    found = stretches(removals, TODAY)
    assert all(len(stretch.removals) >= TOGETHER for stretch in found)
    assert all(stretch.last <= TODAY - LATE for stretch in found)
    assert all(list(stretch.removals) == sorted(stretch.removals) for stretch in found)
    days = [day for stretch in found for day in (stretch.first, stretch.last)]
    assert days == sorted(days)
    due = [one for one in removals if one.day <= TODAY - LATE]
    assert len(due) - sum(len(stretch.removals) for stretch in found) < TOGETHER


@given(some.lists(REMOVALS, max_size=40), some.lists(REMOVALS, max_size=40))
def test_what_the_log_has_said_it_does_not_unsay(old: list[Removal], new: list[Removal]) -> None:
    """What is removed later is removed on a later day, so no stretch of before is cut anew."""
    later = [one._replace(day=max(one.day, TODAY - LATE + 1)) for one in new]
    said = stretches(old, TODAY)
    assert stretches([*old, *later], TODAY + 90)[: len(said)] == said


def test_figures_are_of_months_that_are_over_and_in_buckets() -> None:
    november, december = 20_765, 20_790  # days
    decided = [(november, "removed")] * 7 + [(november, "kept")] * 4 + [(december, "removed")] * 9
    [month] = months(decided, [], december)  # pyright: ignore[reportArgumentType]
    assert (month.month, month.removed, month.stays, month.kept) == ("2026-11", 5, 0, 0)
    assert (month.wrongly_harmful, month.wrongly_harmless) == (None, None)


def test_error_rates_of_jurors_are_coarse_late_and_of_enough_answers() -> None:
    answered = [
        Answered("2026-11", breaks=True, asked=41, correct=35),
        Answered("2026-11", breaks=False, asked=19, correct=1),
        Answered("2026-12", breaks=True, asked=50, correct=0),
    ]
    [month] = months([], answered, 20_790)
    assert (month.month, month.wrongly_harmless, month.wrongly_harmful) == ("2026-11", 15, None)


async def test_the_log_is_everybodys_and_says_what_an_appeal_changed(
    kit: Kit, http: httpx2.AsyncClient
) -> None:
    async with kit.database.transaction() as db:
        for case in range(5):
            name = f"00000000-0000-0000-0000-00000000000{case}"
            await db.execute(DECIDE, name, 0, "removed", kit.day() - 8)
        await db.execute(DECIDE, "00000000-0000-0000-0000-000000000000", 1, "kept", kit.day() - 2)
    told = (await http.get("/v1/log")).json()
    [stretch] = told["removals"]
    assert [one["appeal"] for one in stretch["removals"]] == ["none"] * 4 + ["upheld"]
    assert b"Ann" not in (await http.get("/v1/log")).content


def test_whoever_changes_a_rule_gives_the_rules_a_new_version() -> None:
    """P12: a hold says by which rules it was made."""
    rules = [
        policy.GRAVITY,
        sorted(policy.STRONG),
        *(policy.FRESH, policy.VOTES, policy.MUTED, policy.FLOOD, CROWD),
        *(policy.weight(*record, seated=seated) for record in RECORDS for seated in (True, False)),
        *(policy.votes_of([Told("spam", weight)] * 9) for weight in (0, 25, 50, 75)),
        *(policy.strength([Told(reason, 25)], {"named"}) for reason in ("spam", "self-harm")),
        policy.strength([Told("nudity", 50)], (), {"nudity"}),
    ]
    digest = sha256(json.dumps(rules).encode()).hexdigest()[:16]
    assert (policy.VERSION, digest) == (4, "30c1f81854b23e9c")


@given(REPORTS, REPORTS, some.sets(some.sampled_from(sorted(GRAVITY))))
def test_more_reports_never_hold_less(few: list[Told], more: list[Told], seen: set[str]) -> None:
    order = [None, "stays", "hidden"]
    held = [order.index(policy.strength(told, seen)) for told in (few, [*few, *more])]  # pyright: ignore[reportArgumentType]
    assert held == sorted(held)


@given(REPORTS)
def test_votes_hide_no_cry_for_help(reports: list[Told]) -> None:
    assert policy.strength(reports, {"self-harm"}) != "hidden"


async def test_help_is_the_operators_to_change(postgres: str, tmp_path: Path) -> None:
    lines = {"NL": {"line": "113", "danger": "112"}}
    (tmp_path / "helplines.json").write_text(json.dumps(lines))
    settings = rehearsal(tmp_path / "data", texts=str(tmp_path))
    async with (
        fresh_database(postgres) as url,
        running(settings, url) as app,
        client_of(app) as http,
    ):
        assert (await http.get("/v1/help")).json() == {"lines": lines}


async def test_help_is_there_from_the_start(http: httpx2.AsyncClient) -> None:
    lines = (await http.get("/v1/help")).json()["lines"]
    assert lines["CN"]["line"] == "12356"


@pytest.mark.parametrize(("language", "words"), [("en", "The rules"), ("zh", "规则")])
async def test_the_rules_are_a_page(http: httpx2.AsyncClient, language: str, words: str) -> None:
    page = await http.get("/rules", params={"language": language})
    assert page.status_code == 200
    assert words in page.text
