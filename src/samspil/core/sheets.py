"""Sheets for people's own programs (XLSX), row by row, so that twenty thousand rows take little memory. No text in them begins a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Value = str | int | date | None
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
# Where a sheet may begin a new cell inside a text: sheets split at semicolons and tabs, and at line breaks when they do not heed the quotes.
NEW_CELL = re.compile(r'((?:^|[;\t\r\n])[ "]*)(?=[=+\-@＝＋－＠])')
DAY, CONTENT_TYPE = "dd-mm-yyyy", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inert(text: str) -> str:
    """The text with an apostrophe before every sign that a sheet would read as a formula, wherever a sheet may begin a cell."""
    text = NEW_CELL.sub(r"\1'", text)
    return "'" + text if text.lstrip(" ")[:1] in FORMULA_SIGNS else text


def write_sheet(file: IO[bytes], title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> None:
    """Write a sheet with headings (name and width in signs) that stay in sight, and a day as a day. Rows are read as they are written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, (_, width) in enumerate(headings, 1):
        sheet.column_dimensions[chr(64 + place)].width = width
    sheet.append([bold(sheet, name) for name, _ in headings])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    book.save(file)


def bold(sheet: Any, name: str) -> Any:
    made = WriteOnlyCell(sheet, value=name)
    made.font = Font(bold=True)
    return made


def cell(sheet: Any, value: Value) -> Any:
    """A text as text, never as a formula; a day as a day."""
    if isinstance(value, str):
        return inert(ILLEGAL_CHARACTERS_RE.sub("", value))
    if isinstance(value, date):
        made = WriteOnlyCell(sheet, value=value)
        made.number_format = DAY
        return made
    return value
