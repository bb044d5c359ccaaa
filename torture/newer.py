"""A server of the version to come: one migration more, of the tables that members write in."""

import os
from pathlib import Path

from mimi import serve
from mimi.kit import migrations
from mimi.settings import load

FOLDER = "TORTURE_SCHEMA"  # the variable that names where its migrations are
TABLES = ("secrets", "comments", "queue", "nullifiers", "reactions", "comment_queue")
MORE = "99991231000001_newer.sql"


def write_schema(folder: Path) -> None:
    """All migrations that there are, and the one more."""
    for file in migrations.SCHEMA.glob("*.sql"):
        (folder / file.name).symlink_to(file)
    lines = (f"ALTER TABLE {one} ADD COLUMN newer integer NOT NULL DEFAULT 0;" for one in TABLES)
    (folder / MORE).write_text("\n".join(["-- migrate:up", *lines, "-- migrate:down"]))


if __name__ == "__main__":
    migrations.SCHEMA = Path(os.environ[FOLDER])
    serve.serve(load())
