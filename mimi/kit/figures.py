"""What the operator may see of a process: how well it works, and nothing of anybody.

Protects whoever is awake when few are: counts of requests are shown as they were when the last
comments window ended, and in tens, for all routes together, since a curve of them by the second, or
of one route, would be the times at which secrets arrive (P4). No label names more than a status.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

BOUNDS = (0.01, 0.05, 0.25, 1.0, 5.0)  # seconds of an answer
TENS = 10
MANY = 64_000_000  # bytes
Ask = Callable[[], int]
STATUSES = ("2xx", "3xx", "4xx", "5xx")


class Shown(NamedTuple):
    """Counts of requests up to the end of a window."""

    statuses: Counter[str]
    bounds: Counter[int]  # index into BOUNDS, or beyond the last
    seconds: float
    free: int  # bytes of the disk


@dataclass
class Figures:
    """Of one process since its start."""

    statuses: Counter[str] = field(default_factory=Counter[str])
    bounds: Counter[int] = field(default_factory=Counter[int])
    seconds: float = 0.0
    faults: int = 0  # mistakes of ours
    away: int = 0  # answers that the database could not be asked
    full: int = 0  # answers that there is no room
    looked: int = 0  # when all windows were last found done; 0: not yet
    failed: int = 0  # looks at which a window failed
    shown: Shown = field(default_factory=lambda: Shown(Counter[str](), Counter[int](), 0.0, 0))
    window: int = 0

    def answered(self, status: int, seconds: float) -> None:
        self.statuses[f"{status // 100}xx"] += 1
        self.bounds[sum(seconds > bound for bound in BOUNDS)] += 1
        self.seconds += seconds

    def show(self, window: int, free: int) -> None:
        """At a window's beginning; once is enough. A photo takes half a megabyte at the moment at
        which it comes, so free bytes are told at windows too, and in steps of MANY."""
        if window != self.window:
            self.window = window
            self.shown = Shown(
                self.statuses.copy(), self.bounds.copy(), round(self.seconds), free - free % MANY
            )


class Shop(Collector):
    """What Prometheus collects. The clock and open streams are asked for."""

    def __init__(self, figures: Figures, now: Ask, listening: Ask) -> None:
        self.figures, self._now, self._listening = figures, now, listening

    def collect(self) -> Iterator[Metric]:
        of, shown = self.figures, self.figures.shown
        requests = CounterMetricFamily(
            "mimi_requests", "Requests up to the last window, in tens.", labels=["status"]
        )
        for status in STATUSES:
            requests.add_metric([status], _tens(shown.statuses[status]))
        yield requests
        yield _seconds(shown)
        yield CounterMetricFamily("mimi_faults", "Mistakes of ours.", value=of.faults)
        yield CounterMetricFamily("mimi_away", "Answers without a database.", value=of.away)
        yield CounterMetricFamily("mimi_full", "Answers that there is no room.", value=of.full)
        yield CounterMetricFamily("mimi_windows_failed", "Looks that failed.", value=of.failed)
        if of.looked:
            late = self._now() - of.looked
            yield GaugeMetricFamily("mimi_windows_late_seconds", "Since all were done.", value=late)
        yield GaugeMetricFamily("mimi_disk_free_bytes", "Where the data is.", value=shown.free)
        listening = _tens(self._listening())
        yield GaugeMetricFamily("mimi_listening", "Open streams, in tens.", value=listening)


def _seconds(shown: Shown) -> HistogramMetricFamily:
    counts = accumulate(shown.bounds[index] for index in range(len(BOUNDS) + 1))
    names = [*map(str, BOUNDS), "+Inf"]
    buckets = [(name, _tens(count)) for name, count in zip(names, counts, strict=True)]
    return HistogramMetricFamily(
        "mimi_request_seconds", "How long answers took.", buckets=buckets, sum_value=shown.seconds
    )


def _tens(count: int) -> int:
    return count - count % TENS
