"""Lines where somebody listens. Never taken for a way to reach a person, whatever they look like.

The same as web/src/rooms/secrets/tell/care/lines.ts; tests/test_care_contacts.py compares them.
"""

import re

LINES = frozenset(
    [
        *(
            "12356",
            "12355",
            "12338",
            "12320",
            "110",
            "120",
            "119",
            "122",
            "112",
            "911",
            "999",
            "000",
        ),
        *(
            "995",
            "988",
            "116123",
            "741741",
            "85258",
            "131114",
            "1737",
            "14416",
            "9152987821",
            "18111",
        ),
        *("1925", "1995", "1980", "1767", "109", "3114", "08001110111", "08001110222"),
        *("0120279338", "18002738255", "4001619995", "01082951332", "02028960000", "28960000"),
        *("23892222", "686868", "18555"),
    ]
)
COUNTRY = re.compile(r"^(86|1|44|61|353)")


def listens(number: str) -> bool:
    """Whether these figures, however they are set apart, are such a line."""
    digits = re.sub(r"\D", "", number)
    return digits in LINES or COUNTRY.sub("", digits) in LINES
