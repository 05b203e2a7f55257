"""What people gave: worked out from who came to what has a clock, corrected where it was wrong, and written by hand where there is none.

Nobody's hours are told beside another's: these are one person's own, or an organisation's to add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samspil.exchange.domain.hours import Hours, HourSource, HourState, of_shift
from samspil.exchange.domain.signups import SignupState, Stretch
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import GivenHours, Need, ShiftPlace, Signup, ThankYou
from samspil.identity.actor import Actor

# Who helped, or may have: a lasting pair has no clock and goes on while the place is held.
HELPED = [SignupState.CONFIRMED, SignupState.ATTENDED, SignupState.ENDED]
MOST_LINES = 20_000


@dataclass(frozen=True)
class Line:
    """Hours with what they were given to. `row` is what was written about them, None where the clock alone speaks."""

    hours: Hours
    need: Need
    about: str
    row: GivenHours | None = None
    place_id: int | None = None
    signup_id: int | None = None

    @property
    def by_clock(self) -> bool:
        """Whether they come from a time and from who came."""
        return self.hours.source is HourSource.SHIFT


def clock_of(signup: Signup) -> Stretch | None:
    """From when to when this person comes; None where no time is said."""
    return Stretch(signup.starts_at, signup.ends_at) if signup.starts_at and signup.ends_at else None


def has_clock(signup: Signup) -> bool:
    """Whether hours of this yes come by themselves when somebody writes who came: it has a time, or shifts."""
    return signup.need.kind == NeedKind.SHIFTS or clock_of(signup) is not None


def lines_of(person_id: int) -> list[Line]:
    """All somebody gave, the newest first."""
    return lines_where(Q(person=person_id), Q(person=person_id), Q(person=person_id))


def hours_in(organisation_id: int, year: int) -> list[Hours]:
    """All that was given to an organisation in a year, to be added up; read lean, for a large one has tens of thousands of shifts."""
    # A day of the year in Denmark may lie in another in UTC: what is read is a day too much at both ends, and sifted below.
    span = (date(year - 1, 12, 31), date(year + 1, 1, 1))
    theirs = Q(signup__need__organisation=organisation_id) | Q(place__shift__need__organisation=organisation_id)
    rows = list(GivenHours.objects.filter(theirs, day__range=span).select_related("signup__need__organisation", "place__shift__need__organisation"))
    of_place, of_signup = corrections(rows)
    shifts = ShiftPlace.objects.filter(shift__need__organisation=organisation_id, shift__starts_at__date__range=span, state=SignupState.ATTENDED)
    told = shifts.values_list("pk", "person", "shift__need__kind", "shift__starts_at", "shift__ends_at").order_by("pk")
    found = [corrected(of_shift(str(person or ""), "", kind, Stretch(begins, ends)), of_place.get(pk)) for pk, person, kind, begins, ends in told.iterator()]
    signups = Signup.objects.filter(Q(need__starts_at__date__range=span) | Q(own_from__date__range=span), need__organisation=organisation_id)
    once = signups.filter(state=SignupState.ATTENDED).exclude(need__kind=NeedKind.SHIFTS).select_related("need__organisation").order_by("pk")
    found += [of_a_time(one, clock, of_signup.get(one.pk)).hours for one in once if (clock := clock_of(one))]
    found += [line.hours for line in by_hand_of(rows)]
    return [hours for hours in found if hours.day.year == year]


def corrections(rows: Iterable[GivenHours]) -> tuple[dict[int, GivenHours], dict[int, GivenHours]]:
    """What stands in place of a clock, by its place in a shift and by its yes."""
    clocked = [row for row in rows if row.source == HourSource.SHIFT]
    return {row.place_id: row for row in clocked if row.place_id}, {row.signup_id: row for row in clocked if row.signup_id}


def by_hand_of(rows: Iterable[GivenHours]) -> list[Line]:
    """What was written by hand, and not taken back."""
    return [by_hand(row) for row in rows if row.source == HourSource.MANUAL and row.state != HourState.TAKEN_BACK]


def lines_where(of_places: Q, of_signups: Q, of_rows: Q) -> list[Line]:
    """Lines of these places, yeses and rows, the newest first."""
    came = SignupState.ATTENDED
    places = ShiftPlace.objects.filter(of_places, state=came).select_related("shift__need__organisation").order_by("-pk")[:MOST_LINES]
    signups = Signup.objects.filter(of_signups, state=came).exclude(need__kind=NeedKind.SHIFTS).select_related("need__organisation").order_by("-pk")
    rows = list(GivenHours.objects.filter(of_rows).select_related("signup__need__organisation", "place__shift__need__organisation")[:MOST_LINES])
    of_place, of_signup = corrections(rows)
    lines = [of_one_shift(place, of_place.get(place.pk)) for place in places]
    lines += [of_a_time(one, clock, of_signup.get(one.pk)) for one in signups[:MOST_LINES] if (clock := clock_of(one))]
    lines += by_hand_of(rows)
    return sorted(lines, key=lambda line: (line.hours.day, line.place_id or 0, line.signup_id or 0), reverse=True)


def of_one_shift(place: ShiftPlace, row: GivenHours | None) -> Line:
    """A shift somebody came to."""
    shift = place.shift
    hours = of_shift(str(place.person_id or ""), name_of(shift.need), shift.need.kind, Stretch(shift.starts_at, shift.ends_at))
    return Line(corrected(hours, row), shift.need, f"{shift.role}, {shift.need.title}", row, place_id=place.pk)


def of_a_time(signup: Signup, clock: Stretch, row: GivenHours | None) -> Line:
    """Something done once, at a time, that somebody came to."""
    need = signup.need
    hours = of_shift(str(signup.person_id or ""), name_of(need), need.kind, clock, signup.party_size)
    return Line(corrected(hours, row), need, need.title, row, signup_id=signup.pk)


def by_hand(row: GivenHours) -> Line:
    """Hours somebody wrote."""
    need, state = row.need, HourState(row.state)
    hours = Hours(str(row.person_id or ""), name_of(need), need.kind, row.day, row.minutes, row.people, HourSource.MANUAL, state)
    return Line(hours, need, need.title, row, signup_id=row.signup_id)


def corrected(hours: Hours, row: GivenHours | None) -> Hours:
    """What the clock says, or what was written in its place."""
    if row is None:
        return hours
    return Hours(hours.person, hours.organiser, hours.kind, hours.day, row.minutes, hours.people, HourSource.SHIFT, HourState(row.state))


def name_of(need: Need) -> str:
    """Whom it was given to."""
    return need.organisation.name if need.organisation else ""


def waiting_in(actor: Actor, organisations: Iterable[int]) -> list[GivenHours]:
    """Hours the organisations have not answered, or see otherwise; by the day they were given, the oldest first."""
    theirs = Q(signup__need__organisation__in=organisations) | Q(place__shift__need__organisation__in=organisations)
    rows = GivenHours.objects.visible_to(actor).filter(theirs, state__in=[HourState.WAITING, HourState.DISPUTED])
    return list(rows.select_related("signup__need__organisation", "place__shift__need__organisation").order_by("day", "pk")[:MOST_LINES])


def to_write_of(person_id: int) -> list[Signup]:
    """What somebody said yes to that has no clock, so that they write the hours: the newest first."""
    rows = Signup.objects.filter(person=person_id, state__in=HELPED).select_related("need__organisation").order_by("-pk")
    return [one for one in rows[:200] if not has_clock(one)]


def not_noted_of(person_id: int, today: date) -> int:
    """Of how many things that are over nobody has written yet whether they came."""
    places = ShiftPlace.objects.filter(person=person_id, state=SignupState.CONFIRMED, shift__ends_at__date__lt=today).count()
    signups = Signup.objects.filter(person=person_id, state=SignupState.CONFIRMED, need__ends_at__date__lt=today).exclude(need__kind=NeedKind.SHIFTS)
    return places + signups.count()


def thanks_of(person_id: int) -> "QuerySet[ThankYou]":
    """What somebody was thanked for, the newest first."""
    return ThankYou.objects.shown().filter(signup__person=person_id).select_related("signup__need__organisation")


def correction_of(signup: Signup) -> GivenHours | None:
    """What was written in place of the clock's time of something done once."""
    return GivenHours.objects.filter(signup=signup, source=HourSource.SHIFT).first()
