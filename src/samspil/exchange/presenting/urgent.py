"""A call for urgent help as those who ask see it, and as whoever is asked."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from samspil.exchange import urgent
from samspil.exchange.actions.call_urgently import why_not
from samspil.exchange.actions.seating import taken_of
from samspil.exchange.domain.matching.clocks import told
from samspil.exchange.domain.nights import told_moment
from samspil.exchange.domain.waves import Call, foreseen
from samspil.exchange.models import Need, UrgentCall, UrgentChoice
from samspil.exchange.models.urgent import OPEN
from samspil.exchange.presenting.needs import when_of
from samspil.identity.actor import Actor

MOST_WAVES = 8


def page(need: Need, now: datetime) -> dict[str, Any]:
    """How it stands, or what would happen: how many would be asked, and when. Numbers alone: who was asked and said no is nobody's to see."""
    latest = UrgentCall.objects.filter(need=need).order_by("-pk").first()
    running = latest if latest and latest.state == OPEN else None
    refused = None if running else why_not(need, now)
    free = max(0, need.seats - taken_of(need))
    shown: dict[str, Any] = {"need": need, "when": when_of(need), "free": free, "running": running, "latest": latest, "refused": refused}
    if latest:
        shown |= counts(latest)
    if running is None and refused is None and need.starts_at:
        shown["waves"] = waves(Call(free, need.starts_at), need, now)
    return shown


def counts(row: UrgentCall) -> dict[str, Any]:
    """How many were asked, and what they answered."""
    call = urgent.call_of(row, 0)
    waits = len(set(call.asked) - set(call.yes) - call.no)
    return {"asked": len(call.asked), "yes": len(call.yes), "no": len(call.no), "waits": waits, "next": told_moment(row.next_at) if row.next_at else ""}


def waves(call: Call, need: Need, now: datetime) -> list[str]:
    """The waves that would be sent when nobody answers."""
    found = foreseen(call, urgent.candidates_of(need, now), now)[:MOST_WAVES]
    return [f"{told_moment(at)}: {len(who)} bliver spurgt" for at, who in found]


def own(actor: Actor) -> dict[str, Any]:
    """What somebody is asked for now, and how they want to be asked."""
    if actor.person_id is None:
        return {"asks": [], "choice": None}
    asks = [{"ask": one, "need": one.call.need, "when": starts(one.call.need)} for one in urgent.open_asks_of(actor.person_id)]
    return {"asks": asks, "choice": UrgentChoice.objects.filter(person=actor.person_id).first()}


def starts(need: Need) -> str:
    """When it begins, in words."""
    return told(localtime(need.starts_at)) if need.starts_at else ""
