"""A municipality that takes part answers a question the legal check left open."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.law_standing import OVER, check_now
from samspil.alliances.actions.working import begin, closed_now, party_of, stale
from samspil.alliances.events import LawyerReplied
from samspil.alliances.models import LawyersReply, Party
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import OrganisationKind

NOT_THE_MUNICIPALITY = Refusal("not-municipality", "Det kan kun en kommune, der er part i alliancen. Intet er ændret.")
NO_QUESTION = Refusal("no-question", "Spørgsmålet står ikke længere åbent. Se på tjekket igen. Jeres svar er ikke gemt.")
AHEAD = Refusal("ahead", "Dagen ligger i fremtiden. Skriv den dag, svaret blev givet.")


@dataclass(frozen=True)
class Reply:
    """`role` is who answered there, as a function and not a name."""

    text: str
    role: str
    answered_on: date


@transaction.atomic
def reply_as_lawyer(actor: Actor, slug: str, for_organisation: int, key: str, reply: Reply, *, revision: int, now: datetime) -> LawyersReply | Refusal:
    """Write the municipality's answer beside the question, or correct it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, for_organisation)
    found = LawyersReply.objects.filter(alliance=room.alliance, key=key).first()
    asked = {row["key"]: row["question"] for row in check_now(room.alliance, localdate(now))["ask"]}
    refusal = closed_now(room) if room.alliance.stage in OVER else None if party and is_municipality(party) else NOT_THE_MUNICIPALITY
    refusal = refusal or (NO_QUESTION if key not in asked else AHEAD if reply.answered_on > localdate(now) else None)
    if refusal:
        return refusal
    if found and (found.text, found.role, found.answered_on) == (reply.text, reply.role, reply.answered_on):
        return found
    if found and found.revision != revision:
        return stale({"Kommunens svar": found.text}, found.revision)
    row = found or LawyersReply(alliance=room.alliance, key=key, revision=0)
    row.question, row.text, row.role, row.answered_on = asked[key], reply.text, reply.role, reply.answered_on
    row.party, row.person_id, row.written_at, row.revision = party, actor.person_id, now, row.revision + 1
    row.save()
    events.record(LawyerReplied(alliance_id=room.alliance.pk, reply_id=row.pk), actor_id=actor.person_id)
    return row


def is_municipality(party: Party) -> bool:
    """True when the party is a municipality's own organisation."""
    return bool(party.organisation and party.organisation.kind == OrganisationKind.MUNICIPALITY)
