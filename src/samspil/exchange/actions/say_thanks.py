"""An organisation thanks somebody who helped; the person may put the thanks away."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange import efforts
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.events import ThanksGiven
from samspil.exchange.models import Signup, ThankYou
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun en fra den organisation, der spurgte.")
OWN = Refusal("own", "Du kan ikke skrive en tak til dig selv. Bed en anden i organisationen gøre det.")
NOT_HERE = Refusal("not-here", "En tak skrives til en, der har en plads hos jer eller har været med.")
GONE = Refusal("gone", "Den, der hjalp, har ikke længere en konto her.")
NO_WORDS = Refusal("words", "Skriv et par ord. Det må gerne være kort.")
TODAY = Refusal("today", "I har allerede takket for det i dag. Skriv igen en anden dag.")


@transaction.atomic
def say_thanks(actor: Actor, signup_id: int, text: str, *, now: datetime) -> ThankYou | Refusal:
    """Write a thanks to somebody who said yes and got a place."""
    signup = Signup.objects.select_for_update(of=("self",)).select_related("need").filter(pk=signup_id).first()
    if signup is None or not actor.may("exchange.work", signup.need):
        return NOT_YOURS
    refused = not_to(actor, signup) or (None if text else NO_WORDS)
    if refused:
        return refused
    if ThankYou.objects.filter(signup=signup, day=localdate(now)).exists():
        return TODAY
    thanks = ThankYou.objects.create(signup=signup, by_id=actor.person_id, text=text, day=localdate(now), made_at=now)
    events.record(ThanksGiven(thanks_id=thanks.pk), actor_id=actor.person_id, municipality_code=signup.need.municipality_id)
    return thanks


def not_to(actor: Actor, signup: Signup) -> Refusal | None:
    """Why this person cannot be thanked."""
    if signup.state not in efforts.HELPED:
        return NOT_HERE
    if signup.person_id is None:
        return GONE
    if signup.person_id == actor.person_id:
        return OWN
    return blocked(Party(organisation=signup.need.organisation_id), Party(person=signup.person_id))


@transaction.atomic
def put_thanks_away(actor: Actor, thanks_id: int) -> str | Refusal:
    """The person does not want it to stand: it is deleted."""
    found = ThankYou.objects.filter(pk=thanks_id, signup__person=actor.person_id) if actor.person_id else ThankYou.objects.none()
    number, _ = found.delete()
    return "Takken er slettet." if number else Refusal("not-yours", "Den tak er ikke til dig, eller også er den slettet.")
