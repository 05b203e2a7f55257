"""What people look up and no editor publishes as a page, in the index: words of the glossary and municipalities."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction

from samspil.content.events import TermChanged
from samspil.content.files import html
from samspil.content.models import GlossaryTerm
from samspil.core.search.index import Entry, all_of, be_the_one_writer, put_many, remove
from samspil.identity.models import Municipality
from samspil.knowledge.documents import plain

TERM, MUNICIPALITY = "term", "municipality"
# They have no date of their own, and stand in no list by date.
NO_DATE = date(2026, 1, 1)


def term_entries() -> Iterable[Entry]:
    for term in GlossaryTerm.objects.all():
        yield reference(TERM, term.pk, f"/ordbog/{term.slug}/", term.term, term.short, plain(html(term.body)))


def municipality_entries() -> Iterable[Entry]:
    for place in Municipality.objects.open():
        yield reference(MUNICIPALITY, int(place.code), f"/kommuner/{place.slug}/", place.name, f"Hvad der er i gang i {place.name} Kommune.", "kommune")


def reference(kind: str, object_id: int, url: str, title: str, teaser: str, text: str) -> Entry:
    """An entry that everybody may see and that no list shows as a card."""
    return Entry(kind=kind, object_id=object_id, audience="public", url=url, title=title, teaser=teaser, text=text, card="", sort_on=NO_DATE)


SOURCES: dict[str, Callable[[], Iterable[Entry]]] = {TERM: term_entries, MUNICIPALITY: municipality_entries}


@transaction.atomic
def renew(kind: str) -> int:
    """Put all of a kind in the index as they are now, and take out what is gone; returns how many there are."""
    be_the_one_writer()
    entries = list(SOURCES[kind]())
    put_many(entries)
    for gone in set(all_of(kind)) - {entry.object_id for entry in entries}:
        remove(kind, gone)
    return len(entries)


def renew_all() -> int:
    return sum(renew(kind) for kind in SOURCES)


def renew_terms(event: TermChanged) -> None:
    """A word was written, changed or taken out."""
    renew(TERM)
