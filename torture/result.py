"""What a story found: figures with their bounds."""

from collections.abc import Sequence
from typing import NamedTuple


class Result(NamedTuple):
    """`bound` is the most that `value` may be; None: it is only told."""

    name: str
    value: float
    bound: float | None
    unit: str = ""

    @property
    def ok(self) -> bool:
        return self.bound is None or self.value <= self.bound


def rows(results: Sequence[Result]) -> list[dict[str, object]]:
    """As they stand in build/torture.json."""
    return [{**one._asdict(), "ok": one.ok} for one in results]


def table(results: Sequence[Result]) -> str:
    wide = 2 + max((len(one.name) for one in results), default=0)
    lines = [f"{'':<{wide}}{'value':>10}{'bound':>10}"]
    for one in results:
        bound = "" if one.bound is None else f"{one.bound:g}"
        missed = "" if one.ok else "  MISSED"
        lines.append(f"{one.name:<{wide}}{one.value:>10.4g}{bound:>10} {one.unit}{missed}".rstrip())
    return "\n".join(lines)
