"""Sheets for people's own programs (XLSX), written row by row, so that twenty thousand rows take little memory and a second or two. No text in them
begins a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | int | date | None
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
# Where a sheet may begin a new cell inside a text: sheets split at semicolons and tabs, and at line breaks when they do not heed the quotes.
NEW_CELL = re.compile(r'((?:^|[;\t\r\n])[ "]*)(?=[=+\-@＝＋－＠])')
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What XML cannot hold.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Sheets count days from the last day of 1899 and believe that 1900 was a leap year.
BEFORE_1900 = date(1899, 12, 30).toordinal()
BOLD, A_DAY = ' s="1"', ' s="2"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPEN_XML = "http://schemas.openxmlformats.org"
MAIN, DOCUMENT = f'xmlns="{OPEN_XML}/spreadsheetml/2006/main"', f"{OPEN_XML}/officeDocument/2006/relationships"
OF_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Everything of the file but its rows; styles: 0 plain, 1 bold, 2 a day.
PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{OPEN_XML}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{OF_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OF_SHEETS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{OF_SHEETS}.styles+xml"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{OPEN_XML}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{XML}<workbook {MAIN} xmlns:r="{DOCUMENT}"><sheets><sheet name="{{title}}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{OPEN_XML}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{XML}<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
PANE = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
BEGIN = f'{XML}<worksheet {MAIN}><sheetViews><sheetView workbookViewId="0">{PANE}</sheetView></sheetViews>'


def inert(text: str) -> str:
    """The text with an apostrophe before every sign that a sheet would read as a formula, wherever a sheet may begin a cell."""
    text = NEW_CELL.sub(r"\1'", text)
    return "'" + text if text.lstrip(" ")[:1] in FORMULA_SIGNS else text


def write_sheet(file: IO[bytes], title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> None:
    """Write a sheet with headings (name and width in signs) that stay in sight, and a day as a day. Rows are read as they are written."""
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, text.format(title=escape(title, {'"': "&quot;"})))
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((BEGIN + columns(headings) + "<sheetData>" + row_of([name for name, _ in headings], bold=True)).encode())
            for row in rows:
                sheet.write(row_of(row).encode())
            sheet.write(b"</sheetData></worksheet>")


def columns(headings: Sequence[tuple[str, int]]) -> str:
    """The columns' widths."""
    told = (f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, (_, width) in enumerate(headings, 1))
    return f"<cols>{''.join(told)}</cols>"


def row_of(values: Sequence[Value], *, bold: bool = False) -> str:
    return f"<row>{''.join(cell(value, bold=bold) for value in values)}</row>"


def cell(value: Value, *, bold: bool = False) -> str:
    """A text as text, never as a formula; a day as a day; nothing as an empty cell."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        text = escape(inert(UNWRITABLE.sub("", value)))
        return f'<c t="inlineStr"{BOLD if bold else ""}><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, date):
        return f"<c{A_DAY}><v>{value.toordinal() - BEFORE_1900}</v></c>"
    return f"<c><v>{value}</v></c>"
