"""Offer a shift for another's; the other says yes or no, and both are weighed again at the yes. Nobody is told what stands in another's way.

Both shifts are held, that with the lower number first, then both people, so that two swaps never wait for each other."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.shifting import GONE, NOT_IN, PAST, cannot, end_swaps, hold, hold_people, place, step, volunteer_of
from samspil.exchange.actions.take_shift import NOT_YOURS, held
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain.signups import PERSON, SignupState, Stretch
from samspil.exchange.domain.swaps import Held, SwapState, Taker, swap_refusals
from samspil.exchange.domain.swaps import Shift as SwapShift
from samspil.exchange.events import SwapMoved
from samspil.exchange.models import Shift, ShiftPlace, ShiftSwap, SubstituteAsk
from samspil.identity.actor import Actor

NOBODY = Refusal("nobody", "Der er ingen at spørge om den vagt lige nu. Vælg en anden, eller find en, der tager din over.")
ASKED = Refusal("asked", "I er allerede spurgt om det bytte. Vent på svaret, eller vælg en anden vagt.")
OVER = Refusal("over", "Forslaget om at bytte gælder ikke længere. Se vagtplanen igen.")
FOUND = Refusal("found", "Tak, men en anden nåede at sige ja til at bytte først.")


@transaction.atomic
def offer_swap(actor: Actor, place_id: int, shift_id: int, *, now: datetime) -> str | Refusal:
    """Offer one's own place for one in another shift of the same roster: everybody there who could is asked, and the first yes swaps.
    Returns what is said to the person."""
    found = ShiftPlace.objects.filter(pk=place_id, person=actor.person_id).values_list("shift", flat=True).first()
    shifts = held_in_order([found, shift_id]) if found and actor.person_id else {}
    own, wanted = shifts.get(found or 0), shifts.get(shift_id)
    if own is None or wanted is None or own.need_id != wanted.need_id or actor.person_id is None:
        return NOT_YOURS
    one = ShiftPlace.objects.select_for_update(of=("self",)).get(pk=place_id)
    refused = not_open(own, one, now) or not_there(wanted, now) or cannot(wanted, actor.person_id, now, without=own.pk)
    if refused:
        return refused
    history.done_by(actor.person_id)
    others = [other for other in candidates(wanted, actor.person_id) if able(other, own, actor.person_id, now)]
    new = [swap for swap, made in (asked(one, other, now) for other in others) if made]
    for swap in new:
        events.record(SwapMoved(swap_id=swap.pk, state=swap.state), actor_id=actor.person_id, municipality_code=own.need.municipality_id)
    if not new:
        return ASKED if others else NOBODY
    return f"{len(new) if len(new) > 1 else 'Én'} er spurgt. Du beholder din vagt, til en siger ja."


def held_in_order(ids: Iterable[int]) -> dict[int, Shift]:
    """These shifts, held one after the other in the order of their numbers."""
    found = (hold(pk) for pk in sorted(set(ids)))
    return {shift.pk: shift for shift in found if shift}


def not_open(shift: Shift, one: ShiftPlace, now: datetime) -> Refusal | None:
    """Why a place can be given to nobody now."""
    return not_there(shift, now) or (None if one.state == SignupState.CONFIRMED else OVER)


def not_there(shift: Shift, now: datetime) -> Refusal | None:
    """Why a shift can be taken by nobody now."""
    return GONE if shift.cancelled_at else PAST if shift.starts_at <= now else None


def candidates(wanted: Shift, person_id: int) -> list[ShiftPlace]:
    """Those on the wanted shift; nobody when the person is on it."""
    places = list(ShiftPlace.objects.filter(shift=wanted, state=SignupState.CONFIRMED).exclude(person=None).order_by("pk"))
    return [] if any(one.person_id == person_id for one in places) else places


def able(other: ShiftPlace, own: Shift, person_id: int, now: datetime) -> bool:
    """True when the other could take the offered shift. Whom the person has blocked, or who has blocked them, is not asked."""
    if other.person_id is None or blocked(Party(person=person_id), Party(person=other.person_id)):
        return False
    if volunteer_of(own, other.person_id) is None or on_it(own, other.person_id):
        return False
    return cannot(own, other.person_id, now, without=other.shift_id) is None


def on_it(shift: Shift, person_id: int) -> bool:
    """True when somebody has a place in a shift."""
    return ShiftPlace.objects.filter(shift=shift, person=person_id, state=SignupState.CONFIRMED).exists()


def asked(one: ShiftPlace, other: ShiftPlace, now: datetime) -> tuple[ShiftSwap, bool]:
    """The open offer between two places, and whether it is new."""
    return ShiftSwap.objects.get_or_create(gives=one, wants=other, state=SwapState.OPEN, defaults={"asked_at": now})


@transaction.atomic
def take_swap_back(actor: Actor, place_id: int) -> str | Refusal:
    """Whoever offered regrets: nobody is asked about this place any more."""
    both = held(place_id)
    if both is None or actor.person_id is None or both[1].person_id != actor.person_id:
        return NOT_YOURS
    one = both[1]
    return "Forslaget om at bytte er taget tilbage." if end_swaps(ShiftSwap.objects.filter(gives=one), SwapState.TAKEN_BACK) else OVER


@transaction.atomic
def answer_swap(actor: Actor, swap_id: int, *, yes: bool, now: datetime) -> str | Refusal:
    """Say yes or no to swapping. At a yes both are weighed as if they took the other's shift: what stands in one's own way is told as it is, of the
    other no more than that it cannot be. Returns what is said to the person."""
    swap = ShiftSwap.objects.filter(pk=swap_id, wants__person=actor.person_id).select_related("gives", "wants").first()
    if swap is None or actor.person_id is None:
        return NOT_YOURS
    shifts = held_in_order([swap.gives.shift_id, swap.wants.shift_id])
    swap = ShiftSwap.objects.select_for_update(of=("self",)).get(pk=swap_id)
    if swap.state != SwapState.OPEN:
        return FOUND if swap.state == SwapState.FOUND else OVER
    history.done_by(actor.person_id)
    if not yes:
        end_swaps(ShiftSwap.objects.filter(pk=swap.pk), SwapState.NO)
        return "Tak for svaret. Du beholder din vagt."
    places = ShiftPlace.objects.select_for_update(of=("self",)).in_bulk([swap.gives_id, swap.wants_id])
    one, other = places[swap.gives_id], places[swap.wants_id]
    hold_people([one.person_id, other.person_id])
    refused = refused_now((one, shifts[one.shift_id]), (other, shifts[other.shift_id]), now)
    if refused:
        return refused
    exchange(swap, (one, shifts[one.shift_id]), (other, shifts[other.shift_id]), now)
    return "I har byttet. Din nye vagt står på vagtplanen."


Place = tuple[ShiftPlace, Shift]


def refused_now(offered: Place, own: Place, now: datetime) -> Refusal | None:
    """Why the two cannot swap: first what is in the way of whoever says yes, then what is in the other's, without saying what."""
    (one, one_shift), (other, other_shift) = offered, own
    gone = not_there(one_shift, now) or not_there(other_shift, now)
    if gone or one.person_id is None or other.person_id is None:
        return gone or OVER
    if blocked(Party(person=other.person_id), Party(person=one.person_id)):
        return OVER
    mine = cannot(one_shift, other.person_id, now, without=other_shift.pk)
    return mine or next(iter(swap_refusals(standing(offered, other_shift, now), standing(own, one_shift, now), now)), None)


def standing(mine: Place, wanted: Shift, now: datetime) -> Held:
    """A place as the core of swaps looks at it, with how its holder stands to the shift they would get."""
    one, shift = mine
    person_id = one.person_id or 0
    why = cannot(wanted, person_id, now, without=shift.pk)
    at_once = why is not None and why.code == "overlap"
    missing = why is not None or volunteer_of(wanted, person_id) is None
    taker = Taker(
        str(person_id),
        busy=(Stretch(wanted.starts_at, wanted.ends_at),) if at_once else (),
        obstacles=(why.text if why else NOT_IN.text,) if missing and not at_once else (),
        on_it=on_it(wanted, person_id),
        agreed=True,
    )
    return Held(SwapShift(str(shift.pk), Stretch(shift.starts_at, shift.ends_at)), SignupState(one.state), taker)


def exchange(swap: ShiftSwap, offered: Place, own: Place, now: datetime) -> None:
    """Each gets the other's shift; others who were asked about either hear that they need not answer. Neither shift has an empty seat meanwhile."""
    (one, one_shift), (other, other_shift) = offered, own
    end_swaps(ShiftSwap.objects.filter(pk=swap.pk), SwapState.YES)
    end_swaps(ShiftSwap.objects.filter(gives=one, wants__shift=other_shift), SwapState.FOUND)
    SubstituteAsk.objects.filter(place__in=[one, other]).delete()
    for each in (one, other):
        step(each, "hand_over", PERSON, now)
    for person_id, shift in ((one.person_id, other_shift), (other.person_id, one_shift)):
        place(shift, person_id or 0, now)
