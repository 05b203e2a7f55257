"""Danish sort order as a stored key, because the embedded PostgreSQL has no Danish collation."""

import unicodedata

LAST_LETTERS = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
SHOWN = {"{": "Æ", "|": "Ø", "}": "Å"}
LONGEST_KEY = 300


def danish_key(text: str) -> str:
    """A string whose byte order is the Danish alphabet's: … z æ ø å; aa sorts as å, ä as æ, ö as ø; case, accents and signs do not count."""
    bare = "".join(without_accents(letter) for letter in unicodedata.normalize("NFC", text.lower()))
    letters = "".join(LAST_LETTERS.get(c, c if c.isalnum() else " ") for c in bare.replace("aa", "å"))
    return " ".join(letters.split())[:LONGEST_KEY].rstrip()


def without_accents(letter: str) -> str:
    """The letter without accents; the ring and dots that make å, ä and ö letters of their own stay."""
    while letter and letter not in LAST_LETTERS and unicodedata.combining((apart := unicodedata.normalize("NFD", letter))[-1]):
        letter = unicodedata.normalize("NFC", apart[:-1])
    return letter


def danish_initial(text: str) -> str:
    """The letter `text` stands under in a Danish list: Aabenraa under Å, élan under E; "#" for what begins with no letter."""
    first = danish_key(text)[:1]
    return SHOWN.get(first, first.upper()) if first.isalpha() or first in SHOWN else "#"
