"""Open data: everything public and nothing else, as CSV and JSON, with dictionary and licence."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from samspil.core import pagecache
from samspil.knowledge.models import Example
from samspil.law.models import LegalAnswer
from samspil.site import dumping
from samspil.site.jobs import nightly_dump

pytestmark = pytest.mark.django_db
FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠x"]


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(dumping.make_dump())


def table(name: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """A table as JSON and as CSV."""
    with archive() as file:
        sheet = file.read(f"{name}.csv").decode("utf-8-sig")
        return json.loads(file.read(f"{name}.json")), list(csv.DictReader(io.StringIO(sheet, newline="")))


def test_the_file_holds_each_table_twice_with_dictionary_and_licence() -> None:
    with archive() as file:
        assert set(file.namelist()) == {"LICENS.txt", "ordbog.json"} | {f"{t.name}.{form}" for t in dumping.TABLES for form in ("csv", "json")}
        assert "CC BY 4.0" in file.read("LICENS.txt").decode()
        assert file.testzip() is None


@pytest.mark.parametrize("name", [t.name for t in dumping.TABLES])
def test_the_dictionary_explains_every_column_and_no_other(name: str) -> None:
    with archive() as file:
        columns = json.loads(file.read("ordbog.json"))[name]["columns"]
    rows, sheet = table(name)
    assert rows
    assert len(rows) == len(sheet)
    assert all(list(row) == list(columns) for row in rows)
    assert all(list(line) == list(columns) for line in sheet)
    assert all(columns.values())


def test_the_tables_hold_what_is_public() -> None:
    assert {row["slug"] for row in table("eksempler")[0]} == set(Example.objects.live().values_list("slug", flat=True))
    assert {row["slug"] for row in table("juridiske-svar")[0]} == set(LegalAnswer.objects.live().values_list("slug", flat=True))
    assert len(table("kommuner")[0]) == 98


def test_a_hidden_page_is_in_no_table() -> None:
    hidden, closed, answer = Example.objects.live()[0], Example.objects.live()[1], LegalAnswer.objects.live()[0]
    hidden.unpublish()
    for page in (closed, answer):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with archive() as file:
        everything = b"".join(file.read(name) for name in file.namelist()).decode()
    for page in (hidden, closed, answer):
        assert f"/{page.slug}/" not in everything


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    assert dumping.cell(formula) == "'" + formula
    assert dumping.cell(["Lejre", formula]) == "Lejre; '" + formula


@given(st.recursive(st.text(max_size=20), lambda inner: st.lists(inner, max_size=4), max_leaves=6))
def test_no_part_of_a_cell_that_a_sheet_may_split_begins_a_formula(value: Any) -> None:
    def items(of: Any) -> Iterable[str]:
        return [of] if isinstance(of, str) else [text for item in of for text in items(item)]

    written = dumping.cell(value)
    assert not written.lstrip(" ")[:1] or written.lstrip(" ")[:1] not in dumping.FORMULA_SIGNS
    for item in items(value):
        if item.lstrip(" ")[:1] in dumping.FORMULA_SIGNS and item.strip(" "):
            assert "'" + item in written


def test_a_formula_in_a_title_is_defused_in_the_sheet_and_untouched_in_json() -> None:
    Example.objects.filter(slug="aeblemosteriet").update(title='=HYPERLINK("https://example.com")')
    rows, sheet = table("eksempler")
    assert next(row["title"] for row in rows if row["slug"] == "aeblemosteriet") == '=HYPERLINK("https://example.com")'
    assert next(line["title"] for line in sheet if line["slug"] == "aeblemosteriet") == '\'=HYPERLINK("https://example.com")'


def test_readers_meet_the_old_file_until_the_new_one_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    before = dumping.make_dump().read_bytes()

    def broken() -> Iterable[dict[str, Any]]:
        yield from ()
        raise RuntimeError

    monkeypatch.setattr(dumping, "TABLES", [dumping.Table("x", "", {}, broken)])
    with pytest.raises(RuntimeError):
        dumping.make_dump()
    assert dumping.dump_path().read_bytes() == before


def test_the_page_offers_the_file_when_there_is_one() -> None:
    assert b"/aabne-data/samspil.zip" not in Client().get("/aabne-data/").content
    assert Client().get("/aabne-data/samspil.zip").status_code == 404
    nightly_dump.func(0)
    pagecache.STORE.clear()
    assert b"/aabne-data/samspil.zip" in Client().get("/aabne-data/").content
    response = Client().get("/aabne-data/samspil.zip")
    assert response["Content-Disposition"] == 'attachment; filename="samspil.zip"'
    assert b"".join(response) == dumping.dump_path().read_bytes()


def test_the_page_explains_every_table_and_column() -> None:
    html = Client().get("/aabne-data/").content.decode()
    for each in dumping.TABLES:
        assert each.about in html
        assert all(column in html and meaning.replace("'", "&#x27;") in html for column, meaning in each.columns.items())
