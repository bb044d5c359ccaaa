"""What an operator installs fits what is there: figures, alerts, dashboard, runbook, units."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric

from mimi.kit.figures import Figures, Shop
from mimi.settings import load

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
NAME = re.compile(r"\bmimi_\w+")
ALLOWED = {"status", "le"}  # no label says more
RUNBOOK = (ROOT / "docs/runbook.md").read_text()


def filled() -> Shop:
    figures = Figures(looked=1_000)
    for one in range(25):
        figures.answered(200 if one % 5 else 503, one / 10)
    figures.show(300, 10**9)
    return Shop(figures, lambda: 1_060, lambda: 17)


def metrics() -> list[Metric]:
    return list(filled().collect())


def names() -> set[str]:
    return {sample.name for metric in metrics() for sample in metric.samples}


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    return group["rules"]


def test_no_label_says_more_than_a_status() -> None:
    labels = {label for one in metrics() for sample in one.samples for label in sample.labels}
    assert labels == ALLOWED


def test_counts_are_in_tens_and_of_windows_that_have_ended() -> None:
    registry = CollectorRegistry()
    shop = filled()
    registry.register(shop)
    before = generate_latest(registry)
    assert b'mimi_requests_total{status="2xx"} 20.0' in before
    assert b'mimi_requests_total{status="5xx"} 0.0' in before  # of five
    assert b"mimi_request_seconds_count 20.0" in before  # of twenty-five
    assert b"mimi_listening 10.0" in before  # of seventeen
    for _ in range(100):
        shop.figures.answered(200, 0.1)
    assert generate_latest(registry) == before
    shop.figures.show(300, 10**9)
    assert generate_latest(registry) == before, "the window has not ended"
    shop.figures.show(600, 10**9)
    assert generate_latest(registry) != before


def test_free_bytes_do_not_tell_of_a_photo() -> None:
    registry = CollectorRegistry()
    shop = filled()
    registry.register(shop)
    assert b"mimi_disk_free_bytes 9.6e+08" in generate_latest(registry)
    before = generate_latest(registry)
    shop.figures.show(600, 10**9 - 540_000)
    assert generate_latest(registry) == before


def test_alerts_ask_for_figures_that_exist() -> None:
    asked = {name for rule in rules() for name in NAME.findall(rule["expr"])}
    assert asked and asked <= names()


def test_every_alert_has_its_page_of_the_runbook_and_the_other_way_round() -> None:
    named = {rule["alert"] for rule in rules()}
    assert named == set(re.findall(r"^## (Mimi\w+)$", RUNBOOK, re.MULTILINE))
    for rule in rules():
        where = rule["annotations"]["runbook"]
        assert where == f"docs/runbook.md#{rule['alert'].lower()}"


def test_the_dashboard_shows_every_figure_and_no_other() -> None:
    panels = json.loads((DEPLOY / "dashboard.json").read_text())["panels"]
    shown = {name for one in panels for t in one["targets"] for name in NAME.findall(t["expr"])}
    whole = {name for name in names() if not name.endswith(("_sum", "_created"))}
    assert shown == whole


def test_a_collector_gets_the_figures_and_nothing_else() -> None:
    """No traces: they would be the times at which secrets arrive (ADR 29)."""
    collector = yaml.safe_load((DEPLOY / "otel-collector.yaml").read_text())
    (job,) = collector["receivers"]["prometheus"]["config"]["scrape_configs"]
    (target,) = job["static_configs"][0]["targets"]
    (port,) = re.findall(r"^`metrics_port = (\d+)`", RUNBOOK, re.MULTILINE)
    assert (job["job_name"], target) == ("mimi", f"127.0.0.1:{port}")  # as alerts call it
    assert collector["service"]["pipelines"].keys() == {"metrics"}
    assert collector["receivers"].keys() == {"prometheus"}


@pytest.mark.parametrize("unit", sorted(path.name for path in DEPLOY.glob("mimi*.*")))
def test_a_unit_names_settings_and_commands_that_exist(unit: str) -> None:
    text = (DEPLOY / unit).read_text()
    environment = dict(re.findall(r"\b(MIMI_\w+)=(\S+)", re.sub(r"^#.*", "", text, flags=re.M)))
    environment.pop("MIMI_SETTINGS", None)
    load(environment)
    for words in re.findall(r"^ExecStart=/opt/mimi/bin/(mimi .*)$", text, re.MULTILINE):
        assert words.split()[1] in {"serve", "backup"}


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """The programs are not there and need not be; whoever has no systemd checks names alone."""
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("no systemd-analyze here")
    for path in DEPLOY.glob("mimi*.*"):
        text = path.read_text().replace("/opt/mimi/bin/mimi", "/bin/true")
        (tmp_path / path.name).write_text(text.replace("User=mimi", "User=daemon"))
    found = subprocess.run(
        [verify, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in found.stderr.splitlines() if "mimi" in line]
    assert (found.returncode, ours) == (0, [])
