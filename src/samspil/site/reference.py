"""What people look up and no editor publishes as a page, in the index: words of the glossary, municipalities and organisations."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from django.db import transaction

from samspil.content.events import TermChanged
from samspil.content.files import html
from samspil.content.models import GlossaryTerm
from samspil.core.search.index import Entry, all_of, be_the_one_writer, put, put_many, remove
from samspil.identity.actor import VISITOR
from samspil.identity.domain.organisations import KIND_DA, OrganisationKind
from samspil.identity.events import OrganisationsMerged
from samspil.identity.models import Municipality, Organisation
from samspil.identity.models.organisation import OrganisationQuerySet
from samspil.knowledge.documents import plain

TERM, MUNICIPALITY, ORGANISATION = "term", "municipality", "organisation"
# They have no date of their own, and stand in no list by date.
NO_DATE = date(2026, 1, 1)


def term_entries() -> Iterable[Entry]:
    for term in GlossaryTerm.objects.all():
        yield reference(TERM, term.pk, f"/ordbog/{term.slug}/", term.term, term.short, plain(html(term.body)))


def municipality_entries() -> Iterable[Entry]:
    for place in Municipality.objects.open():
        yield reference(MUNICIPALITY, int(place.code), f"/kommuner/{place.slug}/", place.name, f"Hvad der er i gang i {place.name} Kommune.", "kommune")


def public_organisations() -> OrganisationQuerySet:
    """Those that everybody may see: the confirmed. A municipality's own is found as the municipality."""
    return Organisation.objects.visible_to(VISITOR).filter(of_municipality=None).select_related("municipality")


def organisation_entry(found: Organisation) -> Entry:
    teaser = f"{KIND_DA[OrganisationKind(found.kind)]} i {found.municipality.name} Kommune."
    return reference(ORGANISATION, found.pk, found.address, found.name, teaser, found.about)


def organisation_entries() -> Iterable[Entry]:
    return map(organisation_entry, public_organisations())


def reference(kind: str, object_id: int, url: str, title: str, teaser: str, text: str) -> Entry:
    """An entry that everybody may see and that no list shows as a card."""
    return Entry(kind=kind, object_id=object_id, audience="public", url=url, title=title, teaser=teaser, text=text, card="", sort_on=NO_DATE)


SOURCES: dict[str, Callable[[], Iterable[Entry]]] = {TERM: term_entries, MUNICIPALITY: municipality_entries, ORGANISATION: organisation_entries}


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


class OfOrganisation(Protocol):
    """An event that may be of an organisation."""

    organisation_id: int | None


def renew_organisation(event: OfOrganisation) -> None:
    """Put an organisation in the index as it is now; one that not everybody may see is removed from it."""
    if event.organisation_id is not None:
        renew_one(event.organisation_id)


def renew_merged(event: OrganisationsMerged) -> None:
    """One organisation stays where there were two."""
    renew_one(event.merged_id)
    renew_one(event.into_id)


def renew_one(organisation_id: int) -> None:
    be_the_one_writer()
    found = public_organisations().filter(pk=organisation_id).first()
    if found:
        put(organisation_entry(found))
    elif organisation_id in all_of(ORGANISATION):
        remove(ORGANISATION, organisation_id)
