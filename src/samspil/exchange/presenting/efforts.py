"""What somebody gave, on their own page; and what an organisation was given, in sums and never by person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from samspil.core.periods import danish_date
from samspil.exchange import efforts
from samspil.exchange.actions.give_hours import seen_of
from samspil.exchange.domain.hours import STATE_DA, HourState, Total, hours_words, totals
from samspil.exchange.domain.shown_hours import shown_hours
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.small_numbers import HIDDEN_DA, in_words
from samspil.exchange.domain.words import NEED_DA, NeedKind
from samspil.exchange.efforts import Line
from samspil.exchange.models import GivenHours, ShiftPlace, Signup
from samspil.exchange.queries import own_organisations
from samspil.identity.actor import Actor

OWN_AT, THEIRS_AT = "/behov/min-indsats/", "/behov/timer/"
NOT_HERE = "De timer findes ikke her."
YEARS_BACK = 3


def own_page(actor: Actor, wished: str) -> dict[str, Any]:
    """The person's page: a year's lines by whom they were given to, what waits, and thanks."""
    lines = efforts.lines_of(actor.person_id) if actor.person_id else []
    years = sorted({line.hours.day.year for line in lines} | {localdate().year}, reverse=True)
    year = int(wished) if wished in map(str, years) else years[0]
    of_year = [line for line in lines if line.hours.day.year == year]
    found = totals(line.hours for line in of_year)
    person = actor.person_id or 0
    return {
        "years": years,
        "year": year,
        "all": total_words(found.all),
        "groups": [{"name": name, "total": total_words(each), "lines": lines_to(of_year, name)} for name, each in found.by_organiser.items()],
        "to_write": efforts.to_write_of(person),
        "not_noted": efforts.not_noted_of(person, localdate()),
        "thanks": [{"row": one, "who": efforts.name_of(one.signup.need), "when": danish_date(one.day)} for one in efforts.thanks_of(person)],
    }


def lines_to(lines: Sequence[Line], organiser: str) -> list[dict[str, Any]]:
    """What was given to one organisation, the newest first."""
    return [told(line) for line in lines if line.hours.organiser == organiser]


def told(line: Line) -> dict[str, Any]:
    """A line in words, with what its owner can do."""
    row, hours = line.row, line.hours
    by_hand = row is not None and not line.by_clock
    address = f"{row.pk}/ret/" if row and by_hand else f"vagt/{line.place_id}/" if line.place_id else f"opgave/{line.signup_id}/"
    return {
        "about": line.about,
        "address": line.need.address,
        "when": danish_date(hours.day),
        "long": length_words(hours.minutes, hours.people),
        "state": "" if hours.state is HourState.CONFIRMED else STATE_DA[hours.state],
        "said": row.said if row else "",
        "words": row.words if row else "",
        "change": f"{OWN_AT}{address}",
        "back": f"{OWN_AT}{row.pk}/tag-tilbage/" if row and by_hand and hours.state is not HourState.CONFIRMED else "",
    }


def length_words(minutes: int, people: int = 1) -> str:
    """One line's time to the minute: 1 time og 15 minutter; for each of several people."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {'time' if hours == 1 else 'timer'}"] * bool(hours) + [f"{rest} {'minut' if rest == 1 else 'minutter'}"] * bool(rest)
    return " og ".join(parts) + (f" · {people} personer" if people > 1 else "")


def total_words(total: Total) -> dict[str, str]:
    """A sum in words: what counts, and what waits."""
    return {"long": hours_words(total.minutes), "times": "1 gang" if total.times == 1 else f"{total.times} gange", "waits": waits_words(total.waiting)}


def waits_words(minutes: int) -> str:
    """What still waits to be confirmed; "" for nothing."""
    return hours_words(minutes) if minutes else ""


def theirs_page(actor: Actor, wished: str) -> dict[str, Any]:
    """The organisation's page: hours that wait for an answer, and a year's sums by kind of task."""
    this = localdate().year
    years = [this - back for back in range(YEARS_BACK)]
    year = int(wished) if wished in map(str, years) else this
    return {"years": years, "year": year, "groups": [organisation_part(actor, one.pk, one.name, year) for one in own_organisations(actor)]}


def organisation_part(actor: Actor, organisation_id: int, name: str, year: int) -> dict[str, Any]:
    """One organisation's."""
    found = shown_hours(efforts.hours_in(organisation_id, year))
    kinds = [
        {
            "name": NEED_DA[NeedKind(kind)],
            "people": in_words(one.people),
            "long": HIDDEN_DA if one.minutes is None else hours_words(one.minutes),
        }
        for kind, one in found.kinds.items()
    ]
    all_of_it = HIDDEN_DA if found.minutes is None else hours_words(found.minutes)
    waiting = [{**waiting_line(row), "own": row.person_id == actor.person_id} for row in efforts.waiting_in(actor, [organisation_id])]
    return {"name": name, "kinds": kinds, "all": all_of_it, "waiting": waiting}


def waiting_line(row: GivenHours) -> dict[str, Any]:
    """Hours that wait, as those they were given to see them."""
    helper = row.place.name if row.place else row.signup.name if row.signup else ""
    return {
        "row": row,
        "seen": seen_of(row),
        "name": helper,
        "need": row.need,
        "when": danish_date(row.day),
        "long": length_words(row.minutes, row.people),
        "state": STATE_DA[HourState(row.state)],
        "disputed": row.state == HourState.DISPUTED,
    }


def own_row(actor: Actor, hours_id: int) -> GivenHours:
    """Hours of the actor's own; Http404 otherwise."""
    rows = GivenHours.objects.visible_to(actor).filter(person=actor.person_id)
    found = rows.select_related("signup__need", "place__shift__need").filter(pk=hours_id).first()
    if found is None or actor.person_id is None:
        raise Http404(NOT_HERE)
    return found


def their_row(actor: Actor, hours_id: int) -> GivenHours:
    """Hours given to an organisation the actor acts for; Http404 otherwise."""
    found = GivenHours.objects.visible_to(actor).select_related("signup__need", "place__shift__need").filter(pk=hours_id).first()
    if found is None or not actor.may("exchange.work", found.need):
        raise Http404(NOT_HERE)
    return found


def clocked(actor: Actor, kind: str, pk: int) -> dict[str, Any]:
    """What the form about hours by a clock shows: whose, when and how long; for the person, and for those they were given to. Http404 otherwise."""
    line, name, person_id = clocked_line(actor, kind, pk)
    own = person_id == actor.person_id
    if not (own or actor.may("exchange.work", line.need)):
        raise Http404(NOT_HERE)
    when, long = danish_date(line.hours.day), length_words(line.hours.minutes)
    return {"need": line.need, "about": line.about, "name": name, "when": when, "long": long, "minutes": line.hours.minutes, "own": own}


def clocked_line(actor: Actor, kind: str, pk: int) -> tuple[Line, str, int | None]:
    """The line of a shift ("place") or of something done once ("signup"), what the person is called, and who it is; Http404 where nobody came."""
    if kind == "place":
        places = ShiftPlace.objects.visible_to(actor).select_related("shift__need__organisation", "hours")
        place = places.filter(pk=pk, state=SignupState.ATTENDED).first()
        if place:
            return efforts.of_one_shift(place, getattr(place, "hours", None)), place.name, place.person_id
    else:
        signups = Signup.objects.visible_to(actor).select_related("need__organisation").exclude(need__kind=NeedKind.SHIFTS)
        signup = signups.filter(pk=pk, state=SignupState.ATTENDED).first()
        clock = efforts.clock_of(signup) if signup else None
        if signup and clock:
            return efforts.of_a_time(signup, clock, efforts.correction_of(signup)), signup.name, signup.person_id
    raise Http404(NOT_HERE)


def page_of(day: date) -> str:
    """Where a day's line stands."""
    return f"{OWN_AT}?aar={day.year}"
