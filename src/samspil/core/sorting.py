"""Danish sort order as a stored key, because the embedded PostgreSQL has no Danish collation."""

import unicodedata

LAST_LETTERS = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}


def danish_key(text: str) -> str:
    """A string whose byte order is the Danish alphabet's: … z æ ø å; aa sorts as å, ä as æ, ö as ø; case and accents do not count."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("aa", "å")
    letters = []
    for letter in lowered:
        if letter in LAST_LETTERS:
            letters.append(LAST_LETTERS[letter])
        else:
            letters.append("".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)))
    return " ".join("".join(c if c.isalnum() or c in "{|}" else " " for c in "".join(letters)).split())[:300]
