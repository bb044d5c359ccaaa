"""For pytest, with `-p tests.faulty.plugin`: the fault that the environment names is put in."""

import os


def pytest_configure() -> None:
    from tests import faults  # only now: pytest rewrites what it imports as a plugin

    if name := os.environ.pop(faults.VARIABLE, ""):
        faults.FAULTS[name].put()
