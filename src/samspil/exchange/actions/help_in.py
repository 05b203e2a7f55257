"""Staff write an offer, or a yes to a need, for somebody who phones in and has no e-mail; each is kept with who did it for whom."""

from datetime import datetime

from django.db import transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange.actions.post_offer import NewOffer, post_offer
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.events import HelpedIn
from samspil.exchange.models import Offer, Signup
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import AssistedPerson, Person

NOBODY = Refusal("nobody", "Personen er ikke skrevet ind i din kommune. Skriv dem ind under Borgere uden e-mail først.")


def person_of(actor: Actor, assisted_id: int) -> Person | None:
    """The person, where the actor may help them."""
    found = AssistedPerson.objects.visible_to(actor).select_related("person").filter(pk=assisted_id).first()
    return found.person if found and actor.may("exchange.place", found.municipality_id) else None


@transaction.atomic
def offer_for(actor: Actor, assisted_id: int, new: NewOffer, *, now: datetime) -> Offer | Refusal:
    """Write the person's offer as they tell it; it is theirs from then on."""
    person = person_of(actor, assisted_id)
    if person is None:
        return NOBODY
    result = post_offer(actor_for(person), new, now=now)
    if isinstance(result, Offer):
        helped = HelpedIn(person_id=person.pk, offer_id=result.pk)
        events.record(helped, actor_id=actor.person_id, municipality_code=result.municipality_id)
    return result


@transaction.atomic
def sign_up_for(actor: Actor, assisted_id: int, need_id: int, yes: Yes, *, now: datetime) -> Signup | Refusal:
    """Say yes for the person who asked for it; the rules are those that hold for everybody."""
    person = person_of(actor, assisted_id)
    if person is None:
        return NOBODY
    result = sign_up(actor_for(person), need_id, yes, now=now)
    if isinstance(result, Signup):
        helped = HelpedIn(person_id=person.pk, signup_id=result.pk)
        events.record(helped, actor_id=actor.person_id, municipality_code=result.need.municipality_id)
    return result
