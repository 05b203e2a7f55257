"""Keeping the search index true to offers and needs."""

from collections.abc import Iterator
from typing import Protocol

from samspil.core.models import Document
from samspil.core.search.index import Entry, be_the_one_writer, put, remove
from samspil.exchange import documents
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.events import NeedChanged, OfferChanged
from samspil.exchange.models import Need, Offer
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.models.offer import KIND as OFFER

KINDS = (OFFER, NEED)
WITH = ("organisation", "municipality", "area")


class OfOrganisation(Protocol):
    """An event of one organisation."""

    @property
    def organisation_id(self) -> int | None:
        """The organisation it happened to."""


def keep(kind: str, pk: int, entry: Entry | None) -> None:
    """Put a thing in the index, or take it out."""
    if entry:
        put(entry)
    elif Document.objects.exclude(audience="nobody").filter(kind=kind, object_id=pk).exists():
        remove(kind, pk)


def renew_offer(event: OfferChanged) -> None:
    """Put an offer in the index as it is now; one that nobody finds is removed from it."""
    be_the_one_writer()
    found = Offer.objects.select_related(*WITH).filter(pk=event.offer_id).first()
    keep(OFFER, event.offer_id, documents.offer_entry(found) if found else None)


def renew_need(event: NeedChanged) -> None:
    """Put a need in the index as it is now; one that is not shown is removed from it."""
    be_the_one_writer()
    found = Need.objects.select_related(*WITH).filter(pk=event.need_id).first()
    keep(NEED, event.need_id, documents.need_entry(found) if found else None)


def renew_of_organisation(event: OfOrganisation) -> None:
    """What an organisation offers and asks for follows it: it was confirmed, called something else, hidden, or is shown again."""
    if event.organisation_id is None:
        return
    for pk in Offer.objects.filter(organisation=event.organisation_id).order_by("pk").values_list("pk", flat=True):
        renew_offer(OfferChanged(offer_id=pk))
    for pk in Need.objects.filter(organisation=event.organisation_id).order_by("pk").values_list("pk", flat=True):
        renew_need(NeedChanged(need_id=pk))


def every_entry() -> Iterator[Entry]:
    """What the index shall hold of offers and needs."""
    for offer in Offer.objects.filter(state=OfferState.OPEN).select_related(*WITH).iterator(chunk_size=200):
        if entry := documents.offer_entry(offer):
            yield entry
    for need in Need.objects.filter(state__in=SHOWN).select_related(*WITH).iterator(chunk_size=200):
        if entry := documents.need_entry(need):
            yield entry
