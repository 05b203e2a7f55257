"""What would become of the shifts of a series that is changed, as its organiser reads it before pressing."""

from datetime import datetime
from typing import Any

from samspil.exchange.actions.plan_series import Plan, words_of
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.series import Occurrence
from samspil.exchange.hindering import hindering, wanted
from samspil.exchange.models import Need, ShiftSeries
from samspil.exchange.presenting.shifts import told_series
from samspil.exchange.presenting.times import time_of, told_time


def form_page(need: Need, row: ShiftSeries) -> dict[str, Any]:
    """The series as it stands."""
    return {"need": need, "series": row, "stands": told_series(words_of(row))}


def change_page(need: Need, plan: Plan, now: datetime) -> dict[str, Any]:
    """Shift by shift what happens. Of people no more than how many, and for how many the new time does not go."""
    found = plan.rematch
    moved = sorted(plan.moved.items(), key=lambda one: plan.shifts[one[0]].starts_at)
    stuck, kept = stuck_at(need, plan, now), len(plan.kept)
    over = sum(len(people) > plan.words.seats for pk, people in plan.people.items() if pk not in plan.outside)
    return {
        "becomes": told_series(plan.words),
        "stamp": plan.stamp,
        "said": who_hears(len({one.person_id for pk in plan.moved for one in plan.people[pk] if one.person_id})),
        "kept": f"{kept} vagter bliver på deres tid." if kept > 1 else "Én vagt bliver på sin tid." if kept else "",
        "over": f"Vagter med flere på, end der nu er plads til: {over}. Ingen mister en plads." if over else "",
        "with_people": [line(plan, pk, time) | {"stuck": does_not_go(stuck.get(pk, 0))} for pk, time in moved],
        "outside": [line(plan, pk) for pk in plan.outside],
        "moved": [line(plan, pk, time) for pk, time in found.move],
        "cancelled": [line(plan, pk) for pk in found.cancel],
        "new": [{"becomes": time_in_words(time), "note": time.note} for time in found.make],
    }


def who_hears(people: int) -> str:
    """How many are told that their shift is moved."""
    if not people:
        return "Ingen har en vagt, der bliver flyttet."
    who = f"{people} personer" if people > 1 else "Én person"
    return f"{who} får besked og bliver spurgt, om den nye tid passer."


def does_not_go(people: int) -> str:
    """For how many a new time does not go; "" when it goes for all."""
    return f"For {people if people > 1 else 'én'} går den nye tid ikke. De ser selv hvorfor." if people else ""


def line(plan: Plan, pk: int, time: Occurrence | None = None) -> dict[str, Any]:
    """One shift: when it is, when it would be, and how many have said yes."""
    becomes = {"becomes": time_in_words(time), "note": time.note} if time else {}
    number = len(plan.people.get(pk, ()))
    return {"was": time_of(plan.shifts[pk]), "people": number, "persons": f"{number} personer" if number > 1 else "én person", **becomes}


def time_in_words(time: Occurrence) -> str:
    """A time of the series in words."""
    return told_time(local(time.start), local(time.end))


def stuck_at(need: Need, plan: Plan, now: datetime) -> dict[int, int]:
    """For how many of each moved shift the new time does not go, with what else they have or lack. Why is told to themselves alone."""
    times = {pk: (time.start, time.end) for pk, time in plan.moved.items()}
    asked = [wanted(one.person_id, plan.shifts[pk], times[pk]) for pk in times for one in plan.people[pk] if one.person_id]
    found: dict[int, int] = {}
    for shift_id, _ in hindering(need, asked, now) if asked else ():
        found[shift_id] = found.get(shift_id, 0) + 1
    return found
