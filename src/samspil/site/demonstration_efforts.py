"""What the citizen of the demonstration gave: confirmed hours, a thanks, and a trip to be paid. Made by the errands people do; what is there stays."""

from dataclasses import replace
from datetime import date

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.core import events
from samspil.core.text import address_of
from samspil.exchange.actions.answer_place import answer_place
from samspil.exchange.actions.ask_expense import Asked, ask_expense, open_payer
from samspil.exchange.actions.give_hours import Written, answer_hours, write_hours
from samspil.exchange.actions.say_thanks import say_thanks
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.domain.claims import ExpenseKind, PayMethod
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import ExpenseMoved, HoursMoved, NeedChanged, SignedUp, SignupAnswered, ThanksGiven
from samspil.exchange.models import Need, Payer, Signup
from samspil.identity.actor import actor_for
from samspil.identity.models import Person
from samspil.site.demonstration import email_of
from samspil.site.demonstration_exchange import NEEDS
from samspil.site.made_up.sides import CLUB, FIRM, Refused, fine, side_of

log = structlog.get_logger(__name__)
APPLES = 2
THANKS = "Tak, fordi du blev, til den sidste kasse var fyldt. Mosten smager af det."


TRIP = Asked(
    kind=ExpenseKind.CAR,
    method=PayMethod.FLAT,
    day=date.min,
    name="En borger",
    km=14,
    unpaid=True,
    purpose="Kørte en gæst hjem fra fællesspisning",
    origin="Forsamlingshuset",
    destination="Kirken",
)


def load_efforts() -> None:
    """Apples unless the citizen has said yes to them already, and a trip that waits for the treasurer unless the association takes expenses already."""
    load_apples()
    load_trip()


def load_trip() -> None:
    """The citizen drove a neighbour home, and asks the association to pay it by the kilometre."""
    side, person = side_of(CLUB), Person.objects.filter(email=email_of("borger")).first()
    if person is None or Payer.objects.filter(organisation=side.organisation).exists():
        return
    now, asked = timezone.now(), replace(TRIP, day=localdate())
    try:
        with transaction.atomic():
            fine(open_payer(side.actor, side.organisation.pk, on=True, now=now))
            row = fine(ask_expense(actor_for(person), side.organisation.pk, asked, now=now))
            events.settle(ExpenseMoved, expense_id=row.pk)
    except Refused as refused:
        log.warning("demonstration_refused", who=CLUB, why=str(refused))


def load_apples() -> None:
    """Unless the citizen has said yes to them already."""
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
