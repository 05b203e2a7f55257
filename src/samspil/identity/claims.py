"""CVR numbers that two organisations say are theirs: what each sees of it, through the gates."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from samspil.identity.actor import Actor
from samspil.identity.models import NumberClaim, Organisation


def claims_for(actor: Actor) -> "QuerySet[NumberClaim]":
    """Claims the actor may decide: both organisations lie where the actor merges them. None for a volunteer centre's people."""
    if not actor.is_staff:
        raise PermissionDenied("CVR-numre afgøres af kommunens egne medarbejdere.")
    found = NumberClaim.objects.select_related("organisation__municipality", "holder__municipality")
    if actor.may("identity.merge_anywhere"):
        return found
    return found.filter(organisation__municipality__in=actor.moderates_in, holder__municipality__in=actor.moderates_in)


def get_claim_for(actor: Actor, claim_id: int) -> NumberClaim:
    """A claim the actor may decide; Http404 otherwise."""
    found = claims_for(actor).filter(pk=claim_id).first()
    if found is None:
        raise Http404("Den sag findes ikke her.")
    return found


def own_claim(organisation: Organisation) -> NumberClaim | None:
    """The newest claim of an organisation that a gate has let through."""
    return NumberClaim.objects.filter(organisation=organisation).order_by("-pk").first()


def claimed_of(organisation: Organisation) -> "QuerySet[NumberClaim]":
    """Claims that wait on the number of an organisation that a gate has let through. Show its own people none of who claims."""
    return NumberClaim.objects.waiting().filter(holder=organisation, cvr=organisation.cvr)


def holder_of(cvr: str) -> Organisation | None:
    """Who has a number here now."""
    return Organisation.objects.standing().filter(cvr=cvr).first() if cvr else None
