"""What exchange does when two organisations become one: offers and needs follow."""

from django.db.models import QuerySet

from samspil.core import events
from samspil.exchange.events import NeedChanged, OfferChanged
from samspil.exchange.models import Certificate, Need, Offer, PromisedCapacity
from samspil.identity.models import Organisation


def offers_of(organisation: Organisation) -> "QuerySet[Offer]":
    """All it offers or offered."""
    return Offer.objects.filter(organisation=organisation)


def needs_of(organisation: Organisation) -> "QuerySet[Need]":
    """All it asks or asked for."""
    return Need.objects.filter(organisation=organisation)


def move_offers(merged: Organisation, into: Organisation) -> None:
    """Its offers become the other's."""
    moved = list(offers_of(merged).values_list("pk", flat=True))
    offers_of(merged).update(organisation=into)
    for pk in moved:
        events.record(OfferChanged(offer_id=pk))


def move_needs(merged: Organisation, into: Organisation) -> None:
    """Its needs become the other's."""
    moved = list(needs_of(merged).values_list("pk", flat=True))
    needs_of(merged).update(organisation=into)
    for pk in moved:
        events.record(NeedChanged(need_id=pk))


def certificates_of(organisation: Organisation) -> "QuerySet[Certificate]":
    """What it noted of people's certificates."""
    return Certificate.objects.filter(organisation=organisation)


def move_certificates(merged: Organisation, into: Organisation) -> None:
    """What it noted becomes the other's; where both wait for an answer from the same person, the newer stays."""
    both = certificates_of(into).filter(outcome="").values("person")
    certificates_of(merged).filter(outcome="", person__in=both).delete()
    certificates_of(merged).update(organisation=into)


def promised_by(organisation: Organisation) -> "QuerySet[PromisedCapacity]":
    """What it has promised in alliances."""
    return PromisedCapacity.objects.filter(organisation=organisation)


def move_capacity(merged: Organisation, into: Organisation) -> None:
    """Its promises become the other's."""
    promised_by(merged).update(organisation=into)
