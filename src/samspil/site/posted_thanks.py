"""Thanks, for moderation: whoever got one may report it, and one that is hidden stands nowhere, neither in a profile."""

from datetime import datetime

from django.http import Http404

from samspil.exchange.models import ThankYou
from samspil.identity.actor import Actor
from samspil.moderation.domain.words import Kind
from samspil.moderation.queries import NO_THING, Posted, Shown

TITLE = "En tak til en, der hjalp"


def found(number: int) -> ThankYou | None:
    return ThankYou.objects.select_related("signup__need").filter(pk=number).first()


def read(thanks: ThankYou) -> Shown:
    """As moderators read it. The case keeps no name: it outlives the place."""
    return Shown(TITLE, thanks.text, "/behov/min-indsats/#tak", closed=True)


def reported(actor: Actor, number: int) -> tuple[Posted, Shown]:
    """One that was written to the actor; Http404 otherwise."""
    thanks = found(number)
    if thanks is None or thanks.hidden_at or actor.person_id is None or thanks.signup.person_id != actor.person_id:
        raise Http404(NO_THING)
    need = thanks.signup.need
    return Posted(Kind.THANKS, thanks.pk, need.municipality_id, need.organisation_id, thanks.by_id), read(thanks)


def hide(number: int, at: datetime | None) -> None:
    """Hide it, or bring its words back."""
    ThankYou.objects.filter(pk=number).update(hidden_at=at)
