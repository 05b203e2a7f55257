"""What was promised and how far it has come, as rows for pages."""

from datetime import date
from typing import Any

from samspil.alliances.actions.commit import KEEPING_STAGES, promised_now
from samspil.alliances.domain.commitments import KEEPING_DA, Keeping, keeping, kept_of, number_in_words
from samspil.alliances.models import Commitment, Party
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

# How each standing looks: the colour of its tag and its sign.
LOOK = {
    Keeping.COMING: ("tag--plain", "clock"),
    Keeping.RUNNING: ("tag--plain", "clock"),
    Keeping.SOON: ("tag--amber", "clock"),
    Keeping.KEPT: ("", "check"),
    Keeping.OVERDUE: ("tag--amber", "warning"),
    Keeping.MISSED: ("tag--amber", "warning"),
}


def tally(actor: Actor, room: Room, told: list[Party], today: date, *, works: bool) -> dict[str, Any]:
    """The commitments of these parties on a day, with what the viewer may do; empty when there are none. Why one was missed is told to the parties alone."""
    names, own = {party.pk: party.name for party in told}, {party.pk for party in room.own(actor)}
    rows = [row_of(room, one, names, own, today) for one in room.commitments if one.party_id in names]
    if not works:
        rows = [{**row, "reason": "", "unmissed": ""} for row in rows]
    kept, over = kept_of(row["standing"] for row in rows)
    summed = f"{kept} af {over} tilsagn er holdt." if over else ""
    return {"rows": rows, "summed": summed}


def row_of(room: Room, one: Commitment, names: dict[int, str], own: set[int], today: date) -> dict[str, Any]:
    """One commitment."""
    promise = one.as_promise(room.pieces[one.pk])
    standing, time = keeping(promise, today), room.alliance.stage in KEEPING_STAGES and promised_now(room, one)
    look, sign = LOOK[standing]
    involved, first = bool({one.party_id, one.receiver_id} & own), danish_date(one.first_day) if one.first_day else ""
    return {
        "pk": one.pk,
        "party": names[one.party_id],
        "what": one.what,
        "amount": f"{number_in_words(one.quantity)} {one.unit}",
        "receiver": names.get(one.receiver_id or 0, ""),
        "time": f"{first} til {danish_date(one.due_day)}" if first else f"senest {danish_date(one.due_day)}",
        "done": f"{number_in_words(promise.done)} af {number_in_words(one.quantity)}",
        "percent": promise.percent,
        "standing": standing,
        "word": KEEPING_DA[standing] if time or standing is Keeping.MISSED else "Ikke underskrevet endnu",
        "look": look if time else "tag--plain",
        "sign": sign if time else "clock",
        "reason": one.missed_reason if standing is Keeping.MISSED else "",
        "kept_here": time,
        "own": one.party_id in own,
        "party_id": one.party_id,
        "may_deliver": involved and time,
        "may_miss": one.party_id in own and time and standing in {Keeping.OVERDUE, Keeping.SOON, Keeping.RUNNING},
        "may_unmiss": one.party_id in own and time and bool(one.missed_reason),
        "unmissed": one.unmissed_reason,
    }
