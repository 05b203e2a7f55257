"""Write how the alliance stands this quarter, in three lines."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, closed_now, party_of, stale
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.quarters import Quarter, quarter_of
from samspil.alliances.events import StatusWritten
from samspil.alliances.models import Party, QuarterStatus
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

# While it is in one of these there is something to tell of.
TELLING_STAGES = frozenset({Stage.GATHERING, Stage.AGREEING, Stage.AGREED, Stage.RUNNING})
NO_WORDS = Refusal("no-words", "Skriv mindst, hvad der gik godt. Én linje er nok.")


@dataclass(frozen=True)
class NewStatus:
    """The three lines, and whether they may stand on the page that is open to everybody."""

    went_well: str
    hard: str
    needed: str
    shown: bool = False


@transaction.atomic
def write_status(
    actor: Actor, slug: str, for_organisation: int | None, when: Quarter, new: NewStatus, *, revision: int = 0, now: datetime
) -> QuarterStatus | Refusal:
    """One status for the alliance a quarter; anybody who takes part writes it, signed by their party, and changes it until the quarter is over."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation) if for_organisation else None
    found = QuarterStatus.objects.filter(alliance=room.alliance, year=when.year, quarter=when.number).first()
    refusal = why_not(actor, room, for_organisation, party, when, new, now)
    if refusal:
        return refusal
    if found and same(found, new):
        return found  # nothing changed, or a form that was sent twice
    if (found.revision if found else 0) != revision:
        return stale(in_words(found) if found else {}, found.revision if found else 0)
    return kept(actor, room, found, party, when, new, now)


def why_not(actor: Actor, room: Room, for_organisation: int | None, party: Party | None, when: Quarter, new: NewStatus, now: datetime) -> Refusal | None:
    """Why this cannot be written now by this actor."""
    holds = for_organisation is None and room.holder_id is not None and room.holder_id == actor.person_id
    if party is None and not holds:
        return NOT_YOUR_PARTY
    if room.alliance.stage not in TELLING_STAGES:
        return closed_now(room)
    if when != quarter_of(localdate(now)):
        return Refusal("quarter-over", f"{when.words} er slut, så det, der står, bliver stående. Skriv det i status for kvartalet nu.")
    return None if new.went_well.strip() else NO_WORDS


def same(found: QuarterStatus, new: NewStatus) -> bool:
    """True when exactly this stands already."""
    return asdict(new) == {name: getattr(found, name) for name in asdict(new)}


def in_words(found: QuarterStatus) -> dict[str, str]:
    """The three lines by field, for whoever must join two."""
    return {"went_well": found.went_well, "hard": found.hard, "needed": found.needed}


def kept(actor: Actor, room: Room, found: QuarterStatus | None, party: Party | None, when: Quarter, new: NewStatus, now: datetime) -> QuarterStatus:
    """The row as it shall stand."""
    row = found or QuarterStatus(alliance=room.alliance, year=when.year, quarter=when.number, revision=0)
    for name, value in {**asdict(new), "party": party, "written_by_id": actor.person_id, "written_at": now, "revision": row.revision + 1}.items():
        setattr(row, name, value)
    row.save()
    show_or_not(room)
    call_if_public(room)
    events.record(StatusWritten(alliance_id=room.alliance.pk, status_id=row.pk), actor_id=actor.person_id)
    return row


def show_or_not(room: Room) -> None:
    """The alliance's own page leads to the statuses when there is one for everybody."""
    shows = QuarterStatus.objects.filter(alliance=room.alliance, shown=True).exists()
    if room.alliance.shows_status != shows:
        room.alliance.shows_status = shows
        room.alliance.save(update_fields=["shows_status"])
