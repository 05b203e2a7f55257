"""What every errand inside an alliance begins and ends with: hold it, may I, and what a change does to an agreement that waits."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from samspil.alliances import queries, rooms
from samspil.alliances.domain.lifecycle import LIFECYCLE, MEMBER, STAGE_DA, Stage
from samspil.alliances.events import AgreementTakenBack, AllianceMoved, AllianceShown
from samspil.alliances.models import Party
from samspil.alliances.models.alliance import KIND
from samspil.alliances.rooms import Room
from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.core.search.index import remove
from samspil.identity.actor import Actor
from samspil.initiatives.models import Openness

NOT_TAKING_PART = Refusal("not-taking-part", "Det kan kun parterne i alliancen.")
NOT_YOUR_PARTY = Refusal("not-your-party", "Du handler ikke længere for den part. Genindlæs siden, og vælg igen. Intet er ændret.")


@dataclass(frozen=True)
class Stale(Refusal):
    """Somebody else changed the same while this was written; `stands` is what stands there now, by field."""

    stands: dict[str, str] = field(default_factory=dict)
    revision: int = 0


def stale(stands: dict[str, str], revision: int) -> Stale:
    """The refusal of a form that was opened before somebody else saved."""
    text = "Nogen har skrevet her, mens du skrev. Intet er tabt: dit står i felterne, og det andet står nedenfor. Saml det, og gem igen."
    return Stale("stale", text, stands=stands, revision=revision)


def begin(actor: Actor, slug: str) -> Room | Refusal:
    """The alliance, held until the transaction ends, for somebody who takes part."""
    room = rooms.Room(queries.locked_alliance_for(actor, slug))
    if not actor.may("alliances.work", room):
        return NOT_TAKING_PART
    history.done_by(actor.person_id)
    return room


def party_of(actor: Actor, room: Room, organisation_id: int, role: str = "member") -> Party | None:
    """The party that this organisation is, when the actor may do this for it now: what stood in the form is checked again."""
    return next((party for party in room.own(actor, role) if party.organisation_id == organisation_id), None)


def closed_now(room: Room) -> Refusal:
    """The stage does not allow it."""
    return Refusal("not-now", f"Det kan ikke ændres nu: {STAGE_DA[Stage(room.alliance.stage)].lower()}. Intet er ændret.")


def move(room: Room, errand: str, role: str = MEMBER) -> Refusal | None:
    """Take the errand's step; refused when the stage does not allow it. The row is saved, and everybody who cares is told."""
    alliance = room.alliance
    try:
        stage = LIFECYCLE.next(alliance.stage, errand, role)
    except NotPossible:
        return closed_now(room)
    if stage != alliance.stage:
        alliance.stage = alliance.initiative.state = stage
        alliance.save(update_fields=["stage"])
        alliance.initiative.save(update_fields=["state"])
        events.record(AllianceMoved(alliance_id=alliance.pk, stage=stage))
    call_if_public(room)
    return None


def call_if_public(room: Room) -> None:
    """What visitors may see is about to change: kept pages are forgotten when this transaction commits. What is the parties' own forgets nothing."""
    if room.alliance.initiative.openness == Openness.PUBLIC:
        events.announce_change()


def change(room: Room, errand: str, *, now: datetime, reopened: bool = False) -> Refusal | None:
    """A change of what can be agreed: a version that waits is closed, and what was said yes to no longer counts for what comes."""
    version = room.open_version  # looked at while the stage still has one
    refusal = move(room, errand)
    if refusal is None and version:
        version.closed_at = now
        events.change(version, ["closed_at"], AgreementTakenBack(alliance_id=room.alliance.pk, version_id=version.pk, reopened=reopened))
        room.open_version, room.accepted = None, {}
    return refusal


def renew_openness(room: Room) -> None:
    """The page is open to everybody while every party that takes part has said yes to that, and two do."""
    initiative, joined = room.alliance.initiative, room.joined
    public = len(joined) > 1 and all(party.shown for party in joined)
    wanted = Openness.PUBLIC if public else Openness.PARTIES
    if initiative.openness != wanted:
        initiative.openness = wanted.value
        initiative.save(update_fields=["openness"])
        if public and room.alliance.shown_at is None:
            room.alliance.shown_at = timezone.now()
            room.alliance.save(update_fields=["shown_at"])
        if not public:
            remove(KIND, room.alliance.pk)  # lists and search lose it now, also when no worker runs
        events.record(AllianceShown(alliance_id=room.alliance.pk, public=public))
