"""The operator's texts, and the question of age."""

from pathlib import Path

import httpx2
import pytest
from opencc import OpenCC

from mimi import texts
from mimi.rooms.accounts.actions import FORMER_DAYS, SESSION_DAYS
from mimi.rooms.accounts.visits import SEEN_DAYS
from mimi.rooms.contacts.tags import UNMATCHED_DAYS
from mimi.settings import SettingsError, check
from mimi.settings_tables import DAY, HOUR
from tests.conftest import client_of, problem, rehearsal, running
from tests.people import number, proof, sign_in_body, vault

KINDS = ("terms", "privacy")


def adapted(
    folder: Path, text: str = "# Title\n\nRun by Ann, see [here](https://a.example).\n"
) -> Path:
    for kind in KINDS:
        for language in ("en", "zh"):
            (folder / f"{kind}.{language}.md").write_text(text)
    return folder


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "line"), [("en", "not adapted"), ("zh", "还没有改写")])
async def test_the_drafts_are_shown_here_as_drafts(
    http: httpx2.AsyncClient, kind: str, language: str, line: str
) -> None:
    answer = await http.get(f"/{kind}?language={language}")
    assert answer.status_code == 200
    assert line in answer.text
    assert f'lang="{"zh-Hans" if language == "zh" else language}"' in answer.text
    assert texts.NOTE not in answer.text
    assert "<table>" in answer.text or kind == "terms"
    assert "text/html" in answer.headers["content-type"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]


async def test_the_browser_chooses_the_language(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/privacy", headers={"accept-language": "zh-TW,en;q=0.5"})
    assert 'lang="zh-Hant"' in answer.text
    assert texts.NOTE in answer.text
    assert "營運者還沒有改寫這份文本" in answer.text
    again = OpenCC("s2tw").convert(answer.text).replace("臺", "台")
    assert again == answer.text, "simplified characters are left"


async def test_an_adapted_text_is_shown_without_the_line(database_url: str, tmp_path: Path) -> None:
    settings = rehearsal(tmp_path, texts=str(adapted(tmp_path)))
    async with running(settings, database_url) as app, client_of(app) as http:
        page = (await http.get("/terms?language=zh")).text
        assert "Run by Ann" in page
        assert "<title>Title</title>" in page
        assert "还没有" not in page


def test_a_draft_is_shown_to_no_stranger(tmp_path: Path) -> None:
    public = {"public_url": "https://mimi.example"}
    assert texts.complete(check({}))
    assert not texts.complete(check(public))
    assert texts.complete(check(public | {"texts": str(adapted(tmp_path))}))


async def test_there_is_nothing_to_link_without_texts(database_url: str, tmp_path: Path) -> None:
    settings = rehearsal(tmp_path, texts=str(tmp_path / "nowhere"))
    async with running(settings, database_url) as app, client_of(app) as http:
        assert (await http.get("/v1/place")).json()["texts"] is False
        assert problem(await http.get("/terms")) == "not-found"
        assert (await http.get("/rules")).status_code == 200
        assert (await http.get("/promises")).status_code == 200
        assert (await http.get("/v1/help")).json()["lines"]["CN"]


async def test_one_language_serves_both(database_url: str, tmp_path: Path) -> None:
    folder = adapted(tmp_path)
    for kind in KINDS:
        (folder / f"{kind}.zh.md").unlink()
    settings = rehearsal(tmp_path, texts=str(tmp_path))
    async with running(settings, database_url) as app, client_of(app) as http:
        assert 'lang="en"' in (await http.get("/terms?language=zh")).text
        assert (await http.get("/v1/place")).json()["texts"] is True


async def test_markup_in_a_text_stays_text(database_url: str, tmp_path: Path) -> None:
    folder = adapted(tmp_path, "# A <b>\n\n<script>alert(1)</script>\n")
    settings = rehearsal(tmp_path, texts=str(folder))
    async with running(settings, database_url) as app, client_of(app) as http:
        page = (await http.get("/terms")).text
        assert "<script>" not in page
        assert "<b>" not in page


async def test_age_is_asked_of_everybody_alike(database_url: str, tmp_path: Path) -> None:
    settings = rehearsal(tmp_path, least_age=16)
    async with running(settings, database_url) as app, client_of(app) as http:
        assert (await http.get("/v1/place")).json()["least_age"] == 16
        known, new = (
            sign_in_body(number(index), vault(index), proof=proof(vault(index), number(index)))
            for index in (1, 2)
        )
        yes = await http.post("/v1/sessions", json={**known, "old_enough": True})
        assert yes.status_code == 201
        for body in (known, new, {**known, "code": "000000"}, {**known, "old_enough": False}):
            answer = await http.post("/v1/sessions", json=body)
            assert problem(answer) == "age-not-confirmed"
            assert answer.status_code == 403
        assert (await http.post("/v1/sessions", json={**new, "old_enough": True})).is_success


async def test_nobody_is_asked_by_default(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/v1/place")).json()["least_age"] == 0
    assert (await http.post("/v1/sessions", json=sign_in_body(number(1), vault(1)))).is_success


@pytest.mark.parametrize("age", [-1, 100, "adult"])
def test_an_age_is_a_number_of_years(age: object) -> None:
    with pytest.raises(SettingsError):
        check({"least_age": age})


def test_the_drafts_say_how_long_things_are_kept() -> None:
    """Whoever changes one of these changes the texts too."""
    settings = check({})
    rhythm, post = settings.rhythm, settings.rhythm.post_tokens // DAY
    days = {
        FORMER_DAYS,
        UNMATCHED_DAYS,
        SESSION_DAYS + SEEN_DAYS,
        SEEN_DAYS,
        rhythm.secret_life // DAY,
        3 * post,  # fetched an epoch ahead, kept for one more
        2 * post,
        2 * rhythm.comment_tokens // DAY,
    }
    for language, day, hours, minutes in (
        ("en", "days", "hours", "minutes"),
        ("zh", "天", "小时", "分钟"),
    ):
        text = Path(f"docs/privacy.{language}.md").read_text()
        assert [one for one in days if f"{one} {day}" not in text] == []
        assert f"{settings.caps.code_minutes} {minutes}" in text
        assert f"{3 * rhythm.edition // HOUR} {hours}" in text
