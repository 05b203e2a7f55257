"""Our Danish for Wagtail's admin: whole, with the same places for values, and no words Wagtail has forgotten."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings

FOLDER = settings.ROOT / "src" / "samspil" / "locale" / "da" / "LC_MESSAGES"
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
ENGLISH = re.compile(r"\b(the|you|this|page|pages|are|sure|your|with)\b", re.IGNORECASE)


def known(domain: str) -> set[tuple[str | None, str]]:
    """What Wagtail itself can say."""
    files = Path(wagtail.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po")
    return {(entry.msgctxt, entry.msgid) for file in files for entry in polib.pofile(str(file))}


def texts(entry: polib.POEntry) -> Iterator[str]:
    yield from entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize(("name", "domain"), [("wagtail.po", "django"), ("djangojs.po", "djangojs")])
def test_every_word_is_one_wagtail_uses(name: str, domain: str) -> None:
    ours = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(FOLDER / name))}
    assert len(ours) > 80
    assert not ours - known(domain)


@pytest.mark.parametrize("name", ["wagtail.po", "djangojs.po"])
def test_every_word_is_danish_and_has_no_place_wagtail_does_not_fill(name: str) -> None:
    for entry in polib.pofile(str(FOLDER / name)):
        assert not entry.fuzzy
        for text in texts(entry):
            assert text.strip(), entry.msgid
            assert not ENGLISH.search(re.sub(r"<[^>]+>|%\(\w+\)s|\{\w+\}", "", text)), text
            assert set(PLACE.findall(text)) <= set(PLACE.findall(entry.msgid + (entry.msgid_plural or ""))), entry.msgid


def test_our_own_words_win_over_those_for_the_admin() -> None:
    """build_assets puts both in one file: a word of the product never becomes the admin's."""
    own = {entry.msgid: entry.msgstr for entry in polib.pofile(str(FOLDER / "django.po"))}
    admin = {entry.msgid: entry.msgstr for entry in polib.pofile(str(FOLDER / "wagtail.po")) if not entry.msgctxt}
    both = set(own) & set(admin)
    assert not {word: (own[word], admin[word]) for word in both - {"Breadcrumb", "Tasks"} if own[word] != admin[word]}
