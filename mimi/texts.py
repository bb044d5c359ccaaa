"""Terms, privacy text, rules and promises, as plain pages in the reader's language.

They are Markdown files that an operator adapts. What still has a [placeholder] is a draft: shown
with a line that says so where only this machine looks, and nowhere else. The promises are the
program's own: they are there without an operator's doing, with the numbers that hold here.
"""

import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

from litestar import MediaType, Request, Response, get
from litestar.params import FromQuery
from markdown_it import MarkdownIt

from mimi.kit.errors import NotFound
from mimi.kit.http import WithKit
from mimi.settings import Settings

Kind = Literal["terms", "privacy", "rules", "promises"]
Language = Literal["en", "zh"]
OWN = "docs"  # where the promises are when an operator's folder has none
TRADITIONAL = re.compile(r"zh-(hant|tw|hk|mo)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\[[^\]]+\](?!\()")
DRAFT: dict[Language, str] = {
    "en": "The operator has not adapted this text yet.",
    "zh": "运营者还没有改写这份文本。",
}
NOTE = '<p lang="zh-Hant"><small>這份文本只有簡體中文。</small></p>'
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<link rel="icon" href="/page/icon-192.png"><link rel="stylesheet" href="/page/texts.css"></head>
<body><main>{note}{draft}{body}</main></body></html>
"""


def complete(settings: Settings) -> bool:
    """Whether this server shows both texts, in one language at least."""
    return bool(_shown(settings, "terms", "en") and _shown(settings, "privacy", "en"))


@get("/terms", include_in_schema=False, sync_to_thread=False)
def terms(
    request: Request[Any, Any, Any], kit: WithKit, language: FromQuery[str | None] = None
) -> Response[str]:
    return _answer(kit.settings, "terms", _asked(request, language))


@get("/privacy", include_in_schema=False, sync_to_thread=False)
def privacy(
    request: Request[Any, Any, Any], kit: WithKit, language: FromQuery[str | None] = None
) -> Response[str]:
    return _answer(kit.settings, "privacy", _asked(request, language))


@get("/rules", include_in_schema=False, sync_to_thread=False)
def rules(
    request: Request[Any, Any, Any], kit: WithKit, language: FromQuery[str | None] = None
) -> Response[str]:
    return _answer(kit.settings, "rules", _asked(request, language))


@get("/promises", include_in_schema=False, sync_to_thread=False)
def promises(
    request: Request[Any, Any, Any], kit: WithKit, language: FromQuery[str | None] = None
) -> Response[str]:
    return _answer(kit.settings, "promises", _asked(request, language))


def _answer(settings: Settings, kind: Kind, asked: str) -> Response[str]:
    found = _shown(settings, kind, "zh" if asked.startswith("zh") else "en")
    if found is None:
        raise NotFound
    note = NOTE if TRADITIONAL.match(asked) and found[0] == "zh" else ""
    return Response(_page(*found, note), media_type=MediaType.HTML)


def _shown(settings: Settings, kind: Kind, language: Language) -> tuple[Language, str] | None:
    """The text in this language, or else in the other one, and in which it is."""
    other: Language = "zh" if language == "en" else "en"
    for one in (language, other):
        text = _promised(settings, one) if kind == "promises" else _read(settings.texts, kind, one)
        if text and (settings.on_loopback or not PLACEHOLDER.search(text)):
            return one, text
    return None


def _promised(settings: Settings, language: Language) -> str | None:
    """Said of the people of this server: on a small one fewer could have written it."""
    text = _read(settings.texts, "promises", language) or _read(OWN, "promises", language)
    circle = settings.circle
    return text and (
        text.replace("{k}", str(circle.k)).replace("{friends}", str(circle.friends_needed))
    )


@lru_cache(maxsize=64)
def _read(folder: str, kind: Kind, language: Language) -> str | None:
    """Read once: after a change the server is started again."""
    path = Path(folder) / f"{kind}.{language}.md"
    return path.read_text() if path.exists() else None


@lru_cache(maxsize=64)
def _page(language: Language, text: str, note: str) -> str:
    draft = f"<p><strong>{DRAFT[language]}</strong></p>" if PLACEHOLDER.search(text) else ""
    title = text.partition("\n")[0].lstrip("# ").strip()
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    tag = "zh-Hans" if language == "zh" else language
    return PAGE.format(language=tag, title=escape(title), note=note, draft=draft, body=body)


def _asked(request: Request[Any, Any, Any], language: str | None) -> str:
    """As the page asks, or as the browser does."""
    return (language or request.headers.get("accept-language", "")).lower()


routes = [terms, privacy, rules, promises]
