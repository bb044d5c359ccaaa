"""docs/api.md, run from top to bottom: Python, the command line and TypeScript, by three members.

What has to happen between two examples stands in the page as a comment, `<!-- then: … -->`; the
sections go through it side by side.
"""

import ast
import inspect
import os
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pytest

from mimi.client import Device
from tests.browser import Served, served
from tests.classroom import found, newcomer, number, pass_time, until_a_circle
from tests.conftest import CODE, fresh_database
from tests.test_job import picture

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/api.md").read_text()
STEP = re.compile(r"```(python|sh)\n(.*?)```|<!-- then: (.+?) -->", re.DOTALL)
HERE = "http://127.0.0.1:8000"
ANN, BO, CARA = 99, 98, 97  # by Python, by the command line, by TypeScript
CLASS = [*range(13), CARA]
ASKED = {"tell": "Nobody knows what I do with the crusts.", "comment": "Me too."}


@dataclass
class Reader:
    """Somebody who does what the page says, in its order."""

    server: Served
    home: Path
    names: dict[str, Any] = field(default_factory=dict[str, Any])
    others: dict[int, Device] = field(default_factory=dict[int, Device])
    secret: str = ""  # that was told by the command line
    said: list[str] = field(default_factory=list[str])

    async def do(self, language: str, code: str) -> None:
        code = code.replace(HERE, self.server.url)
        if language == "python":
            return await self.python(code)
        for line in code.splitlines():
            await self.command(shlex.split(line.replace("SECRET", self.secret)))
        return None

    async def python(self, code: str) -> None:
        compiled = compile(code, "docs/api.md", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        running = eval(compiled, self.names)  # noqa: S307 - our own page
        if inspect.isawaitable(running):
            await running

    async def command(self, words: list[str]) -> None:
        """`mimi` as it is installed, in a home of its own."""
        run = await anyio.run_process(
            [str(Path(sys.executable).parent / words[0]), *words[1:]],
            input=ASKED.get(words[1], "").encode() + b"\n",
            env={**os.environ, "HOME": str(self.home)},
            cwd=self.home,
            check=False,
        )
        assert run.returncode == 0, f"{words}: {run.stderr.decode()}"
        self.said.append(run.stdout.decode())
        if words[1] == "tell":
            self.secret = self.said[-1].strip()

    async def then(self, what: str) -> None:
        if what == "a circle":
            await self.a_circle()
        elif what == "rest":
            await pass_time(self.server.http, 3600)
        elif what == "editions":
            await self.server.editions()
        else:
            await pass_time(self.server.http, 300)

    async def a_circle(self) -> None:
        """The others are there too, and all know each other."""
        for index in CLASS:
            self.others[index] = await newcomer(self.server.http, index)
        for index, device in self.others.items():
            known = {*CLASS, ANN, BO} - {index}
            await device.upload_contacts([number(one) for one in sorted(known)])
        await until_a_circle(self.server.http, self.others[0])
        for device in self.others.values():
            await device.fetch_tokens()
        await self.server.editions()  # a circle publishes from an edition on


class Act(NamedTuple):
    examples: list[tuple[str, str]]
    then: str  # what happens after it


def acts(section: str) -> list[Act]:
    """The examples of a section, by what happens between them."""
    found: list[Act] = [Act([], "")]
    for language, code, then in STEP.findall(section):
        if then:
            found[-1:] = [found[-1]._replace(then=then), Act([], "")]
        else:
            found[-1].examples.append((language, code))
    return found


@pytest.fixture
async def server(postgres: str, tmp_path: Path) -> AsyncIterator[Served]:
    async with fresh_database(postgres) as url, served(tmp_path / "data", url) as server:
        yield server


def a_home(folder: Path) -> Path:
    folder.mkdir()
    (folder / "lamp.jpg").write_bytes(picture())
    (folder / "friends.txt").write_text("\n".join(number(one) for one in (*CLASS, ANN)))
    return folder


async def test_what_the_page_says_works(server: Served, tmp_path: Path) -> None:
    reader = Reader(server, a_home(tmp_path / "home"))
    python, shell = PAGE.split("## The command line\n")
    for ann, bo in zip_longest(acts(python), acts(shell), fillvalue=Act([], "")):
        assert bo.then in ("", ann.then)
        for example in (*ann.examples, *bo.examples):
            await reader.do(*example)
        if ann.then == "editions":
            await typescript(server, reader)
        if ann.then:
            await reader.then(ann.then)
    await reader.names["http"].aclose()
    reading = reader.others[0]
    for text in (ASKED["tell"], "Told in TypeScript."):
        assert await found(reading, text), text
    assert (await found(reading, ASKED["tell"]) or {})["photo"]
    assert [one["text"] for one in await reading.comments(reader.secret)] == [ASKED["comment"]]


async def typescript(server: Served, reader: Reader) -> None:
    cara = reader.others[CARA]
    seen = {"SERVER": server.url, "NUMBER": cara.number, "CODE": CODE}
    run = await anyio.run_process(
        ["npx", "vitest", "run", "--config", "client/vitest.config.ts"],
        env={**os.environ, **seen, "NO_COLOR": "1", "SEED": cara.vault.seed.hex()},
        cwd=ROOT / "web",
        check=False,
        stderr=subprocess.STDOUT,
    )
    assert run.returncode == 0, run.stdout.decode()
