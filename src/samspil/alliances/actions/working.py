"""What every errand inside an alliance begins and ends with: hold it, may I, and what a change does to an agreement that waits."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from samspil.alliances import queries, rooms
from samspil.alliances.domain.amending import AMENDMENTS
from samspil.alliances.domain.lifecycle import IN_FORCE, LIFECYCLE, MEMBER, STAGE_DA, Stage
from samspil.alliances.events import AgreementTakenBack, AllianceMoved, AllianceShown, AmendmentMoved
from samspil.alliances.models import AgreementVersion, Party
from samspil.alliances.models.alliance import KIND
from samspil.alliances.models.amendment import OPEN
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.core.search.index import remove
from samspil.identity.actor import Actor
from samspil.initiatives.models import Openness

NOT_TAKING_PART = Refusal("not-taking-part", "Det kan kun parterne i alliancen.")
NOT_YOUR_PARTY = Refusal("not-your-party", "Du handler ikke længere for den part. Genindlæs siden, og vælg igen. Intet er ændret.")
IN_FORCE_NOW = Refusal("not-now", "Aftalen gælder, så teksten står fast. Vil I noget andet, så foreslå en ændring af aftalen. Intet er ændret.")
NO_AMENDMENT = Refusal("no-amendment", "Ændringen er ikke længere i gang. Genindlæs siden, og se, hvad der blev af den. Intet er ændret.")
# Errands that write what is to be agreed.
WRITES = frozenset({"edit", "invite"})


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
    """The alliance, held until the transaction ends, for somebody who takes part; what changes is theirs in the history."""
    room = rooms.Room(queries.locked_alliance_for(actor, slug))
    if not actor.may("alliances.work", room):
        return NOT_TAKING_PART
    return room


def party_of(actor: Actor, room: Room, organisation_id: int, role: str = "member") -> Party | None:
    """The party that this organisation is, when the actor may do this for it now: what stood in the form is checked again."""
    return next((party for party in room.own(actor, role) if party.organisation_id == organisation_id), None)


def closed_now(room: Room) -> Refusal:
    """The stage does not allow it."""
    if room.alliance.stage in IN_FORCE:
        return IN_FORCE_NOW
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
        alliance.begun_on = timezone.localdate() if errand == "begin" else alliance.begun_on
        alliance.save(update_fields=["stage", "begun_on"])
        alliance.initiative.save(update_fields=["state"])
        events.record(AllianceMoved(alliance_id=alliance.pk, stage=stage))
    call_if_public(room)
    return None


def call_if_public(room: Room) -> None:
    """What visitors may see is about to change: kept pages are forgotten when this transaction commits. What is the parties' own forgets nothing."""
    if room.alliance.initiative.openness == Openness.PUBLIC:
        events.announce_change()


def change(room: Room, errand: str, *, now: datetime, reopened: bool = False) -> Refusal | None:
    """A change of what can be agreed: a version that waits is closed, and what was said yes to no longer counts for what comes.

    While an amendment is written, that is what is changed, and the agreement in force holds on. What ends the agreement ends its amendment too.
    """
    if errand in WRITES and room.amendment:
        return move_amendment(room, "edit", now=now)
    amendment, _ = room.amendment, room.open_versions  # looked at while the stage still has them
    refusal = move(room, errand)
    if refusal is None and amendment:
        move_amendment(room, "drop", now=now)
    if refusal is None:
        for version in list(room.open_versions):
            take_back(room, version, now, reopened=reopened)
    return refusal


def take_back(room: Room, version: AgreementVersion, now: datetime, *, reopened: bool = False) -> None:
    """It holds no longer, or can no longer be signed; those who had said yes to it are told."""
    version.closed_at = now
    events.change(version, ["closed_at"], AgreementTakenBack(alliance_id=room.alliance.pk, version_id=version.pk, reopened=reopened))
    room.open_versions = [other for other in room.open_versions if other != version]


def move_amendment(room: Room, errand: str, role: str = MEMBER, *, now: datetime) -> Refusal | None:
    """Take a step of the amendment that is open; a version of it that waited is closed unless it is agreed."""
    amendment = room.amendment
    try:
        state = AMENDMENTS.next(amendment.state if amendment else "", errand, role)
    except NotPossible:
        return NO_AMENDMENT
    if amendment and state != amendment.state:
        over, waited = state not in OPEN, room.waiting
        amendment.state, amendment.ended_at = state, now if over else None
        amendment.save(update_fields=["state", "ended_at"])
        events.record(AmendmentMoved(alliance_id=room.alliance.pk, amendment_id=amendment.pk, state=state))
        if errand in {"edit", "drop", "reject"} and waited:
            take_back(room, waited, now)
        room.amendment = None if over else amendment
    return None


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
