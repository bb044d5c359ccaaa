"""What is hardly HTTP is refused or left unanswered, and the server goes on: bad/wire.toml."""

import re
import tomllib
from base64 import b64decode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest

from tests.badly import FOLDER
from tests.browser import Served, served
from tests.conftest import fresh_database

CASES = tomllib.loads((FOLDER / "wire.toml").read_text())
STATUS = re.compile(rb"HTTP/1\.[01] (?!100)(\d{3}) ")


@pytest.fixture(scope="module")
async def server(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    data = tmp_path_factory.mktemp("wire")
    async with fresh_database(postgres) as url, served(data, url) as server:
        yield server


def content(case: dict[str, Any]) -> bytes:
    head = b64decode(case["base64"]) if "base64" in case else case["raw"].encode()
    repeated = case.get("repeat", "").encode() * case.get("times", 0)
    return head + repeated + case.get("tail", "").encode()


async def answered(url: str, request: bytes, ends: bool) -> str:
    """The status of the first answer, or "closed"."""
    where = urlsplit(url)
    answer = b""
    async with await anyio.connect_tcp(where.hostname or "", where.port or 0) as wire:
        try:
            await wire.send(request)
            if ends:
                await wire.send_eof()
            while not STATUS.search(answer):
                answer += await wire.receive()
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            pass
    found = STATUS.search(answer)
    return found[1].decode() if found else "closed"


@pytest.mark.parametrize("name", CASES)
async def test_the_server_answers_it_and_goes_on(server: Served, name: str) -> None:
    with anyio.fail_after(60):
        status = await answered(server.url, content(CASES[name]), CASES[name].get("ends", False))
    assert status == CASES[name]["answer"]
    assert (await server.http.get("/v1/place")).status_code == 200
