"""A week of a roster as a table, and as a list by day where there is no room for one."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from samspil.exchange import queries
from samspil.exchange.actions.shifting import as_taken
from samspil.exchange.domain.matching.clocks import DAYS, MONTHS
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.week_grid import DAYS_A_WEEK, Entry, bounds, grid, monday_of, name_of
from samspil.exchange.models import Need, Shift, ShiftPlace
from samspil.exchange.presenting.shifts import by_shift
from samspil.identity.actor import Actor


def week_page(actor: Actor, need: Need, monday: date | None, now: datetime) -> dict[str, Any]:
    """A week: without one that is named, that of the next shift. Names stand there for those who make the roster; others find their own marked."""
    own = actor.may("exchange.work", need)
    monday = monday or monday_of(localdate(queries.next_shift_at(need, now) or now))
    shifts = queries.shifts_between(need, *bounds(monday))
    places = by_shift(queries.places_in(shifts))
    told = {one.pk: shift_line(one, places[one.pk], actor, own=own) for one in shifts}
    rows = [{"role": row.role, "days": [cell(each, told) for each in row.days]} for row in grid(map(as_taken, shifts), monday)]
    earlier, later = queries.weeks_beside(need, *bounds(monday))
    begun = {one.pk for one in shifts if one.starts_at <= now}
    return {
        "need": need,
        "own": own,
        "week": week_words(monday),
        "columns": columns(monday, localdate(now)),
        "rows": rows,
        "days": by_day(rows, monday),
        "empty": sum(line["free"] for pk, line in told.items() if pk not in begun),
        "earlier": beside(earlier),
        "later": beside(later),
    }


def week_words(monday: date) -> str:
    """Uge 49, 2026."""
    year, week, _ = monday.isocalendar()
    return f"Uge {week}, {year}"


def beside(at: datetime | None) -> dict[str, str] | None:
    """The nearest week with shifts on one side; None when there is none."""
    monday = monday_of(localdate(at)) if at else None
    return {"name": name_of(monday), "words": week_words(monday)} if monday else None


def columns(monday: date, today: date) -> list[dict[str, Any]]:
    """The seven days: Mandag 30. november."""
    days = [monday + timedelta(days=number) for number in range(DAYS_A_WEEK)]
    return [{"name": DAYS[day.weekday()].capitalize(), "date": f"{day.day}. {MONTHS[day.month - 1]}", "today": day == today} for day in days]


def cell(entries: tuple[Entry, ...], told: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """What lies on a day: what goes on from the day before is named without its seats, which are counted where it begins."""
    return [{"time": one.time, "goes_on": one.goes_on, **told[one.id]} for one in entries]


def by_day(rows: list[dict[str, Any]], monday: date) -> list[dict[str, Any]]:
    """The same as a list: days that have shifts, each with its roles, what goes on from the day before first."""
    found = []
    for number, column in enumerate(columns(monday, monday)):
        lines = [{"role": row["role"], **one} for row in rows for one in row["days"][number]]
        lines.sort(key=lambda one: (not one["goes_on"], one["time"], one["role"]))
        found += [{**column, "lines": lines}] if lines else []
    return found


def shift_line(shift: Shift, places: list[ShiftPlace], actor: Actor, *, own: bool) -> dict[str, Any]:
    """Seats of a shift, and who has them where this actor may see it."""
    holding = [one for one in places if one.state in HOLDING]
    return {
        "held": len(holding),
        "all": shift.seats,
        "free": max(0, shift.seats - len(holding)),
        "names": [one.name for one in holding] if own else [],
        "mine": any(one.person_id == actor.person_id and one.state == SignupState.CONFIRMED for one in holding) if actor.person_id else False,
    }
