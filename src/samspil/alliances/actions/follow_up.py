"""Write what follows from a decision, with who does it by when; say that it is done, or why it is not."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.raise_matter import GONE
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin
from samspil.alliances.events import FollowUpGiven
from samspil.alliances.models import FollowUp, Matter
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_FOLLOW_UPS = 20
NOT_DECIDED = Refusal("not-decided", "Spørgsmålet er ikke besluttet endnu. Skriv, hvad der skal ske, når det er.")
NO_OWNER = Refusal("no-owner", "Vælg den part, der gør det. Den skal være med i alliancen.")
PAST = Refusal("past", "Dagen er gået. Vælg i dag eller en senere dag.")
MANY = Refusal("many-follow-ups", f"Der følger allerede {MOST_FOLLOW_UPS} opgaver af den beslutning. Læg nogle af dem sammen.")
NO_TASK = Refusal("no-follow-up", "Den opgave findes ikke her.")
SETTLED = Refusal("settled", "Der er allerede sagt, hvordan det gik med den opgave.")


@dataclass(frozen=True)
class NewFollowUp:
    """What the form gathered; `owner_id` is a party."""

    what: str
    owner_id: int
    due_day: date


@transaction.atomic
def follow_up(actor: Actor, slug: str, number: int, new: NewFollowUp, *, now: datetime) -> FollowUp | Refusal:
    """Whoever takes part writes what a decision leads to, and the party that does it is told. The same written twice stands once."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    matter = Matter.objects.filter(alliance=room.alliance, number=number).first()
    if matter is None:
        return GONE
    return given(actor, room, matter, new, now)


def given(actor: Actor, room: Room, matter: Matter, new: NewFollowUp, now: datetime) -> FollowUp | Refusal:
    """The task of a decided question, in an alliance that is held."""
    same = FollowUp.objects.filter(matter=matter, what=new.what, owner=new.owner_id, due_day=new.due_day).first()
    refusal = None if same else why_not(room, matter, new, now)
    if same or refusal:
        return same or refusal or NO_TASK
    values = {"what": new.what, "owner_id": new.owner_id, "due_day": new.due_day}
    kept = FollowUp.objects.create(alliance=room.alliance, matter=matter, written_at=now, written_by_id=actor.person_id, **values)
    events.record(FollowUpGiven(alliance_id=room.alliance.pk, follow_up_id=kept.pk), actor_id=actor.person_id)
    return kept


def why_not(room: Room, matter: Matter, new: NewFollowUp, now: datetime) -> Refusal | None:
    """Why it cannot be given."""
    if matter.decided_at is None:
        return NOT_DECIDED
    if new.owner_id not in {party.pk for party in room.joined}:
        return NO_OWNER
    if new.due_day < localdate(now):
        return PAST
    return MANY if matter.follow_ups.count() >= MOST_FOLLOW_UPS else None


@transaction.atomic
def finish(actor: Actor, slug: str, follow_up_id: int, dropped: str = "", *, now: datetime) -> FollowUp | Refusal:
    """The owner says that it is done, or with `dropped` why it is not; what was dropped may still be done later."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    found = FollowUp.objects.filter(alliance=room.alliance, pk=follow_up_id).first()
    if found is None:
        return NO_TASK
    if found.owner_id not in {party.pk for party in room.own(actor)}:
        return NOT_YOUR_PARTY
    if found.done_at:
        return found if not dropped else SETTLED
    found.done_at, found.dropped = (None, dropped.strip()) if dropped.strip() else (now, "")
    found.save(update_fields=["done_at", "dropped"])
    return found
