"""Hours: the volunteer writes what no clock knows or what it has wrong; whoever asked confirms it, sees it otherwise, or corrects it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange import efforts
from samspil.exchange.domain.hours import A_DAY, HOURS_LIFECYCLE, HourSource, HourState, hours_words, manual_refusal
from samspil.exchange.domain.signups import ORGANISER, PERSON, SignupState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.events import HoursMoved
from samspil.exchange.models import GivenHours, ShiftPlace, Signup
from samspil.identity.actor import Actor
from samspil.identity.models import Person

NOT_YOURS = Refusal("not-yours", "Det kan kun den, hvis timer det er, eller de, timerne er givet til.")
CHANGED = Refusal("changed", "Timerne er rettet imens. Se, hvad der står nu, og svar så.")
OWN = Refusal("own", "Du kan ikke bekræfte eller rette dine egne timer. Bed en anden i organisationen gøre det.")
NOT_IN = Refusal("not-in", "Timer skrives på noget, du har en plads i eller har været med til.")
CLOCK = Refusal("clock", "Opgaven har en fast tid. Timerne kommer af sig selv, når de, der spurgte, har skrevet, at du var med.")
SAME_DAY = Refusal("same-day", "Der står allerede timer på opgaven den dag. Ret dem i stedet.")
NOT_CAME = Refusal("not-came", "Der står ikke, at du var med. Bed dem, der spurgte, om at skrive det først.")
BY_CLOCK = Refusal("by-clock", "Timerne følger af, at du var med. Er tallet forkert, så ret det.")
# What is told of a correction; the state it leads to is CONFIRMED.
CORRECTED = "corrected"
WHY = Refusal("why", "Skriv, hvordan I ser det, så den, der hjalp, kan svare.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the form gathered."""

    minutes: int
    day: date | None = None
    people: int = 1
    words: str = ""


@transaction.atomic
def write_hours(actor: Actor, signup_id: int, told: Written, *, now: datetime) -> GivenHours | Refusal:
    """Write hours of a day, to something without a clock that one said yes to; they wait for whoever asked."""
    signup = Signup.objects.select_for_update(of=("self",)).select_related("need").filter(pk=signup_id, person=actor.person_id).first()
    if signup is None or actor.person_id is None or signup.state not in efforts.HELPED:
        return NOT_IN
    if efforts.has_clock(signup):
        return CLOCK
    day = told.day or localdate(now)
    refused = manual_refusal(told.minutes, told.people, day, localdate(now)) or too_much(actor.person_id, day, told.minutes)
    if refused:
        return refused
    if GivenHours.objects.filter(signup=signup, day=day).exclude(state=HourState.TAKEN_BACK).exists():
        return SAME_DAY
    history.done_by(actor.person_id)
    row = GivenHours(signup=signup, person_id=actor.person_id, source=HourSource.MANUAL, state=HOURS_LIFECYCLE.start, day=day, made_at=now, moved_at=now)
    row.minutes, row.people, row.words = told.minutes, told.people, told.words
    row.save()
    return tell(row, actor.person_id)


def too_much(person_id: int, day: date, minutes: int, but: int = 0) -> Refusal | None:
    """A day has no more than its hours, whoever they were given to. The person is held, so two forms sent at once are counted one after the other."""
    Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    rows = GivenHours.objects.filter(person=person_id, day=day, source=HourSource.MANUAL).exclude(state=HourState.TAKEN_BACK).exclude(pk=but)
    there = sum(rows.values_list("minutes", flat=True))
    if there + minutes > A_DAY:
        return Refusal("day-full", f"Der står allerede {hours_words(there)} den dag, og et døgn har 24 timer. Se, om en af linjerne skal rettes.")
    return None


@transaction.atomic
def change_hours(actor: Actor, hours_id: int, told: Written, *, now: datetime) -> GivenHours | Refusal:
    """Write other hours in place of those one wrote; they wait again."""
    row = held(hours_id)
    if row is None or actor.person_id is None or row.person_id != actor.person_id:
        return NOT_YOURS
    refused = manual_refusal(told.minutes, told.people, row.day, localdate(now)) or too_much(actor.person_id, row.day, told.minutes, but=row.pk)
    return refused or moved(row, "change", PERSON, actor.person_id, now, minutes=told.minutes, people=told.people, words=told.words, said="")


@transaction.atomic
def say_clock_is_wrong(actor: Actor, line: tuple[str, int], told: Written, *, now: datetime) -> GivenHours | Refusal:
    """The volunteer says that a shift ("place") or something done once ("signup") took another time than its clock; it waits for whoever asked."""
    row = of_clock(*line, now=now)
    if row is None or actor.person_id is None or row.person_id != actor.person_id:
        return NOT_CAME
    refused = manual_refusal(told.minutes, row.people, row.day, localdate(now))
    return refused or moved(row, "change", PERSON, actor.person_id, now, minutes=told.minutes, words=told.words, said="")


@transaction.atomic
def correct_clock(actor: Actor, line: tuple[str, int], told: Written, *, now: datetime) -> GivenHours | Refusal:
    """Whoever asked writes how long it really took; that counts at once, and the volunteer hears of it."""
    row = of_clock(*line, now=now)
    if row is None or actor.person_id is None or not actor.may("exchange.work", row.need):
        return NOT_YOURS
    if row.person_id == actor.person_id:
        return OWN
    refused = manual_refusal(told.minutes, row.people, localdate(now), localdate(now))
    if refused:
        return refused
    history.done_by(actor.person_id)
    row.minutes, row.state, row.said, row.moved_at = told.minutes, HourState.CONFIRMED, told.words, now
    row.save()
    return tell(row, actor.person_id, CORRECTED)


@transaction.atomic
def take_hours_back(actor: Actor, hours_id: int, *, now: datetime) -> GivenHours | Refusal:
    """Take back hours one wrote by hand: they count nowhere."""
    row = held(hours_id)
    if row is None or actor.person_id is None or row.person_id != actor.person_id:
        return NOT_YOURS
    return BY_CLOCK if row.source == HourSource.SHIFT else moved(row, "take_back", PERSON, actor.person_id, now, words="", said="")


@transaction.atomic
def answer_hours(actor: Actor, hours_id: int, errand: str, *, words: str = "", seen: str | None = None, now: datetime) -> GivenHours | Refusal:
    """Whoever asked confirms hours ("confirm"), or says how they see it ("dispute"); the two then talk, and the volunteer changes or keeps them.
    `seen`: what stood on the page (`seen_of`); hours that were changed meanwhile are read again first."""
    row = held(hours_id)
    if row is None or actor.person_id is None or not actor.may("exchange.work", row.need):
        return NOT_YOURS
    if row.person_id == actor.person_id:
        return OWN
    if seen is not None and seen != seen_of(row):
        return CHANGED
    if errand == "dispute" and not words:
        return WHY
    return moved(row, errand, ORGANISER, actor.person_id, now, said=words if errand == "dispute" else "")


def seen_of(row: GivenHours) -> str:
    """What of a row somebody answers: its minutes and people."""
    return f"{row.minutes}x{row.people}"


def held(hours_id: int) -> GivenHours | None:
    """A row, held."""
    rows = GivenHours.objects.select_for_update(of=("self",)).select_related("signup__need", "place__shift__need")
    return rows.filter(pk=hours_id).first()


def of_clock(kind: str, pk: int, *, now: datetime) -> GivenHours | None:
    """The row in place of what a clock says of somebody who came, an unsaved one if there is none yet; the place is held. None for one who did not come."""
    line = clocked_line(kind, pk)
    row = GivenHours.objects.filter(**{kind: pk}, source=HourSource.SHIFT).first()
    if line is None or not line.hours.person:
        return None
    clocked = {"minutes": line.hours.minutes, "people": line.hours.people, "day": line.hours.day, "state": HourState.CONFIRMED}
    about = {"place_id": line.place_id, "signup_id": line.signup_id}
    return row or GivenHours(**about, person_id=int(line.hours.person), source=HourSource.SHIFT, made_at=now, moved_at=now, **clocked)


def clocked_line(kind: str, pk: int) -> efforts.Line | None:
    """What the clock says of somebody who came; the place is held."""
    if kind == "place":
        places = ShiftPlace.objects.select_for_update(of=("self",)).select_related("shift__need__organisation")
        place = places.filter(pk=pk, state=SignupState.ATTENDED).first()
        return efforts.of_one_shift(place, None) if place else None
    signups = Signup.objects.select_for_update(of=("self",)).select_related("need__organisation").exclude(need__kind=NeedKind.SHIFTS)
    signup = signups.filter(pk=pk, state=SignupState.ATTENDED).first()
    clock = efforts.clock_of(signup) if signup else None
    return efforts.of_a_time(signup, clock, None) if signup and clock else None


def moved(row: GivenHours, errand: str, role: str, actor_id: int, now: datetime, **changes: object) -> GivenHours | Refusal:
    """The row in its next state, saved and told of; or why not, and then nothing is changed."""
    try:
        state = HOURS_LIFECYCLE.next(row.state, errand, role)
    except NotPossible as error:
        return Refusal("state", str(error))
    history.done_by(actor_id)
    row.state, row.moved_at = state, now
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return tell(row, actor_id)


def tell(row: GivenHours, actor_id: int, state: str = "") -> GivenHours:
    """The other side hears of it."""
    events.record(HoursMoved(hours_id=row.pk, state=state or row.state), actor_id=actor_id, municipality_code=row.need.municipality_id)
    return row
