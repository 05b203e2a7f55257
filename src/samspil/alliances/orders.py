"""Reading orders of many agreements on paper; the gates."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from samspil.alliances.domain.papers import OrderState
from samspil.alliances.domain.words import PartyState, Sector
from samspil.alliances.models import AgreementVersion, Alliance, PaperOrder, Party
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality

NO_ORDER = "Den bestilling findes ikke. Filer slettes efter nogle dage, så bestil igen."
MOST_SHOWN = 10


def municipalities_of(actor: Actor) -> list[Municipality]:
    """Those whose agreements the actor may order, in Danish order."""
    return list(Municipality.objects.filter(code__in=actor.moderates_in).order_by("name_key"))


def agreements_of(actor: Actor, code: str) -> QuerySet[Alliance]:
    """The alliances with an agreement that the municipality takes part in and whose journal the actor may take for it (`alliances.journalise`)."""
    own = Party.objects.filter(alliance=OuterRef("pk"), state=PartyState.JOINED.value, sector=Sector.PUBLIC.value)
    own = own.filter(organisation__of_municipality=code, organisation__in=sorted(actor.memberships))
    agreed = AgreementVersion.objects.filter(alliance=OuterRef("pk"))
    return Alliance.objects.visible_to(actor).filter(Exists(own), Exists(agreed)).order_by("pk")


def orders_of(actor: Actor) -> list[PaperOrder]:
    """The actor's own, the latest first, of the municipalities they still answer for."""
    found = PaperOrder.objects.filter(person=actor.person_id, municipality__in=sorted(actor.moderates_in)).select_related("municipality")
    return list(found[:MOST_SHOWN])


def get_order_for(actor: Actor, key: UUID) -> PaperOrder:
    """One for whoever ordered it, while they still answer for that municipality; Http404 for all others."""
    found = PaperOrder.objects.select_related("municipality").filter(key=key, person=actor.person_id).first() if actor.person_id else None
    if found is None or not actor.may("alliances.order_papers") or found.municipality_id not in actor.moderates_in:
        raise Http404(NO_ORDER)
    return found


def get_packed_order_for(actor: Actor, key: UUID) -> PaperOrder:
    """One that can be fetched; Http404 otherwise."""
    found = get_order_for(actor, key)
    if found.state != OrderState.READY or not found.place:
        raise Http404(NO_ORDER)
    return found
