"""What the citizen of the demonstration gave: confirmed hours, and a thanks. Made by the errands people do; what is there stays."""

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.core import events
from samspil.core.text import address_of
from samspil.exchange.actions.answer_place import answer_place
from samspil.exchange.actions.give_hours import Written, answer_hours, write_hours
from samspil.exchange.actions.say_thanks import say_thanks
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import HoursMoved, NeedChanged, SignedUp, SignupAnswered, ThanksGiven
from samspil.exchange.models import Need, Signup
from samspil.identity.actor import actor_for
from samspil.identity.models import Person
from samspil.site.demonstration import email_of
from samspil.site.demonstration_exchange import NEEDS
from samspil.site.made_up.sides import FIRM, Refused, fine, side_of

log = structlog.get_logger(__name__)
APPLES = 2
THANKS = "Tak, fordi du blev, til den sidste kasse var fyldt. Mosten smager af det."


def load_efforts() -> None:
    """Unless the citizen has said yes to the apples already."""
    need = Need.objects.filter(slug=address_of(NEEDS[APPLES][1].title)).first()
    person = Person.objects.filter(email=email_of("borger")).first()
    if need is None or person is None or Signup.objects.filter(need=need, person=person).exists():
        return
    try:
        came_for_apples(need, person)
    except Refused as refused:
        log.warning("demonstration_refused", who=FIRM, why=str(refused))


@transaction.atomic
def came_for_apples(need: Need, person: Person) -> None:
    """The citizen picked apples, wrote three hours, and was thanked; nobody is told of what the demonstration did by itself."""
    side, helper, now = side_of(FIRM), actor_for(person), timezone.now()
    signup = fine(sign_up(helper, need.pk, Yes(name="En borger", old_enough=True), now=now))
    if signup.state == SignupState.ASKED:
        fine(answer_place(side.actor, signup.pk, "confirm", now=now))
    fine(answer_place(side.actor, signup.pk, "attend", now=now))
    row = fine(write_hours(helper, signup.pk, Written(minutes=180, day=localdate(now), words="Plukkede og sorterede"), now=now))
    fine(answer_hours(side.actor, row.pk, "confirm", now=now))
    thanks = fine(say_thanks(side.actor, signup.pk, THANKS, now=now))
    events.settle(SignedUp, signup_id=signup.pk)
    events.settle(SignupAnswered, signup_id=signup.pk)
    events.settle(HoursMoved, hours_id=row.pk)
    events.settle(ThanksGiven, thanks_id=thanks.pk)
    events.settle(NeedChanged, need_id=need.pk)
