"""Which problems a route can answer: read from the code that its handler calls.

Nobody keeps a list beside the code that could fall behind it: each `raise Problem(status, "name")`
that a handler, its dependencies or what they call can reach is described. A little more may be
described than can happen; that it is never less, `tests/test_api.py` sees.
"""

import ast
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from textwrap import dedent
from typing import Any, NamedTuple

from litestar.handlers import HTTPRouteHandler

from mimi.kit import edge
from mimi.kit.errors import NotFound, Problem

AnyFunction = Callable[..., Any]


class Refusal(NamedTuple):
    """The name of a problem and its status."""

    status: int
    name: str


Problems = Mapping[int, list[str]]  # names by status, both sorted
RETRIED = frozenset({429, 503})  # statuses that say when to come again

INVALID = Refusal(400, "invalid-request")
TOO_LARGE = Refusal(413, "too-large")  # than what the framework reads at all
NO_SUCH_THING = Refusal(404, "not-found")


def problems(handler: HTTPRouteHandler) -> Problems:
    """Status 500 is left out: any route may have a fault."""
    found = set(_of_framework(handler))
    for function in _entrances(handler):
        found |= _reached(function)
    named: dict[int, list[str]] = defaultdict(list)
    for status, name in sorted(found):
        named[status].append(name)
    return named


def _of_framework(handler: HTTPRouteHandler) -> Iterator[Refusal]:
    """What is answered before the handler is asked: see `HANDLERS` in kit/errors.py."""
    taken = handler.parsed_fn_signature.parameters
    if "data" in taken:
        yield from (INVALID, TOO_LARGE)
    if any(one.is_literal for one in taken.values()):  # a word of the query, out of a few
        yield INVALID
    if any("{" in path for path in handler.paths):
        yield NO_SUCH_THING


def _entrances(handler: HTTPRouteHandler) -> Iterator[AnyFunction]:
    yield handler.fn
    if handler.http_methods - edge.SAFE:
        yield edge.guard
    given = handler.resolve_dependencies()
    for name in handler.parsed_fn_signature.parameters:
        if name in given:
            yield given[name].dependency


def _reached(function: AnyFunction) -> set[Refusal]:
    """All problems in this function, and in those of ours that it names."""
    found: set[Refusal] = set()
    known: set[AnyFunction] = set()
    waiting = [_bare(function)]
    while waiting:
        one = waiting.pop()
        if one not in known and _is_ours(one):
            known.add(one)
            there, further = _read(one)
            found |= there
            waiting += further
    return found


@cache
def _read(function: AnyFunction) -> tuple[set[Refusal], set[AnyFunction]]:
    """The problems that stand in this function, and the functions that it names."""
    found: set[Refusal] = set()
    further: set[AnyFunction] = set()
    for node in ast.walk(ast.parse(dedent(inspect.getsource(function)))):
        thing = _meant(node, function)
        if inspect.isroutine(thing):
            further.add(_bare(thing))
        elif thing is NotFound:
            found.add(NO_SUCH_THING)
        elif isinstance(node, ast.Call) and _meant(node.func, function) is Problem:
            status, name = (ast.literal_eval(part) for part in node.args[:2])
            found.add(Refusal(status, name))
    return found, further


def _meant(node: ast.AST, function: AnyFunction) -> Any:
    """What `thing` or `module.thing` stands for; None for what only a running function knows."""
    if isinstance(node, ast.Attribute):
        return getattr(_meant(node.value, function), node.attr, None)
    return function.__globals__.get(node.id) if isinstance(node, ast.Name) else None


def _bare(function: AnyFunction) -> AnyFunction:
    """Without its decorators, and the object that it is bound to."""
    function = inspect.unwrap(function)
    return getattr(function, "__func__", function)


def _is_ours(function: AnyFunction) -> bool:
    return inspect.isfunction(function) and function.__module__.startswith("mimi.")
