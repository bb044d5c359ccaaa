"""Two tests that go on for hours, in parts: `python -m fuzz.parts [requests | steps]`.

A million requests made up from the description of the API (`tests/test_api.py`), and 200,000 steps
of the whole product against the model of its rules (`tests/test_states.py`). Each part begins with
another turn, so each makes up others. Goes on where `fuzz/record` says that it was stopped.
"""

import os
import re
import subprocess
import sys
from typing import NamedTuple

import msgspec

from fuzz import record

PYTEST = ("-m", "pytest", "-q", "-rP", "-p", "no:cacheprovider")


class Long(NamedTuple):
    name: str
    most: int  # in all
    test: tuple[str, ...]
    part: dict[str, int]  # what a part takes
    turns: int  # so many of the test lie between two parts
    said: re.Pattern[str]  # how the test says how many it took


LONG = {
    one.name: one
    for one in (
        Long(
            "requests",
            1_000_000,
            ("tests/test_api.py", "-k", "every_answer"),
            {"MIMI_TEST_CASES": 50_000},
            200,  # more than a part takes
            re.compile(r"^\w+: (\d+) requests", re.MULTILINE),
        ),
        Long(
            "steps",
            200_000,
            ("tests/test_states.py", "-k", "whatever_members_do"),
            {"MIMI_TEST_STEPS": 2_000},
            1,
            re.compile(r"^(\d+) steps", re.MULTILINE),
        ),
    )
}


class Figures(msgspec.Struct):
    """Of all parts that went well."""

    parts: int = 0
    taken: int = 0


def main() -> int:
    names = sys.argv[1:] or list(LONG)
    if unknown := set(names) - set(LONG):
        sys.exit(f"There is {', '.join(LONG)}, no {', '.join(sorted(unknown))}.")
    return 0 if all(_goes_on(LONG[name]) for name in names) else 1


def _goes_on(long: Long) -> bool:
    """Whether all of it was taken; ends with the first part that finds something."""
    total = record.so_far(long.name, Figures)
    while total.taken < long.most:
        done = _part(long, total.parts * long.turns)
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n")
            return False
        taken = sum(map(int, long.said.findall(done.stdout)))
        if not taken:
            raise RuntimeError(f"the test does not say how many {long.name} it took")
        total.parts, total.taken = total.parts + 1, total.taken + taken
        record.keep(long.name, total)
        print(f"{total.taken:,} {long.name}", flush=True)
    return True


def _part(long: Long, turn: int) -> "subprocess.CompletedProcess[str]":
    own = long.part | {"MIMI_TEST_TURN": turn, "MIMI_TEST_PATIENCE": "inf"}
    return subprocess.run(
        [sys.executable, *PYTEST, *long.test],
        env=os.environ | {name: str(value) for name, value in own.items()},
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
