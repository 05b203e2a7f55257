"""A roster as its organiser and as a volunteer see it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from samspil.exchange import hindering, queries
from samspil.exchange.actions.plan_series import SeriesWords, words_of
from samspil.exchange.domain.attest_rules import Employer
from samspil.exchange.domain.effort import Sign, unanswered, weigh
from samspil.exchange.domain.effort_follows import Helped, Setting, what_follows
from samspil.exchange.domain.eligibility_model import HeldQualification
from samspil.exchange.domain.matching.clocks import DAYS, MONTHS
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.skills import in_the_way, lacking
from samspil.exchange.domain.weekly import fits
from samspil.exchange.domain.weekly_reading import BadPattern, read_pattern
from samspil.exchange.domain.weekly_telling import told as told_pattern
from samspil.exchange.eligible import held_by
from samspil.exchange.models import Need, Roster, Shift, ShiftPlace, ShiftSeries, ShiftWish
from samspil.exchange.presenting.qualifications import asked
from samspil.exchange.presenting.swaps import swaps_page
from samspil.exchange.presenting.times import time_of, told_time
from samspil.exchange.substitutes import Helper, Staffing, helpers_of, minute
from samspil.identity.actor import Actor

NTH_DA = {1: "første", 2: "anden", 3: "tredje", 4: "fjerde", -1: "sidste"}
EMPLOYERS = {"public": Employer.MUNICIPALITY, "civil": Employer.ASSOCIATION, "business": Employer.COMPANY}


def week_of(shift: Shift) -> str:
    """The week it lies in."""
    year, week, _ = localtime(shift.starts_at).isocalendar()
    return f"Uge {week}, {year}"


def roster_page(actor: Actor, need: Need, now: datetime) -> dict[str, Any]:
    """What the page shows: shifts by week, each with its gaps and what this actor can do."""
    own = actor.may("exchange.work", need)
    shifts = queries.shifts_of(need, now)
    places = by_shift(queries.places_in(shifts))
    weeks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    swaps = {} if own else swaps_page(actor, need, now)
    moved = new_times(actor, need, shifts, places, now)
    held = held_by([actor.person_id])[actor.person_id] if actor.person_id and not own else []
    without = hindering.lacking_of(need, seen_places(shifts, places, actor, now, own=own), now, own=not own)
    for shift in shifts:
        skills: dict[str, Any] = {"asks": asked({*need.requires, *shift.requires}), "lacks": lacks(shift, need, held)}
        skills |= {"moved": moved.get(shift.pk), "swap": swaps.get("offered", {}).get(shift.pk)}
        weeks[week_of(shift)].append(line(shift, places[shift.pk], actor, now, without, own=own) | skills)
    lines = [one for each in weeks.values() for one in each]
    unsure = sum(who["unsure"] for one in lines for who in one["places"])
    roster = getattr(need, "roster", None)
    return {
        "need": need,
        "own": own,
        "roster": roster,
        "weeks": dict(weeks),
        "number": len(lines),
        "empty": sum(one["free"] for one in lines if not one["begun"]),
        "asks": [] if own else [{"ask": one, "role": one.place.shift.role, "when": time_of(one.place.shift)} for one in queries.asks_for(actor, need)],
        "swaps": swaps.get("asked", []),
        "unsure": unsure,
        "wish": None if own else wish_words(queries.wish_of(actor, need)),
        "series": [series_line(one) for one in queries.series_of(need, now)] if own else [],
        "weighing": weighing(need, roster) if own and roster else None,
    }


def new_times(actor: Actor, need: Need, shifts: list[Shift], places: Mapping[int, list[ShiftPlace]], now: datetime) -> dict[int, dict[str, str]]:
    """The actor's shifts that were moved since they said yes, and are not begun: when each was, and what stands in the way of the new time."""
    moved = {one.pk: place for one in shifts if one.starts_at > now for place in places.get(one.pk, ()) if asked_about(place, actor)}
    if not moved or actor.person_id is None:
        return {}
    hindered = hindering.hindering(need, [hindering.wanted(actor.person_id, one) for one in shifts if one.pk in moved], now)
    return {
        pk: {"was": told_time(place.was_from, place.was_to), "why": hindered.get((pk, actor.person_id), "")}
        for pk, place in moved.items()
        if place.was_from and place.was_to
    }


def seen_places(shifts: list[Shift], places: Mapping[int, list[ShiftPlace]], actor: Actor, now: datetime, *, own: bool) -> list[tuple[Shift, ShiftPlace]]:
    """The places in shifts that are not over whose holders this actor may read about: all of them for those who make the roster, else their own."""
    found = ((shift, one) for shift in shifts if shift.ends_at > now for one in places.get(shift.pk, ()) if one.state == SignupState.CONFIRMED)
    return [(shift, one) for shift, one in found if own or one.person_id == actor.person_id]


def asked_about(place: ShiftPlace, actor: Actor) -> bool:
    """True when the place is the actor's, and they have not said whether its new time fits."""
    return place.person_id == actor.person_id and place.state == SignupState.CONFIRMED and place.was_from is not None


def series_line(row: ShiftSeries) -> dict[str, Any]:
    """A series as the organiser's page names it."""
    return {"pk": row.pk, "role": row.role, "words": told_series(words_of(row))}


def told_series(words: SeriesWords) -> str:
    """Hver anden uge: onsdag og fredag kl. 17.30–19.30, plads til 2, til og med den 5. maj 2027. Or: Hver måned: den første onsdag ..."""
    round_, nth = ("måned", f"den {NTH_DA[words.nth]} ") if words.nth else ("uge", "")
    how = f"Hver {round_}" if words.every == 1 else f"Hver anden {round_}" if words.every == 2 else f"Hver {words.every}. {round_}"
    days = [DAYS[number] for number in words.weekdays]
    listed = " og ".join(part for part in (", ".join(days[:-1]), days[-1] if days else "") if part)
    last = f"{words.until.day}. {MONTHS[words.until.month - 1]} {words.until.year}"
    return f"{how}: {nth}{listed} kl. {words.begins:%H.%M}–{words.ends:%H.%M}, plads til {words.seats}, til og med den {last}"


def lacks(shift: Shift, need: Need, held: list[HeldQualification]) -> str:
    """What must be in place before this person takes the shift; "" when nothing must."""
    wanted = {*need.requires, *shift.requires}
    reason = in_the_way(lacking(wanted, held, localdate(shift.starts_at), localdate())) if wanted else None
    return reason.text if reason else ""


def by_shift(places: list[ShiftPlace]) -> Mapping[int, list[ShiftPlace]]:
    """Places by the number of their shift."""
    found: dict[int, list[ShiftPlace]] = defaultdict(list)
    for one in places:
        found[one.shift_id].append(one)
    return found


def line(shift: Shift, places: list[ShiftPlace], actor: Actor, now: datetime, without: Mapping[tuple[int, int], str], *, own: bool) -> dict[str, Any]:
    """A shift. A volunteer sees how many are on it and their own place, never who the others are. `without`: what those who hold a place lack."""
    holding = [one for one in places if one.state in HOLDING]
    mine = next((one for one in holding if one.person_id == actor.person_id and one.state == SignupState.CONFIRMED), None)
    begun, free = shift.starts_at <= now, max(0, shift.seats - len(holding))
    return {
        "shift": shift,
        "when": time_of(shift),
        "held": len(holding),
        "free": free,
        "begun": begun,
        "seen": minute(shift.starts_at),
        "places": [place_line(one, begun=begun) | {"lacks": lack_of(one, without)} for one in holding] if own else [],
        "sought": sought(places, free=free) if own and not begun else [],
        "mine": mine,
        "mine_lacks": lack_of(mine, without) if mine else "",
        "can_take": not own and mine is None and free > 0 and not begun,
    }


def place_line(one: ShiftPlace, *, begun: bool) -> dict[str, Any]:
    """Somebody on a shift, as the organiser sees them."""
    came = one.state == SignupState.ATTENDED
    return {"place": one, "attend": begun and not came, "miss": begun and one.state != SignupState.ABSENT, "correct": came and one.person_id} | {
        "unsure": not begun and one.was_from is not None
    }


def lack_of(one: ShiftPlace, without: Mapping[tuple[int, int], str]) -> str:
    """What whoever holds a place lacks; "" when nothing."""
    return without.get((one.shift_id, one.person_id or 0), "")


def sought(places: list[ShiftPlace], *, free: int) -> list[dict[str, Any]]:
    """Places that somebody gave back late, while a seat is free, or wants to hand over, with how many were asked. Whose place another has taken is past."""
    gone = [one for one in places if one.state == SignupState.WITHDRAWN and one.asks.all() and not any(ask.answer == "yes" for ask in one.asks.all())]
    seeking = [one for one in places if one.sought_at] + (gone[-free:] if free else [])
    return [{"name": one.name, "asked": len(one.asks.all()), "waits": sum(not ask.answer for ask in one.asks.all())} for one in seeking]


def wish_words(wish: ShiftWish | None) -> str:
    """When the person can, in words; "" when they have not said."""
    try:
        return told_pattern(read_pattern(wish.pattern)) if wish else ""
    except BadPattern:
        return ""


def weighing(need: Need, roster: Roster) -> dict[str, Any] | None:
    """What the five answers point to and what follows; guidance, never a verdict. None while nobody has answered."""
    if roster.weighed_at is None:
        return None
    signs = {sign: roster.signs.get(str(sign)) for sign in Sign}
    employer = EMPLOYERS.get(need.organisation.sector if need.organisation else "", Employer.NOBODY)
    helped = Helped.CHILDREN if need.facts.get("children_under_15") else Helped.OTHER
    notes = what_follows(signs, Setting(employer, helped), localdate(roster.weighed_at))
    found = weigh(signs)
    return {"told": found.told, "text": found.text, "notes": notes, "law": ", ".join(found.law), "whole": not unanswered(signs), "on": roster.weighed_at}


def staffing_page(need: Need, shifts: list[Shift], found: Staffing, helpers: list[Helper]) -> dict[str, Any]:
    """The proposal, shift by shift, with why each is proposed and what stands in the way of what stays empty."""
    people = {one.person_id: one for one in helpers}
    chosen: dict[int, list[Helper]] = defaultdict(list)
    for shift_id, person_id in found.pairs:
        chosen[shift_id].append(people[person_id])
    lines = [proposal(shift, chosen[shift.pk], found) for shift in shifts if chosen[shift.pk] or shift.pk in found.empty]
    given = sum(len(one["people"]) for one in lines)
    return {"need": need, "lines": lines, "given": given, "empty": sum(one["empty"] for one in lines), "optimal": found.optimal, "nobody": not helpers}


def proposal(shift: Shift, people: list[Helper], found: Staffing) -> dict[str, Any]:
    """One shift of it."""
    lacking = found.empty.get(shift.pk)
    told = [{"name": one.name, "value": f"{shift.pk}:{one.person_id}", "why": why(one, shift)} for one in people]
    return {
        "shift": shift,
        "when": time_of(shift),
        "people": told,
        "empty": lacking.seats if lacking else 0,
        "because": list(lacking.because) if lacking else [],
    }


def why(one: Helper, shift: Shift) -> str:
    """Why this person."""
    reason = fits(one.pattern, minute(shift.starts_at), minute(shift.ends_at)).reason
    return f"{reason} · har {one.held} {'vagt' if one.held == 1 else 'vagter'} i forvejen"


def print_page(need: Need, now: datetime) -> dict[str, Any]:
    """The roster on paper."""
    shifts = queries.shifts_of(need, now)
    places = by_shift(queries.places_in(shifts))
    names = [[one.name for one in places[shift.pk] if one.state in HOLDING] for shift in shifts]
    return {
        "need": need,
        "lines": [{"shift": one, "when": time_of(one), "names": told, "free": one.seats - len(told)} for one, told in zip(shifts, names, strict=True)],
    }


def helpers(need: Need, now: datetime) -> list[Helper]:
    """Those who said yes to the need."""
    return helpers_of(need, now)
