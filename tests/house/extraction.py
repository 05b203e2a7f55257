"""Which strings the product shows through translation, and the Danish file that must hold them all.

`python -m tests.house.extraction` adds missing entries to the file (empty) and marks what is no longer used.
"""

import io
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
PO = SOURCE / "locale" / "da" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2), "gettext_noop": None}


def strings_of(path: Path) -> set[str]:
    """The message ids in one Python file or template."""
    text = path.read_text(encoding="utf-8")
    code = text if path.suffix == ".py" else templatize(text)
    found: set[str] = set()
    message: Any  # one string, or the strings of a plural or a context
    for _line, _function, message, _comments in extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {}):
        for part in (message,) if isinstance(message, str) else message:
            if part:
                found.add(part)
    return found


def used() -> dict[str, list[str]]:
    """Every message id with the files that use it."""
    places: dict[str, list[str]] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        for message in strings_of(path):
            places.setdefault(message, []).append(str(path.relative_to(SOURCE)))
    return places


def renew() -> None:
    """Bring the Danish file in line with the source: sorted, with where each string is used."""
    old = {entry.msgid: entry.msgstr for entry in polib.pofile(str(PO))} if PO.exists() else {}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {"Language": "da", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    for message, places in sorted(used().items()):
        fresh.append(
            polib.POEntry(
                msgid=message, msgstr=old.get(message, ""), occurrences=[(place, "") for place in places], flags=["python-format"] if "%(" in message else []
            )
        )
    PO.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(PO))


if __name__ == "__main__":
    renew()
