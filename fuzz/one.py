"""`python -m fuzz.one NAME [libFuzzer's options and folders]`: one target, until one breaks it."""

import sys
from importlib import import_module
from typing import Any

from fuzz.targets import TARGETS

atheris: Any = import_module("atheris")  # has no types, and is installed by `make fuzz` alone


def main() -> None:
    name, *options = sys.argv[1:]
    target = next(one for one in TARGETS if one.name == name)
    module, function = target.function.rsplit(".", 1)
    with atheris.instrument_imports(include=[*target.follow, module], enable_loader_override=False):
        fuzzed = getattr(import_module(module), function)
    atheris.Setup([name, *options], fuzzed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
