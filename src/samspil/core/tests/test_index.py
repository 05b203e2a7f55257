"""The index: what a room puts is found, what it removes is not, and every process hears of changes in order."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from samspil.core.models import Document
from samspil.core.search import find, index, lists
from samspil.core.viewers import PUBLIC

KIND = "thing"


def entry(number: int = 1, **changes: Any) -> index.Entry:
    given = {
        "title": "Mosteri",
        "teaser": "Et æble",
        "text": "Om æbler",
        "card": "<li>",
        "facets": ["area:a"],
        "municipalities": ["0350"],
        "audience": "public",
    }
    return index.Entry(kind=KIND, object_id=number, url=f"/t/{number}/", sort_on=date(2026, 1, 1), **{**given, **changes})


def row(number: int = 1) -> dict[str, Any]:
    """A document as it stands, without what every writing renews."""
    found = Document.objects.filter(kind=KIND, object_id=number).values().get()
    return {name: value for name, value in found.items() if name not in {"id", "revision", "changed_at", "heard_at"}}


@pytest.mark.django_db
def test_putting_the_same_twice_is_putting_it_once() -> None:
    index.put(entry())
    before, pk = row(), Document.objects.get(kind=KIND).pk
    index.put(entry())
    assert row() == before
    assert Document.objects.get(kind=KIND).pk == pk


@pytest.mark.django_db
def test_the_last_writer_wins_in_every_field() -> None:
    index.put(entry())
    changed = entry(title="Ølbrug", teaser="Øl", text="Om humle", card="<p>", facets=["area:b"], municipalities=["0360"], audience="person")
    index.put(changed)
    index.put(entry(2))
    now = row()
    assert {name: now[name] for name in ("title", "teaser", "text", "card", "facets", "municipalities", "audience")} == {
        name: getattr(changed, name) for name in ("title", "teaser", "text", "card", "facets", "municipalities", "audience")
    }
    assert now["title_key"] == "|lbrug"


@pytest.mark.django_db
def test_facets_are_stored_once_and_in_order() -> None:
    index.put(entry(facets=["b:2", "a:1", "b:2"]))
    assert row()["facets"] == ["a:1", "b:2"]


@pytest.mark.django_db
def test_what_is_removed_is_in_no_list_no_search_and_leaves_no_text() -> None:
    index.put(entry())
    index.remove(KIND, 1)
    assert lists.page_of(PUBLIC, KIND, {}).documents == []
    assert find.find(PUBLIC, "mosteri æble", kinds=[KIND]).hits == []
    assert index.all_of(KIND) == []
    left = row()
    assert [left[name] for name in ("audience", "title", "also_named", "teaser", "text", "card", "facets")] == ["nobody", "", "", "", "", "", []]


@pytest.mark.django_db
def test_what_comes_back_is_found_again() -> None:
    index.put(entry())
    index.remove(KIND, 1)
    index.put(entry())
    assert [d.url for d in lists.page_of(PUBLIC, KIND, {}).documents] == ["/t/1/"]
    assert index.all_of(KIND) == [1]


@pytest.mark.django_db
def test_removing_what_is_not_there_changes_nothing() -> None:
    index.remove(KIND, 99)
    assert not Document.objects.filter(kind=KIND).exists()


@pytest.mark.django_db
def test_every_change_has_a_higher_revision_than_all_before() -> None:
    seen = []
    for change in (entry(1), entry(2), entry(1, title="Ny"), None):
        index.put(change) if change else index.remove(KIND, 2)
        seen.append(max(Document.objects.filter(kind=KIND).values_list("revision", flat=True)))
    assert seen == sorted(set(seen))


@pytest.mark.django_db
def test_writing_what_already_stands_there_is_no_change_but_is_heard() -> None:
    index.put(entry())
    long_ago = timezone.now() - timedelta(days=1)
    Document.objects.filter(kind=KIND).update(changed_at=long_ago, heard_at=long_ago)
    before = Document.objects.get(kind=KIND)
    index.put(entry())
    after = Document.objects.get(kind=KIND)
    assert (after.revision, after.changed_at) == (before.revision, before.changed_at)
    assert after.heard_at > before.heard_at


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"title": "Andet"}, {"card": "[2]"}, {"facets": ["area:b"]}, {"audience": "person"}, {"sort_on": date(2025, 1, 1)}])
def test_any_difference_is_a_change(change: dict[str, Any]) -> None:
    index.put(entry())
    long_ago = timezone.now() - timedelta(days=1)
    Document.objects.filter(kind=KIND).update(changed_at=long_ago)
    before = Document.objects.get(kind=KIND)
    index.put(replace(entry(), **change))
    after = Document.objects.get(kind=KIND)
    assert after.revision > before.revision
    assert after.changed_at > before.changed_at


def test_revisions_become_visible_in_the_order_they_were_given(django_db_setup: None, django_db_blocker: Any) -> None:
    """The second writer waits for the first; otherwise a process could see revision 8, and never look back for 7."""
    with django_db_blocker.unblock():
        options = {k: v for k, v in connection.get_connection_params().items() if k not in {"cursor_factory", "context", "prepare_threshold"}}
    order: list[str] = []

    def write(name: str) -> None:
        with psycopg.connect(**options) as own:
            own.execute(index.ONE_WRITER)
            own.execute("SELECT nextval('core_document_revision_seq')")
            order.append(name)
            own.rollback()

    with psycopg.connect(**options) as first:
        first.execute(index.ONE_WRITER)
        second = threading.Thread(target=write, args=["second"])
        second.start()
        second.join(0.3)
        order.append("first")
        first.rollback()
    second.join(5)
    assert order == ["first", "second"]
