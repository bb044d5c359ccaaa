"""What the operator can mend, said in a sentence."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from attacks import Unsuitable
from mimi.backup import BackupError
from mimi.bans import BanError
from mimi.care.public import UnknownSet
from mimi.keyring import KeyringError
from mimi.kit.dump import DumpError
from mimi.kit.key_files import BrokenKey
from mimi.kit.sealed_file import SealedFileError
from mimi.moderators import ModeratorError
from mimi.roster import RosterError
from mimi.serve import CannotServe
from mimi.settings import SettingsError
from mimi.town.graph import EdgesError
from mimi.town.life import TownError

REFUSALS = (
    SettingsError,
    CannotServe,
    EdgesError,
    TownError,
    RosterError,
    ModeratorError,
    BanError,
    BrokenKey,
    DumpError,
    BackupError,
    KeyringError,
    SealedFileError,
    UnknownSet,
    Unsuitable,
)


@contextmanager
def sentences() -> Generator[None]:
    """And the exit status is 2."""
    try:
        yield
    except REFUSALS as error:
        print(error, file=sys.stderr)
        sys.exit(2)
