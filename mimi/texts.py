"""Terms, privacy text, rules and promises, as plain pages in the reader's language.

They are Markdown files that an operator adapts, in English and simplified Chinese; traditional
characters are made of the latter, and where an operator answers for the words, it is said. What
still has a [placeholder] is a draft: shown with a line that says so where only this machine looks,
and nowhere else. Rules and promises are the program's own: they are there without an operator's
doing, the promises with the numbers that hold here.
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
from mimi.settings import Settings, shipped
from mimi.traditional import traditional

Kind = Literal["terms", "privacy", "rules", "promises"]
Language = Literal["en", "zh"]
Tag = Literal["en", "zh-Hans", "zh-Hant"]
OWN = shipped("docs")
OURS: tuple[Kind, ...] = ("rules", "promises")  # from OWN when an operator's folder has none
TRADITIONAL = re.compile(r"zh-(hant|tw|hk|mo)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\[[^\]]+\](?!\()")
DRAFT: dict[Tag, str] = {
    "en": "The operator has not adapted this text yet.",
    "zh-Hans": "运营者还没有改写这份文本。",
    "zh-Hant": "營運者還沒有改寫這份文本。",
}
NOTE = "<p><small>這份文本由簡體中文轉換而來，以簡體中文為準。</small></p>"
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
    if found[0] == "zh" and TRADITIONAL.match(asked):
        page = _page("zh-Hant", found[1], "" if kind == "promises" else NOTE)
    else:
        page = _page("zh-Hans" if found[0] == "zh" else "en", found[1])
    return Response(page, media_type=MediaType.HTML)


def _shown(settings: Settings, kind: Kind, language: Language) -> tuple[Language, str] | None:
    """The text in this language, or else in the other one, and in which it is."""
    other: Language = "zh" if language == "en" else "en"
    for one in (language, other):
        text = _text(settings, kind, one)
        if text and (settings.on_loopback or not PLACEHOLDER.search(text)):
            return one, text
    return None


def _text(settings: Settings, kind: Kind, language: Language) -> str | None:
    """The promises are said of the people of this server: on a small one fewer could have written
    it."""
    text = _read(settings.texts, kind, language)
    if text is None and kind in OURS:
        text = _read(OWN, kind, language)
    if text is None or kind != "promises":
        return text
    circle = settings.circle
    return text.replace("{k}", str(circle.k)).replace("{friends}", str(circle.friends_needed))


@lru_cache(maxsize=64)
def _read(folder: str, kind: Kind, language: Language) -> str | None:
    """Read once: after a change the server is started again."""
    path = Path(folder) / f"{kind}.{language}.md"
    return path.read_text() if path.exists() else None


@lru_cache(maxsize=64)
def _page(tag: Tag, text: str, note: str = "") -> str:
    draft = f"<p><strong>{DRAFT[tag]}</strong></p>" if PLACEHOLDER.search(text) else ""
    shown = traditional(text) if tag == "zh-Hant" else text
    title = shown.partition("\n")[0].lstrip("# ").strip()
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(shown)
    return PAGE.format(language=tag, title=escape(title), note=note, draft=draft, body=body)


def _asked(request: Request[Any, Any, Any], language: str | None) -> str:
    """As the page asks, or as the browser does."""
    return (language or request.headers.get("accept-language", "")).lower()


routes = [terms, privacy, rules, promises]
