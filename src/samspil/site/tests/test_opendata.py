"""Open data: everything public and nothing else, as CSV and JSON, with dictionary and licence."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from samspil.alliances.tests.making import joined
from samspil.alliances.tests.test_directory import opened
from samspil.content.models import GlossaryTerm
from samspil.core import pagecache
from samspil.exchange.tests.making import asked, club_and_chair, offered
from samspil.knowledge.models import Article, Consultancy, CouncilGuide, Example, Publication
from samspil.law import sources
from samspil.law.models import LegalAnswer
from samspil.site import dumping
from samspil.site.jobs import nightly_dump

pytestmark = pytest.mark.django_db
# Tables of pages, with the pages they hold.
PAGES: dict[str, Any] = {
    "eksempler": Example,
    "juridiske-svar": LegalAnswer,
    "droeftelser": CouncilGuide,
    "artikler": Article,
    "publikationer": Publication,
    "konsulenttilbud": Consultancy,
}
RELATED = ("examples", "legal_answers", "related")


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(dumping.make_dump())


def tables() -> dict[str, tuple[list[dict[str, Any]], list[dict[str, str]]]]:
    """Each table as JSON and as CSV."""
    with archive() as file:
        sheets = {t.name: file.read(f"{t.name}.csv").decode("utf-8-sig") for t in dumping.TABLES}
        rows = {t.name: json.loads(file.read(f"{t.name}.json")) for t in dumping.TABLES}
    return {name: (rows[name], list(csv.DictReader(io.StringIO(sheet, newline="")))) for name, sheet in sheets.items()}


def table(name: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    return tables()[name]


def row_of(name: str, slug: str) -> dict[str, Any]:
    return next(row for row in table(name)[0] if row["slug"] == slug)


def test_the_file_holds_each_table_twice_with_dictionary_and_licence() -> None:
    with archive() as file:
        assert set(file.namelist()) == {"LICENS.txt", "ordbog.json"} | {f"{t.name}.{form}" for t in dumping.TABLES for form in ("csv", "json")}
        assert "CC BY 4.0" in file.read("LICENS.txt").decode()
        assert file.testzip() is None


def test_the_dictionary_explains_every_column_and_no_other(make_person: Any) -> None:
    opened(joined(make_person))
    club, chair = club_and_chair(make_person, "Nabovennerne", "nabovennerne@example.dk")
    asked(chair, club)
    offered(chair, club)
    with archive() as file:
        described = json.loads(file.read("ordbog.json"))
    made = tables()
    assert list(made) == list(described)
    for name, (rows, sheet) in made.items():
        columns = described[name]["columns"]
        assert rows, name
        assert len(rows) == len(sheet)
        assert all(list(row) == list(columns) for row in rows)
        assert all(list(line) == list(columns) for line in sheet)
        assert all(columns.values())


def test_the_tables_hold_what_is_public() -> None:
    held = {name: rows for name, (rows, _) in tables().items()}
    for name, model in PAGES.items():
        assert [row["slug"] for row in held[name]] == list(model.objects.live().order_by("slug").values_list("slug", flat=True))
    assert [row["slug"] for row in held["begreber"]] == list(GlossaryTerm.objects.order_by("term_key", "pk").values_list("slug", flat=True))
    assert {row["key"] for row in held["satser"]} == set(sources.values())
    assert [row["key"] for row in held["forhold"]] == list(sources.facts())
    assert len(held["kommuner"]) == 98


def test_an_example_is_told_in_full() -> None:
    page = Example.objects.get(slug="aeblemosteriet")
    row = row_of("eksempler", page.slug)
    for name in ("done", "took", "outcome", "obstacles", "advice", "unknown", "money", "contact", "period", "year_from", "year_to"):
        assert row[name] == getattr(page, name), name
    assert row["done"].startswith("<p>")
    assert [list(party.values()) for party in row["parties"]] == [[p.name, p.sector, p.brings, p.gains] for p in page.parties.all()]
    assert [list(source.values()) for source in row["sources"]] == [[s.text, s.date, s.url] for s in page.sources.all()]
    assert row["legal_answers"] == sorted(page.legal_answers.values_list("slug", flat=True))


def test_a_legal_answer_is_told_in_full() -> None:
    page = LegalAnswer.objects.get(slug="er-puljeafslag-en-afgoerelse")
    row = row_of("juridiske-svar", page.slug)
    assert (row["short"], row["body"], row["applies_to"], row["unclear"]) == (page.teaser, page.body, page.audience_list, page.unclear_list)
    assert (row["valid_from"], row["checked_on"], row["expires_on"]) == tuple(str(day) for day in (page.valid_from, page.checked_on, page.expires_on))
    assert [(law["law"], law["url"]) for law in row["laws"]] == [(law.law, law.url) for law in page.laws.all()]
    assert [t["fact"] for t in row["triggers"]] == [t.fact for t in sources.triggers()[page.slug]]


def test_a_guide_has_its_questions_in_order() -> None:
    page = CouncilGuide.objects.get(slug="de-fem-spoergsmaal")
    row = row_of("droeftelser", page.slug)
    assert [q["text"] for q in row["questions"]] == [q.text for q in page.question_set.questions.all()]
    assert len(row["questions"]) == 5


def test_long_texts_stand_without_markup_in_the_sheet() -> None:
    Article.objects.filter(slug="frivilligchartret-fra-2013").update(body="<h2>Ét &amp; to</h2><p>Tre<br/>fire</p><ul><li>fem</li><li>=seks</li></ul>")
    sheet = {line["slug"]: line["body"] for line in table("artikler")[1]}
    assert sheet["frivilligchartret-fra-2013"] == "Ét & to\nTre\nfire\n• fem\n• =seks"
    assert not [text for text in sheet.values() if "<p>" in text or "&amp;" in text]


def test_links_that_editors_make_are_addresses() -> None:
    there = Example.objects.live()[0]
    Article.objects.filter(slug="frivilligchartret-fra-2013").update(body=f'<p>Se <a linktype="page" id="{there.pk}">dér</a>.</p>')
    row = row_of("artikler", "frivilligchartret-fra-2013")
    assert f'/eksempler/{there.slug}/">dér</a>' in row["body"]
    assert "linktype" not in row["body"]


def test_parts_of_a_column_are_explained_and_stand_in_that_order() -> None:
    with archive() as file:
        parts = json.loads(file.read("ordbog.json"))["eksempler"]["parts"]
    row = next(row for row in table("eksempler")[0] if row["parties"])
    assert list(row["parties"][0]) == list(parts["parties"]) == ["name", "sector", "brings", "gains"]
    for each in dumping.TABLES:
        lists = [(column, value) for line in each.rows() for column, value in line.items() if isinstance(value, list)]
        held = [(column, list(items[0])) for column, items in lists if items and isinstance(items[0], dict)]
        assert all(names == list(each.parts[column]) for column, names in held)
        assert all(meaning for part in each.parts.values() for meaning in part.values())


@pytest.mark.parametrize("name", [t.name for t in dumping.TABLES])
def test_a_table_takes_few_queries_and_no_more_for_many_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    each = next(t for t in dumping.TABLES if t.name == name)
    with CaptureQueriesContext(connection) as many:
        rows = list(each.rows())
    for model in PAGES.values():
        keep = model.objects.order_by("slug").values_list("pk", flat=True)[:2]
        model.objects.exclude(pk__in=list(keep)).update(live=False)
    with CaptureQueriesContext(connection) as few:
        assert len(list(each.rows())) <= len(rows)
    assert len(few) <= len(many) <= 12, [query["sql"][:120] for query in many.captured_queries]
    assert len(many) - len(few) <= 2, "a relation of the two that are left may hold nothing"


def test_the_same_content_gives_the_same_tables() -> None:
    with archive() as first:
        before = {name: first.read(name) for name in first.namelist()}
    with archive() as second:
        assert {name: second.read(name) for name in second.namelist()} == before


def test_a_hidden_page_is_in_no_table_and_named_by_none() -> None:
    hidden = {name: model.objects.live()[0] for name, model in PAGES.items()}
    article = Article.objects.live()[1]
    article.examples, article.legal_answers = [hidden["eksempler"]], [hidden["juridiske-svar"]]
    article.save()
    held = row_of("artikler", article.slug)
    assert (held["examples"], held["legal_answers"]) == ([hidden["eksempler"].slug], [hidden["juridiske-svar"].slug])
    for name, page in hidden.items():
        if name == "droeftelser":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    left = {name: rows for name, (rows, _) in tables().items()}
    assert not [name for name, page in hidden.items() if page.slug in {row["slug"] for row in left[name]}]
    named = {slug for name in PAGES for row in left[name] for column in RELATED for slug in row.get(column, ())}
    assert not named & {page.slug for page in hidden.values()}


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
        explained = [each.columns.items(), *(part.items() for part in each.parts.values())]
        assert all(column in html and meaning.replace("'", "&#x27;") in html for pairs in explained for column, meaning in pairs)
