"""People without e-mail: their number, the code on paper that lets them in once, and the address that stands where others have an e-mail."""

from datetime import datetime, timedelta
from enum import StrEnum

# No mail server can have a name below .invalid (RFC 2606), so nothing that slips through can reach anybody.
DOMAIN = "uden-mail.invalid"
SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"
NUMBER_LENGTH, CODE_LENGTH = 8, 8
LIVES = timedelta(days=7)  # a letter takes days
MOST_TRIES = 5


class ContactWay(StrEnum):
    """How the municipality reaches somebody who has no e-mail."""

    PHONE = "phone"
    LETTER = "letter"


class ConsentWay(StrEnum):
    """How somebody said yes to being registered."""

    PAPER = "paper"
    SPOKEN = "spoken"


CONTACT_DA = {ContactWay.PHONE: "Telefon", ContactWay.LETTER: "Brev"}
CONSENT_DA = {ConsentWay.PAPER: "På papir", ConsentWay.SPOKEN: "Mundtligt"}


def address_of(number: str) -> str:
    """What stands as the e-mail of the person with this number."""
    return f"{number}@{DOMAIN}"


def has_mailbox(address: str) -> bool:
    """False for the addresses made here: no mail is sent to them."""
    return not address.lower().endswith(f"@{DOMAIN}")


def in_pairs(text: str) -> str:
    """A number or a code as it is written on paper: in fours."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def as_typed(text: str) -> str:
    """What somebody typed, without what paper has between the signs."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())


def code_holds(until: datetime | None, tries: int, now: datetime) -> bool:
    """True while a code may still be tried."""
    return until is not None and now < until and tries < MOST_TRIES
