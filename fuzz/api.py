"""A million requests made up from the description of the API, as in `tests/test_api.py`:
`python -m fuzz.api`. Goes on where it was stopped, as long as `build/fuzz/api.json` is there."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import msgspec

MILLION = 1_000_000
PART = 20_000  # requests to one server, which then ends with its village
TURNS = 10_000  # more than a part takes, so that no two parts ask the same
TEST = ("-m", "pytest", "-q", "-rP", "-p", "no:cacheprovider", "tests/test_api.py")
ASKED = re.compile(r"^\w+: (\d+) requests", re.MULTILINE)


class Figures(msgspec.Struct):
    """Of all parts that went well."""

    parts: int = 0
    requests: int = 0
    seconds: float = 0


def main() -> int:
    file = Path("build/fuzz/api.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    total = msgspec.json.decode(file.read_bytes(), type=Figures) if file.exists() else Figures()
    while total.requests < MILLION:
        begins = time.monotonic()
        own = {"MIMI_TEST_CASES": str(PART), "MIMI_TEST_TURN": str(total.parts * TURNS)}
        done = subprocess.run(
            [sys.executable, *TEST, "-k", "every_answer"],
            env={**os.environ, **own, "MIMI_TEST_PATIENCE": "inf"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n")
            return 1
        if not (asked := _asked(done.stdout)):
            raise RuntimeError("the test does not say how many it asked")
        total.parts, total.requests = total.parts + 1, total.requests + asked
        total.seconds += time.monotonic() - begins
        file.write_bytes(msgspec.json.encode(total))
        print(f"{total.requests:,} requests, {total.seconds:.0f} s", flush=True)
    return 0


def _asked(said: str) -> int:
    return sum(map(int, ASKED.findall(said)))


if __name__ == "__main__":
    sys.exit(main())
