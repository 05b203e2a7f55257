"""Write what the agreement says of the hard days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import begin, change, stale
from samspil.alliances.domain.terms import STANDARD, DataRole, Terms
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import WrittenTerms
from samspil.alliances.rooms import Room, terms_of
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NO_DATA_PARTY = Refusal("no-data-party", "Vælg den part, der er dataansvarlig. Den skal være med i alliancen.")
OUTSIDE = Refusal("outside", "Dagen, hvor I ser på aftalen igen, skal ligge inden for aftalens periode.")


@dataclass(frozen=True)
class Standing:
    """The terms as they stand, and the revision a form is opened at: 0 while they are the standard ones."""

    terms: Terms
    revision: int


def standing(room: Room) -> Standing:
    """What a form begins with."""
    found: WrittenTerms | None = getattr(room.alliance, "terms", None)
    return Standing(found.as_plan(), found.revision) if found else Standing(STANDARD, 0)


@transaction.atomic
def write_terms(actor: Actor, slug: str, new: Terms, *, revision: int, now: datetime) -> Terms | Refusal:
    """Keep new terms; `revision` is the one the form was opened at. An agreement that waits is taken back, as by any change of what is agreed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    stands = standing(room)
    if stands.terms == new:
        return new
    if stands.revision != revision:
        return stale(dict(stands.terms.written), stands.revision)
    refusal = why_not(room, new) or change(room, "edit", now=now)
    if refusal:
        return refusal
    keep(room, new, stands.revision + 1)
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return terms_of(room.alliance)


def why_not(room: Room, new: Terms) -> Refusal | None:
    """Terms that cannot be meant."""
    if new.data_role is DataRole.SINGLE and new.data_party not in {party.pk for party in room.joined}:
        return NO_DATA_PARTY
    first, last = room.alliance.initiative.first_day, room.alliance.initiative.last_day
    day = new.review_on
    return OUTSIDE if day and ((first and day < first) or (last and day > last)) else None


def keep(room: Room, new: Terms, revision: int) -> None:
    """The one row of the alliance."""
    alone = new.data_party if new.data_role is DataRole.SINGLE else None
    values = {
        **new.written,
        "review_on": new.review_on,
        "data_role": new.data_role.value if new.data_role else "",
        "data_party_id": alone,
        "imposed": new.imposed,
    }
    room.alliance.terms, _ = WrittenTerms.objects.update_or_create(alliance=room.alliance, defaults={**values, "revision": revision})
