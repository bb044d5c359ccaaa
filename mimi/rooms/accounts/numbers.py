"""Phone numbers: written in many ways, kept in none."""

import unicodedata

import phonenumbers

from mimi.kit.kit import Kit


def normalise(number: str, region: str) -> str | None:
    """E.164 of a number as a person writes it; None when no such number can exist.

    `region` (as in "CN") is for numbers without a country code.
    """
    if any(unicodedata.category(letter) == "Cc" for letter in number):
        return None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def calling_code(e164: str) -> int:
    """Of the country, as 86."""
    return phonenumbers.parse(e164).country_code or 0


def phone_tag(kit: Kit, e164: str) -> bytes:
    """All that the server keeps of a number: an HMAC that a thief without the key cannot try."""
    return kit.keys.tag("phone", e164.encode())
