"""Ask for urgent help in waves: begin, go on, say no, stop. A yes is an ordinary yes to the need, so of all who come at once for the last seat one gets it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange.actions.seating import hold, taken_of
from samspil.exchange.actions.sign_up import AT_ONCE
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.waves import CallState, next_step
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.events import UrgentAsked, UrgentEnded
from samspil.exchange.models import Need, UrgentAsk, UrgentCall, UrgentChoice
from samspil.exchange.models.urgent import OPEN
from samspil.exchange.urgent import call_of, candidates_of
from samspil.identity.actor import Actor

NOT_YOURS = Refusal("not-yours", "Det kan kun den, der søger folk til opgaven.")
NO_TIME = Refusal("no-time", "Haster det, så skriv først på behovet, hvilken dag og hvornår det er.")
NOT_SOON = Refusal("not-soon", "Der er mere end en uge til. Del opgaven i stedet, og kom tilbage, hvis ingen har sagt ja.")
KIND = Refusal("kind", "Haste-spørgsmål er til hjælp én gang og korte opgaver. På en vagtplan beder du om en afløser på selve vagten.")
CLOSED = Refusal("closed", "Behovet er ikke vist, eller det er begyndt.")
FULL = Refusal("full", "Alle pladser er taget.")
RUNNING = Refusal("running", "Der bliver allerede spurgt.")
NOBODY = Refusal("nobody", "Der er ingen i nærheden at spørge, som passer og vil spørges. Del opgaven, eller ring rundt.")
SOON = timedelta(days=7)


def why_not(need: Need, now: datetime) -> Refusal | None:
    """Why help cannot be asked for urgently."""
    if need.kind not in AT_ONCE - {NeedKind.SHIFTS} or need.unnamed:
        return KIND
    if need.starts_at is None:
        return NO_TIME
    if need.state not in SHOWN or need.hidden_at or need.starts_at <= now:
        return CLOSED
    if need.starts_at - now > SOON:
        return NOT_SOON
    return None if taken_of(need) < need.seats else FULL


@transaction.atomic
def start_call(actor: Actor, need_id: int, *, now: datetime) -> UrgentCall | Refusal:
    """Begin, and send the first wave at once, or in the morning."""
    need = hold(need_id)
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    refused = why_not(need, now)
    if refused:
        return refused
    if not candidates_of(need, now):
        return NOBODY
    try:
        with transaction.atomic():
            row = UrgentCall.objects.create(need=need, next_at=now, made_by_id=actor.person_id, made_at=now)
    except IntegrityError:
        return RUNNING
    go_on(row, need, now)
    return row


@transaction.atomic
def advance_call(call_id: int, *, now: datetime) -> None:
    """Do what is to be done now: send a wave, wait, or end it and tell those who wait that they need not answer."""
    found = UrgentCall.objects.filter(pk=call_id).values_list("need", flat=True).first()
    need = hold(found) if found else None
    row = UrgentCall.objects.select_for_update(of=("self",)).filter(pk=call_id, state=OPEN).first() if need else None
    if row and need:
        go_on(row, need, now)


def go_on(row: UrgentCall, need: Need, now: datetime) -> None:
    """The next step of a call whose need is held."""
    row.need = need
    if need.state not in SHOWN or need.hidden_at:
        end(row, "stopped")
        return
    step = next_step(call_of(row, need.seats - taken_of(need)), candidates_of(need, now), now)
    for who in step.who:
        ask = UrgentAsk.objects.create(call=row, person_id=int(who), asked_at=now)
        events.record(UrgentAsked(ask_id=ask.pk), municipality_code=need.municipality_id)
    if step.state in {CallState.ASK, CallState.PAUSE}:
        row.next_at = step.next_at
        row.save(update_fields=["next_at"])
    else:
        end(row, step.state.value)


def end(row: UrgentCall, state: str) -> None:
    """It is over; those who asked hear how, and those who have not answered that they need not. Whom nobody is left to ask after may still say yes."""
    row.state, row.next_at = state, None
    row.save(update_fields=["state", "next_at"])
    events.record(UrgentEnded(call_id=row.pk, state=state), municipality_code=row.need.municipality_id)


@transaction.atomic
def stop_call(actor: Actor, need_id: int) -> Refusal | None:
    """Those who asked stop it."""
    need = hold(need_id)
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    row = UrgentCall.objects.select_for_update(of=("self",)).filter(need=need, state=OPEN).first()
    if row:
        row.need = need
        end(row, "stopped")
    return None


@transaction.atomic
def cannot(actor: Actor, ask_id: int, *, now: datetime) -> Refusal | None:
    """A no; nobody has to say why, and the next is asked the sooner."""
    found = UrgentAsk.objects.select_related("call").filter(pk=ask_id, person=actor.person_id).first() if actor.person_id else None
    if found is None:
        return NOT_YOURS
    UrgentAsk.objects.filter(pk=found.pk).update(no=True)
    advance_call(found.call_id, now=now)
    return None


@transaction.atomic
def choose(actor: Actor, *, never: bool, nights: bool) -> None:
    """How one wants to be asked."""
    if actor.person_id is not None:
        UrgentChoice.objects.update_or_create(person_id=actor.person_id, defaults={"never": never, "nights": nights and not never})
