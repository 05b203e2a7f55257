"""What alliances show of other rooms' pages: looked up once for what everybody may see, and never shown to whom it is not for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.alliances import known
from samspil.core import kept
from samspil.core.models import Document
from samspil.core.pagecache import PageStore
from samspil.identity.actor import VISITOR, Actor

pytestmark = pytest.mark.django_db
ANSWERS = ["/jura/har-frivillige-tavshedspligt/", "/jura/hvornaar-boerneattest/"]
EDITORS = Actor(person_id=1, views=(7,))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> PageStore:
    store = PageStore()
    store.listening = True
    monkeypatch.setattr(kept, "STORE", store)
    monkeypatch.setattr(kept, "PIECES", kept.Pieces())
    return store


def asked(actor: Actor) -> tuple[list[str], int]:
    """What the actor is shown of the two answers, and how many statements it took."""
    with CaptureQueriesContext(
        connection,
    ) as statements:
        found = known.known_pages(actor, ANSWERS)
    return sorted(page.url for page in found), len(statements)


def test_what_everybody_may_see_is_looked_up_once_until_something_changes(store: PageStore) -> None:
    assert [asked(actor) for actor in (VISITOR, EDITORS, VISITOR)] == [(ANSWERS, 1), (ANSWERS, 0), (ANSWERS, 0)]
    Document.objects.filter(url=ANSWERS[0]).delete()
    store.clear()
    assert asked(VISITOR)[0] == ANSWERS[1:]


def test_what_only_some_may_see_is_read_for_each_and_shown_to_nobody_else(store: PageStore) -> None:
    Document.objects.filter(url=ANSWERS[0]).update(audience="view:7")
    assert [asked(actor)[0] for actor in (EDITORS, VISITOR, EDITORS)] == [ANSWERS, ANSWERS[1:], ANSWERS]


def test_what_is_kept_does_not_grow_without_end(store: PageStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "MOST_KNOWN", 2)
    for url in ANSWERS * 2:
        known.known_pages(VISITOR, [url])
    known.known_pages(VISITOR, ANSWERS)
    assert len(kept.piece("pages known to all", dict)) <= 2
