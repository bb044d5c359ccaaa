"""Cases of bad input, as their files say them: the format is in tests/bad/README.md."""

import json
import tomllib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

FOLDER = Path(__file__).parent / "bad"


class Case(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A request and what it gets."""

    send: str
    answer: str
    whom: str = "nobody"
    headers: dict[str, str] = {}
    json: Any = None
    body: str | None = None
    base64: str | None = None
    times: int = 1
    form: dict[str, Any] | None = None
    photo: str | None = None  # base64
    changes: list[str] = []

    @property
    def request(self) -> tuple[str, str]:
        method, _, path = self.send.partition(" ")
        return method, path

    def content(self) -> bytes | None:
        if self.json is not None:
            return json.dumps(self.json, ensure_ascii=False).encode()
        if self.base64 is not None:
            return b64decode(self.base64) * self.times
        return None if self.body is None else self.body.encode() * self.times

    def files(self) -> dict[str, Any] | None:
        """The parts of a form."""
        if self.form is None:
            return None
        parts = {name: (None, _text(value)) for name, value in self.form.items()}
        photo = {"photo": ("a.jpg", b64decode(self.photo))} if self.photo is not None else {}
        return parts | photo


class Named(NamedTuple):
    """A case with where it stands."""

    name: str
    table: dict[str, Any]

    def case(self, values: Mapping[str, str]) -> Case:
        return msgspec.convert(_filled(self.table, values), Case)


def cases(folder: str = "") -> Iterator[Named]:
    """All in this folder; what stands at the head of a file holds for its cases."""
    for file in sorted((FOLDER / folder).rglob("*.toml")):
        tables = tomllib.loads(file.read_text())
        head = {key: value for key, value in tables.items() if key in Case.__struct_fields__}
        where = file.relative_to(FOLDER).with_suffix("")
        for name, table in tables.items():
            if name not in head:
                yield Named(f"{where}/{name}", {**head, **table})


def _filled(thing: Any, values: Mapping[str, str]) -> Any:
    if isinstance(thing, dict):
        return {_filled(name, values): _filled(part, values) for name, part in thing.items()}
    if isinstance(thing, list):
        return [_filled(part, values) for part in thing]
    if isinstance(thing, str):
        for name, value in values.items():
            thing = thing.replace("{" + name + "}", value)
    return thing


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
