"""Offers to swap shifts, as each of the two reads them: neither name, and of what stands in the way only one's own."""

from datetime import datetime
from typing import Any

from samspil.exchange import queries
from samspil.exchange.actions.shifting import cannot
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.hindering import hindering, wanted
from samspil.exchange.models import Need, ShiftPlace, ShiftSwap
from samspil.exchange.presenting.times import time_of
from samspil.identity.actor import Actor


def swaps_page(actor: Actor, need: Need, now: datetime) -> dict[str, Any]:
    """On the roster: what the actor is asked about, and what they offered, by the shift they would give."""
    open_ = [swap for swap in queries.open_swaps(actor, need) if not shut(swap)]
    offered: dict[int, dict[str, Any]] = {}
    for swap in open_:
        if swap.gives.person_id == actor.person_id:
            told = offered.setdefault(swap.gives.shift_id, {"lines": {}, "place": swap.gives_id})
            told["lines"].setdefault(swap.wants.shift_id, offer_line(swap, now))
    return {"asked": [ask_line(swap, now) for swap in open_ if swap.wants.person_id == actor.person_id], "offered": offered}


def shut(swap: ShiftSwap) -> bool:
    """True when one of the two has blocked the other since: then it is shown to neither, so that nobody learns who it was."""
    return blocked(Party(person=swap.gives.person_id), Party(person=swap.wants.person_id)) is not None


def ask_line(swap: ShiftSwap, now: datetime) -> dict[str, Any]:
    """What one is asked: what one gets, what one gives, and why one cannot."""
    get, give = swap.gives.shift, swap.wants.shift
    why = cannot(get, swap.wants.person_id or 0, now, without=give.pk)
    return {"pk": swap.pk, "get": f"{get.role}, {small(time_of(get))}", "give": f"{give.role}, {small(time_of(give))}", "why": why.text if why else ""}


def offer_line(swap: ShiftSwap, now: datetime) -> dict[str, str]:
    """What one has offered: for which shift, and what has come in one's own way since."""
    shift = swap.wants.shift
    why = cannot(shift, swap.gives.person_id or 0, now, without=swap.gives.shift_id)
    return {"words": f"{shift.role}, {small(time_of(shift))}", "why": why.text if why else ""}


def small(words: str) -> str:
    """With a small first letter, inside a sentence."""
    return words[:1].lower() + words[1:]


def offer_page(need: Need, one: ShiftPlace, now: datetime) -> dict[str, Any]:
    """The shifts one could swap for, and of how many there is something in the way."""
    others = queries.others_on(need, one)
    hindered = hindering(need, [wanted(one.person_id or 0, shift, without=one.shift_id) for shift in others], now) if others else {}
    free = [{"pk": shift.pk, "role": shift.role, "when": time_of(shift)} for shift in others if (shift.pk, one.person_id) not in hindered]
    return {"need": need, "place": one, "when": time_of(one.shift), "choices": free, "hindered": len(hindered)}
