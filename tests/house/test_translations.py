"""Everything the product says is said in Danish: each string used is translated, none is empty, fuzzy or left over."""

import re

import polib

from tests.house import extraction

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
DANISH = polib.pofile(str(extraction.PO))


def test_every_string_used_stands_in_the_danish_file() -> None:
    known = {entry.msgid for entry in DANISH}
    assert not {message: places for message, places in extraction.used().items() if message not in known}


def test_no_entry_is_empty_or_fuzzy() -> None:
    assert not [entry.msgid for entry in DANISH if not entry.msgstr and not all(entry.msgstr_plural.values() or [""])]
    assert not [entry.msgid for entry in DANISH if entry.fuzzy]


def test_no_entry_is_left_over() -> None:
    used = extraction.used()
    assert not [entry.msgid for entry in DANISH if entry.msgid not in used or entry.obsolete]


def test_placeholders_survive_translation() -> None:
    changed = [entry.msgid for entry in DANISH if entry.msgstr and set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(entry.msgstr))]
    assert not changed
