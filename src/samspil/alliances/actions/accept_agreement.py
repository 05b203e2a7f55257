"""A party's signatory says yes to exactly the version that was read."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, call_if_public, move, move_amendment, party_of
from samspil.alliances.domain.agreement import content_of, counts_for, fingerprint, waiting_parties
from samspil.alliances.domain.lifecycle import SYSTEM
from samspil.alliances.events import AgreementAccepted, AgreementReached
from samspil.alliances.models import Acceptance, AgreementVersion, Party
from samspil.alliances.rooms import Room, yes_to
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

OUTDATED = Refusal("outdated", "Aftalen er ændret, mens du læste. Intet er underskrevet. Læs den nye version, og tag stilling til den.")
NO_NAME = Refusal("no-name", "Skriv dit navn, som det skal stå i aftalen.")


@dataclass(frozen=True)
class Signature:
    """What stood in the form: for whom, which version with which fingerprint, and the name that shall stand in the agreement."""

    for_organisation: int
    number: int
    sha256: str
    name: str


@transaction.atomic
def accept_agreement(actor: Actor, slug: str, signature: Signature, *, now: datetime) -> Acceptance | Refusal:
    """Say yes for a party. Twice is once; of another version than the one that waits it is refused and nothing is signed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, signature.for_organisation)
    refusal = why_not(actor, room, party, signature)
    version = version_of(room, signature)
    if refusal or party is None or version is None:
        return refusal or NOT_YOUR_PARTY
    values = {"person_id": actor.person_id, "name": signature.name.strip(), "accepted_at": now, **sureness(actor)}
    acceptance, new = Acceptance.objects.get_or_create(version=version, party=party, defaults=values)
    if new:
        events.record(AgreementAccepted(alliance_id=room.alliance.pk, version_id=version.pk, party_id=party.pk), actor_id=actor.person_id)
        conclude(room, version, {*yes_to(version), party.pk}, now)
    return acceptance


def sureness(actor: Actor) -> dict[str, object]:
    """How sure this log-in was of who signs; nothing where no outside provider told it."""
    return {"assurance": actor.assurance.value, "assured_at": actor.assured_at} if actor.assurance else {}


def version_of(room: Room, signature: Signature) -> AgreementVersion | None:
    """The open version that was read: the one that waits, or the one in force, which a form sent twice may come for."""
    return next((version for version in room.open_versions if version.number == signature.number), None)


def why_not(actor: Actor, room: Room, party: Party | None, signature: Signature) -> Refusal | None:
    """Why this signature cannot be given now."""
    if party is None:
        return NOT_YOUR_PARTY
    if party_of(actor, room, signature.for_organisation, "signatory") is None:
        return Refusal("no-mandate", f"Du må ikke skrive under for {party.name}. Spørg en af deres administratorer, om du skal kunne.")
    if not signature.name.strip():
        return NO_NAME
    version = version_of(room, signature)
    return None if version and fits(signature, version, room, party.pk) else OUTDATED


def fits(signature: Signature, version: AgreementVersion, room: Room, party_id: int) -> bool:
    """True when what was read is the version that waits, and that is what the parties have written; or one the party has said yes to already."""
    if not counts_for(signature.sha256, version.sha256):
        return False
    return party_id in yes_to(version) or counts_for(version.sha256, fingerprint(content_of(room.plan, version.content["form"])))


def conclude(room: Room, version: AgreementVersion, accepted: set[int], now: datetime) -> None:
    """When every party of the version has said yes, there is an agreement; the one it amends holds no longer."""
    if waiting_parties(version.content, accepted):
        return
    before, amends = room.in_force, room.amendment is not None
    if (move_amendment(room, "all_accepted", SYSTEM, now=now) if amends else move(room, "all_accepted", SYSTEM)) is not None:
        return
    if before:
        before.closed_at = now
        before.save(update_fields=["closed_at"])
    version.agreed_at = room.alliance.agreed_at = now
    room.alliance.save(update_fields=["agreed_at"])
    events.change(version, ["agreed_at"], AgreementReached(alliance_id=room.alliance.pk, version_id=version.pk))
    if amends:
        call_if_public(room)
