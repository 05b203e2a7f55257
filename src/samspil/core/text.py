"""What people type: limits, invisible characters, and CPR numbers that must not be stored in free fields."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.text import slugify

PARAGRAPHS = 5000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Right-to-left overrides and isolates, zero-width characters and other invisible format characters can make a text
# read differently from what is stored. Zero-width joiner stays: names and emoji need it.
KEPT_FORMAT_CHARACTERS = {"\u200d", "\n", "\t"}
# With a hyphen (any dash) or a space before the last four: hardly anything else looks so. Ten digits in a row may be
# part of an account number or an amount, so those are looked at with what stands around them.
CPR = re.compile(
    r"(?<!\d)(\d\d)(\d\d)(\d\d)"
    r"(?: ?[-\u2010-\u2015\u2212] ?\d{4}(?!\d)| \d{4}(?!\d)|(?<!\d[.-]\d{6})\d{4}(?!\d|[.-]\d|,\d\d?(?!\d)))"
)

# The day written as people write dates: then the last four stand behind a dash, or behind a space where all the others are spaces.
DASHED = r" ?[-\u2010-\u2015\u2212] ?\d{4}(?!\d)"
SPELLINGS = [
    CPR,
    re.compile(r"(?<!\d)(?<!\d[./-])(\d\d)[ ./-](\d\d)[ ./-](\d\d)" + DASHED),
    re.compile(r"(?<!\d)(?<!\d[./-])(\d\d)[ ./-]?(\d\d)[ ./-]?(?:19|20)(\d\d)" + DASHED),
    re.compile(r"(?<!\d)(?<!\d )(\d\d) (\d\d) (\d\d) \d{4}(?!\d)"),
    # Other signs, or several, before the last four; and the last four in two pairs.
    re.compile(r"(?<!\d)(?<!\d[.,/-])(\d\d)(\d\d)(\d\d)[\s._/:\u2010-\u2015\u2212-]{1,3}\d{4}(?!\d|[.,/-]\d)"),
    re.compile(r"(?<!\d)(?<!\d[.,/-])(\d\d)(\d\d)(\d\d) \d\d \d\d(?!\d| \d)"),
    re.compile(r"(?<!\d)(?<!\d[./-])(\d\d)[./-](\d\d)[./-](\d\d) +\d{4}(?!\d|[.:]\d)"),
]
# In a replacement number the day is 60 higher.
REPLACED = 60


def clean(text: str) -> str:
    """`text` in one normal form, without invisible format characters and control characters; line breaks stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (c for c in lines if c in KEPT_FORMAT_CHARACTERS or unicodedata.category(c) not in {"Cf", "Cc", "Co", "Cs"})
    return unicodedata.normalize("NFC", "".join(seen)).strip()


def address_of(name: str) -> str:
    """The name as it stands in an address: æ as ae, ø as oe, å as aa; "" for a name without letters and digits."""
    return slugify(name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa"))


def without_controls(text: str) -> str:
    """`text` without control characters, which come along when text is copied out of a PDF; line breaks and tabs stay."""
    return CONTROLS.sub("", text)


def has_cpr_number(text: str) -> bool:
    """True when `text` holds ten digits whose first six are a date (ddmmyy), with or without a hyphen or space before the last four."""
    plain = unicodedata.normalize("NFKC", clean(text).replace("\u200d", ""))
    for day, month, year in (found for spelling in SPELLINGS for found in spelling.findall(plain)):
        born = int(day) - REPLACED if int(day) > REPLACED else int(day)
        if any(is_date(century + int(year), int(month), born) for century in (1900, 2000)):
            return True
    return False


def is_date(year: int, month: int, day: int) -> bool:
    """True when the three numbers are a day of the calendar."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def refuse_cpr_number(text: str) -> None:
    """Raise ValidationError with a Danish reason and a way on when `text` looks like it holds a CPR number."""
    if has_cpr_number(text):
        raise ValidationError(
            "Her står noget, der ligner et CPR-nummer. Det må vi ikke gemme. Slet det, og send igen. "
            "Er det et konto- eller sagsnummer, så skriv et mellemrum efter hvert andet tal.",
            code="cpr",
        )


def at_most(length: int) -> Callable[[str], None]:
    """A validator that says how much too long a text is."""

    def check(text: str) -> None:
        if len(text) > length:
            surplus = f"{len(text) - length:,}".replace(",", ".")
            raise ValidationError(f"Skriv kortere: teksten er {surplus} tegn for lang.", code="long")

    return check
