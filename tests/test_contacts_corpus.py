"""The files of tests/contacts: what the page finds in them, the server must be able to read.

The page's own half is web/src/rooms/contacts/reading/corpus.test.ts; both hold to one answer.
"""

import json
from pathlib import Path

import pytest

from mimi.rooms import accounts

FOLDER = Path(__file__).parent / "contacts"
FILES = sorted(file.name for ending in ("vcf", "csv") for file in FOLDER.glob(f"*.{ending}"))


@pytest.mark.parametrize("name", FILES)
def test_the_server_reads_what_the_page_sends(name: str) -> None:
    answer = json.loads((FOLDER / f"{name}.json").read_text())
    read = [accounts.normalise(number, "CN") for number in answer["sent"]]
    assert list(dict.fromkeys(number for number in read if number)) == answer["tagged"]


def test_every_answer_has_its_file() -> None:
    assert [file.name for file in sorted(FOLDER.glob("*.json"))] == sorted(
        f"{name}.json" for name in FILES
    )
