"""Say what the alliance is: title, purpose, target group, period and notice."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspil.alliances.actions.working import begin, change, stale
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Alliance
from samspil.core import events
from samspil.core.periods import danish_date
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# What of a description stands on the initiative, which all rooms read.
OF_INITIATIVE = frozenset({"title", "first_day", "last_day", "area_id"})


@dataclass(frozen=True)
class Description:
    """What the form gathered; the form has seen to it that the period ends after it begins."""

    title: str
    purpose: str
    target_group: str
    first_day: date | None
    last_day: date | None
    notice_months: int
    area_id: int | None = None
    place: str = ""
    kind: str = ""
    kle_id: int | None = None
    concerns_relatives: bool = False


def described(alliance: Alliance) -> Description:
    """What stands there now."""
    initiative = alliance.initiative
    kept = {name: getattr(initiative if name in OF_INITIATIVE else alliance, name) for name in Description.__dataclass_fields__}
    return Description(**kept)


@transaction.atomic
def describe_alliance(actor: Actor, slug: str, new: Description, *, revision: int, now: datetime) -> Alliance | Refusal:
    """Keep a new description; `revision` is the one the form was opened at."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    alliance, initiative = room.alliance, room.alliance.initiative
    if described(alliance) == new:
        return alliance
    if alliance.revision != revision:
        return stale(in_words(described(alliance)), alliance.revision)
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    for name, value in vars(new).items():
        setattr(initiative if name in OF_INITIATIVE else alliance, name, value)
    alliance.revision += 1
    initiative.save(update_fields=["title", "first_day", "last_day", "area"])
    own = ["purpose", "target_group", "notice_months", "place", "kind", "kle", "concerns_relatives", "revision"]
    events.change(alliance, own, AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return alliance


def in_words(stands: Description) -> dict[str, str]:
    """A description by field, for whoever must join two."""
    days = {"first_day": stands.first_day, "last_day": stands.last_day}
    texts = {"title": stands.title, "purpose": stands.purpose, "target_group": stands.target_group, "place": stands.place}
    return {**texts, **{name: danish_date(day) if day else "" for name, day in days.items()}, "notice_months": str(stands.notice_months)}
