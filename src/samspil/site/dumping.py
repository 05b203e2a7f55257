"""The nightly open-data file. Everything in it is read through the rule for visitors who are not logged in."""

import csv
import io
import json
import os
import re
import tempfile
import time
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from samspil.core.sheets import inert
from samspil.site.opendata_tables import PAGE_TYPES, TABLES, Row, Table, municipality_rows

LICENCE = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.da). Angiv: Samspil.\n"
IN_MEMORY = 4_000_000

__all__ = ["PAGE_TYPES", "TABLES", "Table", "cell", "dump_path", "make_dump", "municipality_rows", "plain_text"]


def dump_path() -> Path:
    """Where the newest file lies."""
    return Path(settings.HOME) / "opendata" / "samspil.zip"


def plain_text(markup: str) -> str:
    """HTML as a text for sheets: a line for each paragraph, a dot before each item of a list."""
    lined = re.sub(r"<li\b[^>]*>", "\n• ", re.sub(r"</(?:p|h\d|ul|ol|tr|table)>|<br ?/?>", "\n", markup))
    text = unescape(strip_tags(re.sub(r"</t[hd]>\s*(?=<t[hd])", " | ", lined)))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def cell(value: Any) -> str:
    """A CSV cell. A sign that a sheet would read as a formula gets an apostrophe before it, wherever a sheet may begin a cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return " | ".join(cell(item) for item in value.values())
    return inert(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def cells(table: Table, row: Row) -> list[str]:
    """A row for the sheet, without markup."""
    return [cell(plain_text(row[column]) if column in table.markup else row[column]) for column in table.columns]


def dictionary() -> str:
    """What each table and column means."""
    described = {t.name: {"about": t.about, "columns": t.columns, "parts": t.parts, "html": sorted(t.markup)} for t in TABLES}
    return json.dumps(described, ensure_ascii=False, indent=1)


def entry(name: str) -> zipfile.ZipInfo:
    """A file of the archive, made now."""
    made = zipfile.ZipInfo(name, time.localtime()[:6])
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o644 << 16
    return made


def write_table(archive: zipfile.ZipFile, table: Table) -> None:
    """Both forms of a table in one reading, row by row: there may be more rows than memory holds."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as kept:
        sheet = io.TextIOWrapper(kept, encoding="utf-8-sig", newline="")
        writer = csv.writer(sheet)
        writer.writerow(table.columns)
        with archive.open(entry(f"{table.name}.json"), "w", force_zip64=True) as file:
            between = b"[\n"
            for row in table.rows():
                file.write(between + json.dumps(row, ensure_ascii=False).encode())
                between = b",\n"
                writer.writerow(cells(table, row))
            file.write(b"[]\n" if between == b"[\n" else b"\n]\n")
        sheet.flush()
        kept.seek(0)
        with archive.open(entry(f"{table.name}.csv"), "w", force_zip64=True) as file:
            for piece in iter(lambda: kept.read(1 << 16), b""):
                file.write(piece)


def make_dump() -> Path:
    """Write the file anew; readers see the old one until the new one is whole."""
    path = dump_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        archive.writestr(entry("LICENS.txt"), LICENCE)
        archive.writestr(entry("ordbog.json"), dictionary())
        for table in TABLES:
            write_table(archive, table)
    os.replace(unfinished, path)
    return path
