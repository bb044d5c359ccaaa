"""`make fuzz`, `make fuzz-long`: every target after the other, and a table of what came of it."""

import argparse
import math
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from fuzz import record
from fuzz.targets import TARGETS, Target

MEMORY = Path("/dev/shm")  # noqa: S108 a folder of our own is made in it
SLICE = 300  # seconds; the long form counts what was done after each
HANGS = 10  # seconds that an input may take
DONE = re.compile(rb"Done (\d+) runs")
LINES = re.compile(rb"cov: (\d+) ")


class Figures(msgspec.Struct):
    """Of one target; in the long form added up over all times that it was run."""

    runs: int = 0
    seconds: float = 0  # of the processor, so that other work beside it takes nothing away
    lines: int = 0  # places of our code that were reached, as the fuzzer counts them
    inputs: int = 0  # that are kept because each reached one that was new
    broken: list[str] = []  # files with inputs that broke it


def main() -> int:
    asked = _asked()
    targets = [one for one in TARGETS if not asked.only or one.name in asked.only]
    found = {
        one.name: _long(one, asked.build, asked.seconds) if asked.long else _short(one, asked.build)
        for one in targets
    }
    if not asked.long:  # which is in fuzz/record
        report = asked.build / "short.json"
        report.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    print(table(found))
    return 1 if any(one.broken for one in found.values()) else 0


def _short(target: Target, build: Path) -> Figures:
    """From the corpus as it is in the repository, by the same chance each time."""
    with TemporaryDirectory() as folder:
        target.begin(Path(folder))
        return _run(target, Path(folder), build, [f"-runs={target.short}", "-seed=1"])


def _long(target: Target, build: Path, seconds: float) -> Figures:
    """Goes on where it was stopped: with what was kept, until enough has been done in all, or for
    so many seconds."""
    until = time.monotonic() + seconds
    kept, total = build / target.name, record.so_far(target.name, Figures)
    target.begin(kept)
    while not target.is_done(total.runs, total.seconds) and not total.broken:
        left = int(min(SLICE, until - time.monotonic()))
        if left < 1:
            break
        options = [f"-max_total_time={left}"]
        if target.runs:
            options.append(f"-runs={target.runs - total.runs}")
        one = _run(target, kept, build, options)
        total.runs, total.seconds = total.runs + one.runs, total.seconds + one.seconds
        total.lines, total.inputs, total.broken = one.lines, one.inputs, one.broken
        record.keep(target.name, total)
        print(f"{target.name}: {total.runs:,} runs, {total.seconds:.0f} s", file=sys.stderr)
    return total


def _run(target: Target, corpus: Path, build: Path, options: Sequence[str]) -> Figures:
    """One process, until it has done what `options` say or something broke."""
    broken = build / "broken" / target.name
    broken.mkdir(parents=True, exist_ok=True)
    before, begins = set(broken.iterdir()), _processor()
    usual = [f"-max_len={target.largest}", f"-timeout={HANGS}", f"-artifact_prefix={broken}/"]
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as memory:
        done = subprocess.run(
            [*target.command, *usual, *options, str(corpus)],
            capture_output=True,
            env={**os.environ, "TMPDIR": memory},
            check=False,
        )
    new = [str(file) for file in sorted(set(broken.iterdir()) - before)]
    if done.returncode or new:
        sys.stderr.buffer.write(done.stdout[-4000:] + done.stderr[-4000:])
    runs, lines = DONE.findall(done.stderr), LINES.findall(done.stderr)
    return Figures(
        runs=int(runs[-1]) if runs else 0,
        seconds=_processor() - begins,
        lines=int(lines[-1]) if lines else 0,
        inputs=len(list(corpus.iterdir())),
        broken=new or (["it ended by itself"] if done.returncode else []),
    )


def _processor() -> float:
    """Seconds that all processes took which ended under this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(found: dict[str, Figures]) -> str:
    lines = [f"{'':10}{'executions':>12}{'seconds':>9}{'lines':>7}{'inputs':>8}  broken by"]
    for name, one in found.items():
        figures = f"{one.runs:>12,}{one.seconds:>9.0f}{one.lines:>7}{one.inputs:>8}"
        lines.append(f"{name:10}{figures}  {', '.join(one.broken) or '-'}")
    return "\n".join(lines)


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    asking.add_argument("--long", action="store_true", help="millions of runs, hours; goes on")
    asking.add_argument(
        "--seconds", type=float, default=math.inf, help="a target, of the long form"
    )
    asking.add_argument("--only", action="append", help="a target; may be given again")
    asking.add_argument("--build", type=Path, default=Path("build/fuzz"))
    return asking.parse_args()


if __name__ == "__main__":
    sys.exit(main())
