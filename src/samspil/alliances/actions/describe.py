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


@dataclass(frozen=True)
class Description:
    """What the form gathered; the form has seen to it that the period ends after it begins."""

    title: str
    purpose: str
    target_group: str
    first_day: date | None
    last_day: date | None
    notice_months: int


def described(alliance: Alliance) -> Description:
    """What stands there now."""
    initiative = alliance.initiative
    return Description(initiative.title, alliance.purpose, alliance.target_group, initiative.first_day, initiative.last_day, alliance.notice_months)


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
    initiative.title, initiative.first_day, initiative.last_day = new.title, new.first_day, new.last_day
    initiative.save(update_fields=["title", "first_day", "last_day"])
    alliance.purpose, alliance.target_group, alliance.notice_months = new.purpose, new.target_group, new.notice_months
    alliance.revision += 1
    own = ["purpose", "target_group", "notice_months", "revision"]
    events.change(alliance, own, AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return alliance


def in_words(stands: Description) -> dict[str, str]:
    """A description by field, for whoever must join two."""
    days = {"first_day": stands.first_day, "last_day": stands.last_day}
    texts = {"title": stands.title, "purpose": stands.purpose, "target_group": stands.target_group}
    return {**texts, **{name: danish_date(day) if day else "" for name, day in days.items()}, "notice_months": str(stands.notice_months)}
