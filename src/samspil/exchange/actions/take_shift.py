"""Take a shift, be put on one, give it back, find somebody who takes it over, and say who came."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.shifting import GONE, NOT_IN, as_taken, hold, hold_people, place, step, taken_of, told, why_not
from samspil.exchange.domain.signups import ORGANISER, PERSON, SignupState, after_absence, withdrawal
from samspil.exchange.events import ShiftsGiven, SubstituteAsked
from samspil.exchange.hindering import lacking_of
from samspil.exchange.models import Need, Shift, ShiftPlace, SubstituteAsk
from samspil.exchange.substitutes import suited
from samspil.identity.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet

NOT_YOURS = Refusal("not-yours", "Det kan kun den, hvis vagt det er, eller de, der laver vagtplanen.")
NOT_SHOWN = Refusal("not-shown", "Vagtplanen er ikke vist endnu. Du får besked, når du kan tage vagter.")
NO_LONGER = Refusal("no-longer", "Spørgsmålet gælder ikke længere: vagten er flyttet eller byttet. Se vagtplanen igen.")
OWN = Refusal("own", "Du kan ikke skrive, om du selv kom. Bed en anden i organisationen gøre det.")
ANOTHER_TIME = Refusal("moved", "Vagten er flyttet, siden du så den. Se den nye tid, og tag den, hvis den passer dig.")
TOO_EARLY = Refusal("early", "Vagten er ikke begyndt endnu.")
FOUND = Refusal("found", "Tak, men en anden nåede at sige ja først.")
NOBODY = "Vi fandt ingen at spørge lige nu. Ring til dem, der laver vagtplanen."


@transaction.atomic
def take_shift(actor: Actor, shift_id: int, *, now: datetime, seen: int | None = None) -> str | Refusal:
    """Take a free place oneself, once the roster is shown. `seen`: when it began by the page that was pressed, in minutes since 1970."""
    shift = hold(shift_id)
    if actor.person_id is None:
        return NOT_IN
    if shift and seen is not None and as_taken(shift).start != seen:
        return ANOTHER_TIME
    hold_people([actor.person_id])
    refused = why_not(shift, actor.person_id, now)
    if refused or shift is None:
        return refused or GONE
    if shift.need.roster.shown_at is None:
        return NOT_SHOWN
    history.done_by(actor.person_id)
    told(place(shift, actor.person_id, now), shift, actor.person_id)
    end_asks(shift)
    return "Vagten er din. Tak."


@transaction.atomic
def give_shifts(actor: Actor, need_id: int, pairs: Iterable[tuple[int, int]], *, now: datetime) -> tuple[int, list[str]] | Refusal:
    """Put people (shift, person) on shifts, as many as still can be: how many, and why others could not. Each person hears of it once."""
    need = Need.objects.filter(pk=need_id).first()
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    history.done_by(actor.person_id)
    given: Counter[int] = Counter()
    refused: list[str] = []
    wanted = sorted(set(pairs))
    shifts = {pk: hold(pk) for pk in sorted({shift_id for shift_id, _ in wanted})}
    hold_people(person_id for _, person_id in wanted)
    for shift_id, person_id in wanted:
        shift = shifts[shift_id]
        why = GONE if shift is None or shift.need_id != need.pk else why_not(shift, person_id, now, own=False)
        if why or shift is None:
            refused.append((why or GONE).text)
            continue
        place(shift, person_id, now, given=True)
        end_asks(shift)
        given[person_id] += 1
    for person_id, number in sorted(given.items()):
        moved = ShiftsGiven(need_id=need.pk, person_id=person_id, number=number)
        events.record(moved, actor_id=actor.person_id, municipality_code=need.municipality_id)
    return sum(given.values()), refused


def held(place_id: int) -> tuple[Shift, ShiftPlace] | None:
    """A place with its shift, both held; the shift first, as everywhere."""
    found = ShiftPlace.objects.filter(pk=place_id).values_list("shift", flat=True).first()
    shift = hold(found) if found else None
    one = ShiftPlace.objects.select_for_update(of=("self",)).filter(pk=place_id, shift=shift).first() if shift else None
    return (shift, one) if shift and one else None


@transaction.atomic
def give_shift_back(actor: Actor, place_id: int, *, now: datetime) -> str | Refusal:
    """Give a place back. It always can be done; where it is late, those who could are asked at once. Returns what is said to the person."""
    both = held(place_id)
    if both is None or both[1].person_id != actor.person_id or actor.person_id is None:
        return NOT_YOURS
    shift, one = both
    history.done_by(actor.person_id)
    refused = step(one, "withdraw", PERSON, now)
    if refused:
        return refused
    told(one, shift, actor.person_id)
    late = withdrawal(now, shift.starts_at)
    number = ask_others(shift, one, now) if late.search else 0
    asked = f" {number} er spurgt." if number > 1 else " Én er spurgt." if number else ""
    phone = f" Ring til {shift.need.contact}." if late.phone and shift.need.contact else ""
    return f"{late.text}{asked}{phone}"


@transaction.atomic
def leave_shift(place_id: int, *, now: datetime) -> None:
    """Whoever had the place is gone from here: those who make the roster hear of it, and others are asked."""
    both = held(place_id)
    if both and both[0].starts_at > now and step(both[1], "withdraw", PERSON, now) is None:
        told(both[1], both[0], None)
        ask_others(both[0], both[1], now)


@transaction.atomic
def seek_substitute(actor: Actor, place_id: int, *, now: datetime) -> str | Refusal:
    """Ask others to take it over; it stays the person's until one says yes."""
    both = held(place_id)
    if both is None or both[1].person_id != actor.person_id or both[1].state != SignupState.CONFIRMED:
        return NOT_YOURS
    shift, one = both
    if shift.starts_at <= now:
        return GONE
    one.sought_at = now
    one.save(update_fields=["sought_at"])
    number = ask_others(shift, one, now)
    return f"{number} er spurgt. Vagten er din, til en siger ja." if number else NOBODY


def ask_others(shift: Shift, one: ShiftPlace, now: datetime) -> int:
    """Ask those who are free and suited, fewest shifts first; how many. Nobody is asked twice about the same place."""
    for person_id in suited(shift, without=one.person_id, now=now):
        ask, new = SubstituteAsk.objects.get_or_create(place=one, person_id=person_id, defaults={"asked_at": now})
        if new:
            events.record(SubstituteAsked(ask_id=ask.pk), municipality_code=shift.need.municipality_id)
    return SubstituteAsk.objects.filter(place=one, answer="").count()


@transaction.atomic
def answer_ask(actor: Actor, ask_id: int, *, yes: bool, now: datetime) -> str | Refusal:
    """Say yes or no to taking over a place. The first yes gets it; the others are told that they need not answer."""
    ask = SubstituteAsk.objects.filter(pk=ask_id, person=actor.person_id).first()
    if ask is None and not SubstituteAsk.objects.filter(pk=ask_id).exists():
        return NO_LONGER
    both = held(ask.place_id) if ask and actor.person_id else None
    if ask is None or both is None or actor.person_id is None:
        return NOT_YOURS
    shift, one = both
    ask.refresh_from_db()
    if ask.answer:
        return FOUND if ask.answer == "found" else NOT_YOURS
    history.done_by(actor.person_id)
    if not yes:
        SubstituteAsk.objects.filter(pk=ask.pk).update(answer="no")
        return "Tak for svaret. Vi spørger andre."
    refused = take_over(shift, one, actor.person_id, now)
    if refused:
        return refused
    SubstituteAsk.objects.filter(pk=ask.pk).update(answer="yes")
    found(SubstituteAsk.objects.filter(place=one), shift)
    end_asks(shift)
    return "Tak. Vagten er din."


def found(asks: "QuerySet[SubstituteAsk]", shift: Shift) -> None:
    """Another was quicker: whoever was asked hears that they need not answer."""
    for other in asks.filter(answer="").order_by("pk"):
        SubstituteAsk.objects.filter(pk=other.pk).update(answer="found")
        events.record(SubstituteAsked(ask_id=other.pk, found=True), municipality_code=shift.need.municipality_id)


def end_asks(shift: Shift) -> None:
    """Where every seat is held again, nobody is asked any more about one that was given back."""
    if taken_of(shift) >= shift.seats:
        found(SubstituteAsk.objects.filter(place__shift=shift, place__state=SignupState.WITHDRAWN), shift)


@transaction.atomic
def take_over(shift: Shift, one: ShiftPlace, person_id: int, now: datetime) -> Refusal | None:
    """Put the person in the place, which its holder leaves now if they have not yet; or why not, and then nothing is changed."""
    if one.state == SignupState.CONFIRMED and one.sought_at:
        step(one, "hand_over", PERSON, now)
        told(one, shift, person_id)
    hold_people([person_id])
    refused = why_not(shift, person_id, now)
    if refused:
        transaction.set_rollback(True)
        return refused
    told(place(shift, person_id, now), shift, person_id)
    return None


@transaction.atomic
def say_who_came(actor: Actor, place_id: int, errand: str, *, now: datetime) -> str | Refusal:
    """The organiser writes down who came ("attend", "miss"); an absence leads to a kind question, never to a score."""
    both = held(place_id)
    if both is None or not actor.may("exchange.work", both[0].need):
        return NOT_YOURS
    shift, one = both
    if one.person_id == actor.person_id:
        return OWN
    if shift.starts_at > now:
        return TOO_EARLY
    history.done_by(actor.person_id)
    refused = step(one, errand, ORGANISER, now)
    if refused:
        return refused
    if errand == "miss":
        told(one, shift, actor.person_id)
        missed = ShiftPlace.objects.filter(shift__need__organisation=shift.need.organisation_id, person=one.person_id, state=SignupState.ABSENT).count()
        return (
            "Det er skrevet ned. Ring gerne, og hør, hvordan det går."
            if after_absence(missed).organiser_calls
            else "Det er skrevet ned. Spørg gerne, om alt er vel."
        )
    without = lacking_of(shift.need, [(shift, one)], now, own=False).get((shift.pk, one.person_id or 0)) if errand == "attend" else ""
    return f"Det er skrevet ned. {one.name} må ikke hjælpe igen, før det er på plads: {without}" if without else "Det er skrevet ned. Tak."
