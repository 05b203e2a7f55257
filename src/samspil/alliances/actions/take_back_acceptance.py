"""A party takes its yes back, while somebody has still to say theirs. When all have said yes, the agreement binds all."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.accept_agreement import OUTDATED
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, party_of
from samspil.alliances.events import AcceptanceTakenBack
from samspil.alliances.models import Acceptance, AgreementVersion
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

BINDING = Refusal(
    "binding",
    "Alle har sagt ja, så aftalen gælder, og jeres ja kan ikke tages tilbage. I kan foreslå en ændring af aftalen eller gå ud af alliancen.",
)


@transaction.atomic
def take_back_acceptance(actor: Actor, slug: str, organisation_id: int, number: int, *, now: datetime) -> AgreementVersion | Refusal:
    """By a signatory of the party. The version waits on for its yes; taking back what is not there changes nothing."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if party_of(actor, room, organisation_id, "signatory") is None:
        return Refusal("no-mandate", f"Du må ikke tage et ja tilbage for {party.name}. Det gør en, der må skrive under for dem.")
    version = next((one for one in room.open_versions if one.number == number), None)
    if version is None:
        return OUTDATED
    if version.agreed_at:
        return BINDING
    gone, _ = Acceptance.objects.filter(version=version, party=party).delete()
    if gone:
        told = AcceptanceTakenBack(alliance_id=room.alliance.pk, version_id=version.pk, party_id=party.pk, moment=now.isoformat())
        events.record(told, actor_id=actor.person_id)
    return version
