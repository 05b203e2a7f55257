"""What would become of the shifts of a series that is changed, as its organiser reads it before pressing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from samspil.exchange.actions.change_shift import ShiftPlan
from samspil.exchange.actions.plan_series import Plan, words_of
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.series import Occurrence
from samspil.exchange.hindering import hindering, wanted
from samspil.exchange.models import Need, Shift, ShiftSeries
from samspil.exchange.presenting.qualifications import asked
from samspil.exchange.presenting.shifts import told_series
from samspil.exchange.presenting.times import time_of, told_time


def form_page(need: Need, row: ShiftSeries) -> dict[str, Any]:
    """The series as it stands."""
    return {"need": need, "series": row, "stands": told_series(words_of(row))}


def said_of(plan: Plan) -> str:
    """The series as it would be; its task and what it asks for where they are changed."""
    before, words = words_of(plan.series), plan.words
    task = f"{words.role}. " if words.role != before.role else ""
    asks = f". Kræver: {asked(words.requires) or 'ikke noget særligt'}" if words.requires != before.requires else ""
    return f"{task}{told_series(words)}{asks}"


def change_page(need: Need, plan: Plan, now: datetime) -> dict[str, Any]:
    """Shift by shift what happens. Of people no more than how many, and for how many the new time does not go."""
    found = plan.rematch
    moved = sorted(plan.moved.items(), key=lambda one: plan.shifts[one[0]].starts_at)
    stuck, kept = stuck_at(need, plan, now), len(plan.kept)
    over = sum(len(people) > plan.words.seats for pk, people in plan.people.items() if pk not in plan.outside)
    return {
        "becomes": said_of(plan),
        "stamp": plan.stamp,
        "said": who_hears(people_on(plan, [*plan.moved]), people_on(plan, plan.renamed)),
        "kept": f"{kept} vagter bliver på deres tid." if kept > 1 else "Én vagt bliver på sin tid." if kept else "",
        "over": f"Vagter med flere på, end der nu er plads til: {over}. Ingen mister en plads." if over else "",
        "with_people": [line(plan, pk, time) | {"stuck": does_not_go(stuck.get(pk, 0))} for pk, time in moved],
        "outside": [line(plan, pk) for pk in plan.outside],
        "moved": [line(plan, pk, time) for pk, time in found.move],
        "cancelled": [line(plan, pk) for pk in found.cancel],
        "new": [{"becomes": time_in_words(time), "note": time.note} for time in found.make],
    }


def one_page(need: Need, shift: Shift) -> dict[str, Any]:
    """One shift as it stands."""
    return {"need": need, "shift": shift, "stands": told_shift(shift.role, time_of(shift), shift.seats, tuple(shift.requires))}


def change_one_page(need: Need, plan: ShiftPlan, now: datetime) -> dict[str, Any]:
    """What happens to one shift: what it becomes, how many hear of it, and for how many a new time or new requirements do not go."""
    words, people = plan.words, len([one for one in plan.people if one.person_id])
    when = time_in_words(plan.time) if plan.time else time_of(plan.shift)
    times = (plan.time.start, plan.time.end) if plan.time else None
    them = [replace(wanted(one.person_id, plan.shift, times), requires=words.requires) for one in plan.people if one.person_id]
    stuck = len(hindering(need, them, now)) if them and (plan.time or plan.renamed) else 0
    notes = [
        plan.time.note if plan.time else "",
        "Flere er på vagten, end der nu er plads til. Ingen mister en plads." if len(plan.people) > words.seats else "",
        f"For {stuck if stuck > 1 else 'én'} går det ikke, som det er. De ser selv hvorfor." if stuck else "",
        words.note,
    ]
    return {
        "becomes": told_shift(words.role, when, words.seats, words.requires),
        "stamp": plan.stamp,
        "said": who_hears(people if plan.time else 0, people if plan.renamed and not plan.time else 0),
        "notes": [note for note in notes if note],
    }


def told_shift(role: str, when: str, seats: int, requires: tuple[str, ...]) -> str:
    """Vært ved døren · onsdag den 3. marts 2027 kl. 17.30–19.30, plads til 2. Kræver: førstehjælpskursus."""
    return f"{role} · {when}, plads til {seats}" + (f". Kræver: {asked(set(requires))}" if requires else "")


def people_on(plan: Plan, shifts: list[int]) -> int:
    """How many people have a place in some of the shifts."""
    return len({one.person_id for pk in shifts for one in plan.people.get(pk, ()) if one.person_id})


def who_hears(moved: int, changed: int = 0) -> str:
    """How many are told that their shift is moved, and how many that it is another task or asks for other things."""
    found = [f"{persons(moved)} får besked og bliver spurgt, om den nye tid passer." if moved else "Ingen har en vagt, der bliver flyttet."]
    return " ".join([*found, *([f"{persons(changed)} får besked om den nye opgave eller de nye krav."] if changed else [])])


def persons(number: int) -> str:
    return f"{number} personer" if number > 1 else "Én person"


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
    them = [wanted(one.person_id, plan.shifts[pk], times[pk]) for pk in times for one in plan.people[pk] if one.person_id]
    found: dict[int, int] = {}
    for shift_id, _ in hindering(need, them, now) if them else ():
        found[shift_id] = found.get(shift_id, 0) + 1
    return found
