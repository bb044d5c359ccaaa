"""The edge: what other sites may send, and what every answer carries."""

import os
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from litestar import Litestar

from tests.conftest import client_of, problem, rehearsal, running
from tests.people import number, sign_in_body, vault

HERE = "http://127.0.0.1:8000"


def sign_in(http: httpx2.AsyncClient, **headers: str) -> Any:
    body = sign_in_body(number(1), vault(1), keep="cookie")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return http.post("/v1/sessions", json=body, headers=named)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://evil.example:8000", "host": "evil.example:8000"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site", "origin": HERE},
    ],
)
async def test_another_site_signs_nobody_in(
    http: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    answer = await sign_in(http, **headers)
    assert (answer.status_code, problem(answer)) == (403, "other-site")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": HERE, "sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {"origin": "http://localhost:8000", "host": "localhost:8000"},
        {"origin": "http://[::1]:8000", "host": "[::1]:8000"},
    ],
)
async def test_the_page_and_clients_that_are_no_browsers_sign_in(
    http: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    assert (await sign_in(http, **headers)).status_code == 201


async def test_a_server_behind_a_proxy_knows_itself_by_its_public_name(
    tmp_path: Path, database_url: str
) -> None:
    real: dict[str, Any] = {"clock": "system", "clock_start": 0, "seed": "", "fixed_code": ""}
    real |= {"public_url": "https://mimi.example", "rhythm": {"token_rest": 3600}}
    usual = {"codes_per_address": 30, "codes_per_server": 9, "codes_per_number": 5}
    usual |= {"reports_per_day": 9}
    real["caps"] = usual | {"codes_per_number_and_address": 5, "invites_per_day": 9}
    settings = rehearsal(tmp_path, **real)
    async with running(settings, database_url) as app, client_of(app) as http:
        public = await sign_in(http, origin="https://mimi.example", sec_fetch_site="same-origin")
        private = await sign_in(http, origin=HERE)
    assert problem(public) == "wrong-code"
    assert problem(private) == "other-site"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/sessions", "text/plain"),
        ("/v1/sessions", ""),
        ("/v1/sessions", "application/x-www-form-urlencoded"),
        ("/v1/sessions", "multipart/form-data; boundary=x"),
        ("/v1/secrets", "application/json"),
        ("/v1/secrets", "text/plain; boundary=x"),
    ],
)
async def test_a_body_says_what_it_is(http: httpx2.AsyncClient, path: str, kind: str) -> None:
    """A form of another site is one of these, and never JSON."""
    answer = await http.post(path, content=b"{}", headers={"content-type": kind})
    assert (answer.status_code, problem(answer)) == (415, "wrong-content-type")


@pytest.mark.parametrize("path", ["//v1/sessions", "/v1//sessions", "/v1/sessions/"])
async def test_no_other_spelling_of_a_path_is_let_through(
    http: httpx2.AsyncClient, path: str
) -> None:
    answer = await http.post(HERE + path, content=b"{}", headers={"content-type": "text/plain"})
    assert problem(answer) in {"wrong-content-type", "not-found", "method-not-allowed"}


async def test_json_may_name_its_characters(http: httpx2.AsyncClient) -> None:
    kind = {"content-type": "Application/JSON; charset=utf-8"}
    answer = await http.post("/v1/clock", content=b'{"seconds": 0}', headers=kind)
    assert answer.status_code == 200


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 50_000])
async def test_brackets_in_brackets_are_a_problem(http: httpx2.AsyncClient, body: bytes) -> None:
    kind = {"content-type": "application/json"}
    answer = await http.post("/v1/codes", content=body, headers=kind)
    assert (answer.status_code, problem(answer)) == (400, "invalid-request")


async def test_a_body_that_is_cut_off_is_a_problem(app: Litestar) -> None:
    """As Granian tells it: the client is gone before the announced end."""
    path = "/v1/codes"
    headers = [(b"content-type", b"application/json"), (b"content-length", b"500")]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode()}
    scope |= {"headers": headers, "query_string": b"", "scheme": "http", "root_path": ""}
    scope |= {"server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "http_version": "1.1"}
    told = iter([{"type": "http.request", "body": b"{", "more_body": True}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(told, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)  # pyright: ignore[reportArgumentType]
    assert sent[0]["status"] == 400
    assert b"cut off" in sent[1]["body"]


@pytest.mark.parametrize("name", ["%00", "a" * 5000, "..%2f..%2fpyproject.toml"])
async def test_a_name_that_no_file_has_is_not_found(http: httpx2.AsyncClient, name: str) -> None:
    answer = await http.get(f"/page/{name}")
    assert (answer.status_code, problem(answer)) == (404, "not-found")


@pytest.mark.parametrize("path", ["/v1/place", "/v1/gate", "/v1/nothing"])
async def test_nothing_of_the_api_is_kept_or_guessed(http: httpx2.AsyncClient, path: str) -> None:
    """Answers and problems alike."""
    headers = (await http.get(path)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


async def test_every_file_of_the_page_has_the_headers_of_the_page(
    tmp_path: Path, database_url: str
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "page.js").write_text("1")
    settings = rehearsal(tmp_path, page=str(tmp_path))
    async with running(settings, database_url) as app, client_of(app) as http:
        for path in ("/", "/i", "/s/1", "/page/index.html", "/page/page.js", "/page/none.js"):
            headers = (await http.get(path)).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
            assert "unsafe-inline" not in headers["content-security-policy"]
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "may"), [("/", "all"), ("/i", "noindex"), ("/s/x", "noindex"), ("/terms", "noindex")]
)
async def test_search_engines_may_know_the_landing_page_alone(
    http: httpx2.AsyncClient, path: str, may: str
) -> None:
    answer = await http.get(path)
    assert answer.headers["x-robots-tag"] == may
    assert 'name="robots"' not in answer.text


async def test_files_of_the_page_are_packed_and_answers_never(http: httpx2.AsyncClient) -> None:
    """The length of what is packed tells what is in it: of an answer, perhaps whose it is."""
    packed = {"accept-encoding": "gzip"}
    page = await http.get("/", headers=packed)
    script = await http.get(re.findall(r'src="(/page/[^"]+)"', page.text)[0], headers=packed)
    assert script.headers["content-encoding"] == page.headers["content-encoding"] == "gzip"
    for path in ("/v1/place", "/v1/session"):
        assert "content-encoding" not in (await http.get(path, headers=packed)).headers, path


async def test_a_file_of_the_page_is_known_again_by_what_is_in_it(
    tmp_path: Path, database_url: str
) -> None:
    """And comes as it was packed when it was built, to who takes that; the tag is of the file, so
    it is the same for everybody."""
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "assets/1.js"):
        (tmp_path / name).write_text("plain" * 200)
        (tmp_path / f"{name}.br").write_bytes(b"small")
    settings = rehearsal(tmp_path, page=str(tmp_path))
    async with running(settings, database_url) as app, client_of(app) as http:
        for path, kept in (("/", "no-cache"), ("/page/assets/1.js", "immutable")):
            plain = await http.get(path, headers={"accept-encoding": "deflate"})
            packed = await http.get(path, headers={"accept-encoding": "gzip, deflate, br"})
            head = {"accept-encoding": "br", "if-none-match": plain.headers["etag"]}
            again = await http.get(path, headers=head)
            assert plain.text == "plain" * 200
            assert packed.headers["content-encoding"] == "br"
            assert packed.headers["content-length"] == "5"
            assert packed.headers["content-type"] == plain.headers["content-type"]
            assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"
            assert (again.status_code, again.content) == (304, b"")
            assert {one.headers["etag"] for one in (plain, packed, again)} == {
                plain.headers["etag"]
            }
            assert kept in again.headers["cache-control"]
        (tmp_path / "index.html").write_text("other")  # and not packed again
        os.utime(tmp_path / "index.html.br", (1, 1))
        head = {"if-none-match": plain.headers["etag"], "accept-encoding": "br"}
        assert (await http.get("/", headers=head)).text == "other"
        looked = await http.head("/page/assets/1.js", headers={"accept-encoding": "br"})
        assert (looked.status_code, looked.content) == (200, b"")
