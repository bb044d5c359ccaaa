"""What is promised, to members and to engineers, against the code, the tests, the attacks."""

import ast
import re
from pathlib import Path

import httpx2
import pytest
from opencc import OpenCC

from attacks.every import names
from mimi import texts
from mimi.anonymity import buckets, core, editions
from mimi.settings import check
from mimi.settings_tables import DAY, HOUR
from tests.conftest import client_of, rehearsal, running

MINUTE = 60
LANGUAGES = ("en", "zh")
MODEL = Path("docs/threat-model.md")
PROMISES = range(1, 13)
NAMED = re.compile(r"`((?:mimi|tests)/[\w/]+\.py)::(\w+)`")
TEST = re.compile(r"`(test_\w+)`")
FIGURE = re.compile(r"([a-z][a-z\- ]+) ≤ (\.\d+)")


def text(language: str) -> str:
    return Path(f"docs/promises.{language}.md").read_text()


def rows() -> list[list[str]]:
    """Of promises: number, promise, functions, tests, attacks, figure, what is not promised."""
    lines = [line for line in MODEL.read_text().splitlines() if re.match(r"\| P\d+ \|", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def functions(file: str | Path) -> set[str]:
    tree = ast.parse(Path(file).read_text())
    return {
        one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def measured() -> dict[str, list[float]]:
    """By the name of the attack, how often it was right, as docs/attacks.md has it."""
    found: dict[str, list[float]] = {}
    for line in Path("docs/attacks.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 5 and re.match(r"[.\d]", cells[2]):
            found[cells[0].lower()] = [float(one) for one in re.findall(r"\d*\.\d+", cells[2])]
    return found


def test_every_promise_names_a_function_a_test_and_what_is_not_promised() -> None:
    assert [row[0] for row in rows()] == [f"P{number}" for number in PROMISES]
    for _, promise, kept_by, tests, attacks, figure, otherwise in rows():
        assert promise and attacks and figure and otherwise
        assert NAMED.search(kept_by)
        assert all(file.startswith("tests/") for file, _ in NAMED.findall(tests))
        assert NAMED.search(tests)


def test_every_function_and_test_that_is_named_exists() -> None:
    for file, name in NAMED.findall(MODEL.read_text()):
        assert name in functions(file), f"{file} has no {name}"


def test_every_file_of_the_threat_model_exists() -> None:
    named = re.findall(r"`((?:tests|web/src|mimi)/[\w/.-]+\.\w+)`", MODEL.read_text())
    assert len(named) > 50
    assert [one for one in named if not Path(one).exists()] == []


def test_every_attack_that_is_named_is_run() -> None:
    every = set(names())
    for row in rows():
        assert set(re.findall(r"`([\w-]+)`", row[4])) <= every, row[0]
    for language in LANGUAGES:
        for line in text(language).splitlines():
            said = re.search(r"(?:Attacks?|攻击) ((?:`[\w-]+`(?:, | and |、|和| 和 )?)+)", line)
            if said:
                assert set(re.findall(r"`([\w-]+)`", said[1])) <= every, line
            assert said or not re.search(r"Attacks? `|攻击 `", line)


def test_no_attack_was_right_more_often_than_is_said() -> None:
    found, checked = measured(), 0
    for row in rows():
        for name, most in FIGURE.findall(row[5]):
            values = [
                one for attack, some in found.items() if name.strip() in attack for one in some
            ]
            assert values, f"docs/attacks.md has no line of “{name}”"
            assert max(values) <= float(most), name
            checked += 1
    assert checked >= 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_members_text_has_every_promise_and_its_proof(language: str) -> None:
    parts = re.split(r"^## ", text(language), flags=re.MULTILINE)[1:]
    numbered = [part for part in parts if part[0].isdigit()]
    assert [int(part.partition(".")[0]) for part in numbered] == list(PROMISES)
    every = {name for file in Path("tests").glob("test_*.py") for name in functions(file)}
    for part in numbered:
        assert part.count("**") == 6  # for you, proved by, not promised
        assert TEST.findall(part)
        assert [name for name in TEST.findall(part) if name not in every] == []
    assert len(parts) == len(numbered) + 1


def test_the_members_texts_name_the_same_proofs() -> None:
    english, chinese = (re.findall(r"`([\w-]+)`", text(language)) for language in LANGUAGES)
    assert english == chinese


@pytest.mark.parametrize(
    ("language", "days", "hours", "minutes"),
    [("en", "days", "hours", "minutes"), ("zh", "天", "小时", "分钟")],
)
def test_the_numbers_are_those_of_the_program(
    language: str, days: str, hours: str, minutes: str
) -> None:
    """Whoever changes one of these changes the texts too."""
    settings, said = check({}), text(language)
    rhythm = settings.rhythm
    assert f"{rhythm.edition // HOUR} {hours}" in said
    assert f"{rhythm.comments // MINUTE} {minutes}" in said
    assert f"{rhythm.secret_life // DAY} {days}" in said
    assert f"{core.AGE} {days}" in said
    assert (editions.AHEAD, core.FRIENDS, rhythm.counters, rhythm.night) == (3, 5, HOUR, DAY)
    assert re.search(rf"(below|不到) {buckets.FIRST}\b", said)
    assert re.search(rf"(of|在) {settings.circle.k} (people|个人里)", said)


@pytest.mark.parametrize(
    ("language", "line"), [("en", "At least {} people"), ("zh", "至少 {} 个人")]
)
async def test_the_page_says_the_number_of_this_server(
    database_url: str, tmp_path: Path, language: str, line: str
) -> None:
    """And is there whatever an operator has written or not."""
    folder = str(tmp_path / "nowhere")
    settings = rehearsal(tmp_path, texts=folder, circle={"k": 7, "friends_needed": 2})
    async with running(settings, database_url) as app, client_of(app) as http:
        page = await http.get("/promises", params={"language": language})
        assert page.status_code == 200
        assert line.format(7) in page.text
        assert "{" not in page.text
        assert "**" not in page.text  # beside Chinese marks Markdown is particular about bold
        assert "test_who_wrote_makes_no_difference" in page.text


async def test_who_reads_traditional_characters_is_promised_the_same(
    http: httpx2.AsyncClient,
) -> None:
    """Made of the simplified ones, with the same proofs; nobody is told to read something else."""
    simplified, traditional = [
        (await http.get("/promises", params={"language": language})).text
        for language in ("zh-Hans", "zh-Hant")
    ]
    assert 'lang="zh-Hant"' in traditional
    assert texts.NOTE not in traditional
    proofs = [re.findall(r"<code>(.*?)</code>", page) for page in (simplified, traditional)]
    assert proofs[0] == proofs[1]
    assert len(proofs[0]) > 40
    assert OpenCC("s2tw").convert(traditional).replace("臺", "台") == traditional, (
        "simplified characters are left"
    )
    assert "「設定 · 關於」" in traditional
