"""What every errand about shifts shares: the shift is held, then the person; seats are counted, overlaps are refused."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localdate

from samspil.core import events
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain.shifts import TakenShift, clashes_with
from samspil.exchange.domain.signups import HOLDING, SIGNUP_LIFECYCLE, SignupState
from samspil.exchange.domain.swaps import SwapState
from samspil.exchange.eligible import hindered
from samspil.exchange.events import ShiftMoved, SwapMoved
from samspil.exchange.models import Shift, ShiftPlace, ShiftSwap, Signup
from samspil.identity.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

GONE = Refusal("gone", "Vagten er ikke der længere. Se vagtplanen igen.")
PAST = Refusal("past", "Vagten er begyndt eller forbi.")
FULL = Refusal("full", "Der er fuldt på vagten. Tag en anden, eller skriv, hvornår du kan: så bliver du spurgt, når en ikke kan komme.")
NOT_IN = Refusal("not-in", "Vagterne er for dem, der har sagt ja til opgaven og fået plads. Sig ja på opgavens side først.")
ALREADY = Refusal("already", "Du har allerede den vagt.")


def hold(shift_id: int) -> Shift | None:
    """The shift with its need, held: everything about its places happens one after the other."""
    rows = Shift.objects.select_for_update(of=("self",), no_key=True).select_related("need__roster", "need__organisation")
    return rows.filter(pk=shift_id).first()


def hold_people(people: Iterable[int | None]) -> None:
    """Hold these people until the errand is done: what one of them already has at the time is read after this, so that two shifts at the same hour, taken
    in two windows at once, are counted one after the other. After every shift that is held, and in the order of their numbers: nobody waits crosswise."""
    ids = sorted({person for person in people if person})
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def taken_of(shift: Shift) -> int:
    """How many seats are held."""
    return ShiftPlace.objects.filter(shift=shift, state__in=HOLDING).count()


def volunteer_of(shift: Shift, person_id: int) -> Signup | None:
    """The person's yes to the need, where they have a seat in it."""
    return Signup.objects.filter(need=shift.need_id, person=person_id, state__in=[SignupState.CONFIRMED, SignupState.ATTENDED]).order_by("-pk").first()


def as_taken(shift: Shift) -> TakenShift:
    """The shift as overlaps are looked for."""
    return TakenShift(shift.pk, shift.role, int(shift.starts_at.timestamp()) // 60, int(shift.ends_at.timestamp()) // 60)


def overlap_of(shift: Shift, person_id: int, without: int = 0, own: bool = True) -> Refusal | None:
    """Why somebody cannot be in two shifts at once, of whatever need. `without`: a shift they would give up for it. Whoever is put on a shift by it is
    held before (`hold_people`). What the other shift is and where, is told to nobody but themselves (`own`)."""
    others = Shift.objects.filter(places__person=person_id, places__state=SignupState.CONFIRMED, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at)
    hard = [clash for clash in clashes_with(as_taken(shift), map(as_taken, others.exclude(pk__in=[shift.pk, without]))) if clash.hard]
    if hard and own:
        return Refusal("overlap", f"{hard[0].text} Giv den anden tilbage først, eller tag en vagt på et andet tidspunkt.")
    yes = volunteer_of(shift, person_id) if hard else None
    return Refusal("overlap", f"{yes.name if yes else 'Personen'} er optaget på det tidspunkt. Vælg en anden, eller spørg dem selv.") if hard else None


def why_not(shift: Shift | None, person_id: int, now: datetime, *, own: bool = True) -> Refusal | None:
    """Why somebody cannot have a place in this shift now. `own`: they ask themselves."""
    if shift is None or shift.cancelled_at:
        return GONE
    if shift.starts_at <= now:
        return PAST
    if volunteer_of(shift, person_id) is None:
        return NOT_IN
    if ShiftPlace.objects.filter(shift=shift, person=person_id, state=SignupState.CONFIRMED).exists():
        return ALREADY
    return cannot(shift, person_id, now, own=own) or (FULL if taken_of(shift) >= shift.seats else None)


def cannot(shift: Shift, person_id: int, now: datetime, *, own: bool = True, without: int = 0) -> Refusal | None:
    """What about the person stands in the way: a block, a certificate, a qualification, another shift at the time. Told to themselves, or to those who
    make the roster (`own` false), and to nobody else."""
    two = (Party(person=person_id), Party(organisation=shift.need.organisation_id))
    shut = blocked(*two) if own else blocked(*reversed(two))
    if shut:
        return shut
    back = hindered(person_id, shift.need, localdate(shift.starts_at), localdate(now), own=own, requires=shift.requires)
    return back or overlap_of(shift, person_id, without, own=own)


def place(shift: Shift, person_id: int, now: datetime, *, given: bool = False) -> ShiftPlace:
    """Put somebody on a shift that `why_not` has nothing against. Called with the shift held."""
    yes = volunteer_of(shift, person_id)
    told = {"name": yes.name if yes else "", "phone": yes.phone if yes else ""}
    state = SignupState.CONFIRMED
    return ShiftPlace.objects.create(shift=shift, person_id=person_id, state=state, given=given, made_at=now, moved_at=now, **told)


def step(one: ShiftPlace, errand: str, role: str, now: datetime) -> Refusal | None:
    """Move a place by the lifecycle; a Refusal when that cannot be. Offers to swap it fall away."""
    try:
        one.state = SIGNUP_LIFECYCLE.next(one.state, errand, role)
    except NotPossible as error:
        return Refusal("state", str(error))
    one.moved_at, one.sought_at, one.was_from, one.was_to = now, None, None, None
    one.save()
    end_swaps(ShiftSwap.objects.filter(Q(gives=one) | Q(wants=one)), SwapState.LAPSED)
    return None


def end_swaps(swaps: "QuerySet[ShiftSwap]", state: SwapState) -> int:
    """Settle those of these offers to swap that are open, how many; whoever should hears of it."""
    ended = list(swaps.filter(state=SwapState.OPEN).select_for_update(of=("self",)).select_related("gives__shift__need").order_by("pk"))
    ShiftSwap.objects.filter(pk__in=[swap.pk for swap in ended]).update(state=state)
    for swap in ended:
        events.record(SwapMoved(swap_id=swap.pk, state=state), municipality_code=swap.gives.shift.need.municipality_id)
    return len(ended)


def told(one: ShiftPlace, shift: Shift, actor_id: int | None) -> None:
    """The other side hears of it."""
    events.record(ShiftMoved(place_id=one.pk, state=one.state), actor_id=actor_id, municipality_code=shift.need.municipality_id)
