"""What the operator can mend, said in a sentence."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from mimi.mendable import Mendable


@contextmanager
def sentences() -> Generator[None]:
    """And the exit status is 2."""
    try:
        yield
    except Mendable as error:
        print(error, file=sys.stderr)
        sys.exit(2)
