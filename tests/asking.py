"""Requests made up from the description of the API, and what is wrong with their answers."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation

from mimi.kit import base64url
from tests.village import Village

DESCRIPTION = Path(__file__).parent.parent / "docs/openapi.json"
HEADER = "Mimi-Token"
STREAM = "GET /v1/chimes"  # its answer does not end: tests/test_chimes.py
KEYS, KEY = ("post_key", "comment_key"), base64url.encode(bytes(32))
Operation = Any  # a route and its method: the type of the library has four parameters
AnyCase = Case[Any]

load_all_checks()
# What a text, a number or a token has to be is finer than a schema says.
FINER: list[Any] = [*CHECKS.get_by_names(["positive_data_acceptance"])]
# And a body that was mended here is no longer what the library takes for bad.
MENDED: list[Any] = [*FINER, *CHECKS.get_by_names(["negative_data_rejection"])]


class Asking:
    """Who asks, what was answered, and which answers were not as described.

    `some`: of each kind of request to one route, in one turn. `borders`: whether also at the
    borders of each schema, which are the same at every turn.
    """

    def __init__(
        self, url: str, village: Village, whom: str, *, some: int = 2, borders: bool = True
    ) -> None:
        self.url, self.village, self.whom = url, village, whom
        self.some, self.at_borders = some, borders
        self.answers = Counter[str]()
        self.requests = set[str]()
        self.broken: list[str] = []
        self.borders: dict[str, Iterator[AnyCase]] = {}  # those not asked yet, by route
        self.wire = requests.Session()
        self.api = schemathesis.openapi.from_path(DESCRIPTION, config=schemathesis.Config(seed=1))
        # a bad session beside a good one would be taken for a bad one that is let in
        self.api.config.generation.with_security_parameters = whom == "nobody"

    @property
    def asked(self) -> int:
        """How many requests that are not the same, whatever the token beside them."""
        return len(self.requests)

    def operation(self, label: str) -> Operation:
        """As in "GET /v1/place"."""
        return next(one for one in self.operations() if one.label == label)

    def operations(self) -> list[Operation]:
        """In the order of the description; for a writer those that take a token."""
        found: list[Any] = list(self.api.get_all_operations())
        every = [one.ok() for one in found if one.ok().label != STREAM]
        return [one for one in every if self.whom != "writer" or _takes_token(one)]

    def ask(self, operation: Operation, turn: int) -> None:
        """Some requests to one route, others in each turn."""
        if operation.label not in self.borders:
            self.borders[operation.label] = self._borders(operation)
        for case in islice(self.borders[operation.label], self.some):
            self._send(case)
        for mode in GenerationMode:
            if mode == GenerationMode.POSITIVE or _asks_something(operation):
                self._by_chance(operation, mode, turn)

    def _borders(self, operation: Operation) -> Iterator[AnyCase]:
        if not self.at_borders:
            return iter(())
        how = self.api.config.generation_for(operation=operation, phase="coverage")
        both = list(GenerationMode)
        return self.api.iter_coverage_cases(operation, generation_modes=both, generation_config=how)

    def _by_chance(self, operation: Operation, mode: GenerationMode, turn: int) -> None:
        """Every other turn of what is there."""
        known = self._known(operation) if turn % 2 and mode == GenerationMode.POSITIVE else {}
        cases = operation.as_strategy(generation_mode=mode, path_parameters=known)
        made = list[AnyCase]()

        @seed(turn)
        @settings(
            max_examples=self.some + 1,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        )
        @given(case=cases)
        def each(case: AnyCase) -> None:
            made.append(case)

        each()
        # The first is the simplest: of made-up ids, then of known ones, then the same again.
        for case in made if turn < 2 else made[1:] or made:
            self._send(case)

    def _known(self, operation: Operation) -> dict[str, str]:
        """What stands in a path, of things that there are."""
        village = self.village
        there = {"secret": village.secrets[0], "comment": village.comment}
        named = [parameter.name for parameter in operation.path_parameters]
        return {name: there[name] for name in named if name in there}

    def _send(self, case: AnyCase) -> None:
        """Notes every way in which the answer is not as described."""
        if self.whom == "writer" and not _is_bad(case, ParameterLocation.BODY):
            case.body = self._sound(case.body)
        headers = self._headers(case)
        how: dict[str, Any] = {"base_url": self.url, "session": self.wire, "headers": headers}
        answer = case.call(**how, timeout=60)
        self.answers[_named(answer)] += 1
        self.requests.add(_what(case, headers))
        try:
            case.validate_response(
                answer,
                headers=headers,
                transport_kwargs=how,
                excluded_checks=MENDED if self.whom == "writer" else FINER,
            )
        except FailureGroup as failures:
            self.broken.append(f"{self.whom}: {failures}")

    def _sound(self, body: Any) -> Any:
        """With keys of the right form, some text and a secret that there is: otherwise hardly any
        would be accepted."""
        if not isinstance(body, dict):
            return body
        sound = {name: self._sound(value) for name, value in body.items()}
        good = dict.fromkeys(KEYS, KEY) | {"secret": self.village.secrets[0]}
        good = {name: it for name, it in good.items() if isinstance(body.get(name), str)}
        return sound | good | ({"text": "秘"} if body.get("text") == "" else {})

    def _headers(self, case: AnyCase) -> dict[str, str]:
        """A good token too, unless a bad one is to be tried."""
        if self.whom != "writer":
            return self.village.headers(self.whom)
        if _is_bad(case, ParameterLocation.HEADER):
            return {}
        return {HEADER: self.village.token("comment" if "comment" in case.path else "post")}


def _what(case: AnyCase, ours: dict[str, str]) -> str:
    """All that was made up of a request: not the session and the token, which are ours."""
    theirs = {name: it for name, it in (case.headers or {}).items() if name not in ours}
    return repr((case.method, case.formatted_path, case.query, theirs, case.body))


def _named(answer: Any) -> str:
    """As in "404 not-found", or "200"."""
    is_problem = answer.headers.get("content-type") == ["application/problem+json"]
    return f"{answer.status_code} {answer.json()['title'] if is_problem else ''}".strip()


def _is_bad(case: AnyCase, part: ParameterLocation) -> bool:
    """Whether this part of it is meant to be refused."""
    return case.meta is not None and case.meta.is_negative_at(part)


def _takes_token(operation: Operation) -> bool:
    return operation.get_parameter(HEADER, "header") is not None


def _asks_something(operation: Operation) -> bool:
    """Nothing can be wrong with a request that has no parts, or only one that may be any text, nor
    with bytes that are to be a picture: what is in them no description says."""
    parts = [one.definition["schema"] for one in operation.iter_parameters()]
    bodies = [one for one in operation.body if one.media_type != "application/octet-stream"]
    return any(schema != {"type": "string"} for schema in parts) or bool(bodies)
