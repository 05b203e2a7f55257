"""What kind a document is of is asked once in a process, and again when the database was lost."""

from datetime import date
from typing import Any

import pytest

from samspil.core.models import Document
from samspil.core.pagecache import STORE
from samspil.core.search import index, kinds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KEPT", kinds.Kept(losses=STORE.losses))


def put(kind: str) -> int:
    index.put(index.Entry(kind=kind, object_id=7, audience="public", url=f"/{kind}/", title=kind, teaser="", text="", card="", sort_on=date(2026, 1, 1)))
    return Document.objects.get(kind=kind, object_id=7).pk


def test_a_kind_is_asked_for_once(django_assert_num_queries: Any) -> None:
    one, other = put("bird"), put("fish")
    with django_assert_num_queries(1):
        assert kinds.kinds_of([one, other]) == {one: "bird", other: "fish"}
    with django_assert_num_queries(0):
        assert kinds.kinds_of([other]) == {other: "fish"}


def test_what_is_no_document_has_no_kind() -> None:
    assert kinds.kinds_of([2**31]) == {}


def test_all_is_forgotten_when_the_database_was_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    one = put("bird")
    kinds.kinds_of([one])
    Document.objects.filter(pk=one).update(kind="fish")  # as after a backup was read back
    assert kinds.kinds_of([one]) == {one: "bird"}
    monkeypatch.setattr(STORE, "losses", STORE.losses + 1)
    assert kinds.kinds_of([one]) == {one: "fish"}
