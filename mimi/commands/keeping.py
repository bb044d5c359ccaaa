"""What is kept elsewhere: backups, and the keyring apart from them."""

from pathlib import Path

from cyclopts import App

from mimi import backup as backups
from mimi import keyring, rotation
from mimi.commands.sentences import sentences
from mimi.kit import sealed_file
from mimi.settings import load

keys = App(name="keys", help="The keyring, which backups do not hold.")


def backup(file: Path, *, to: str) -> None:
    """Write database and photos, of one moment, into FILE; the server may run meanwhile.

    --to: the recipient of age who can open it: age1… of `mimi keys pair`, or ssh-ed25519 ….
    """
    with sentences():
        told = backups.backup(load(), file, to)
        print(f"{told.rows} rows of {told.tables} tables and {told.photos} photos are in {file}")


def restore(file: Path, *, identity: Path) -> None:
    """Bring a backup back into an empty database, without what was deleted since it was made.

    --identity: the file of `mimi keys pair`, or an ssh key.
    """
    with sentences():
        told = backups.restore(load(), file, identity)
        print(f"{told.rows} rows of {told.tables} tables and {told.photos} photos are back,")
        print(f"compared with what went in; {told.deleted} were deleted since and are gone again")


@keys.command(name="pair")
def keys_pair(file: Path) -> None:
    """Write a new identity of age into FILE, and print its recipient, for backups.

    Keep FILE where no backup is, and not on the server.
    """
    with sentences():
        print(sealed_file.new_identity(file))


@keys.command(name="export")
def keys_export(file: Path, *, to: str) -> None:
    """Write the keyring into FILE. --to: as of `mimi backup`. Keep it apart from the backups."""
    with sentences():
        keyring.export(load(), file, to)


@keys.command(name="import")
def keys_import(file: Path, *, identity: Path) -> None:
    """Bring the keyring back into a place that has none. --identity: as of `mimi restore`."""
    with sentences():
        keyring.bring_back(load(), file, identity)


@keys.command(name="rotate")
def keys_rotate(purpose: str) -> None:
    """Give PURPOSE (docs/keys.md) another key while members go on; two and a half minutes.

    Export the keyring again afterwards: an older export does not have the new key.
    """
    with sentences():
        count = rotation.rotate(load(), purpose)
        print(f"{purpose} has another key, and {count} rows were sealed anew.")
        print("Export the keyring again: `mimi keys export`.")
