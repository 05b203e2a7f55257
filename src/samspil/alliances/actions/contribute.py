"""A party writes what it brings, has at stake and gains."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, change, party_of, stale
from samspil.alliances.events import PartyWrote
from samspil.alliances.models import Party
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

TEXTS = ("brings", "stake", "gain", "leaves", "measure")


@dataclass(frozen=True)
class Contribution:
    """What the party writes of itself; `gives` are the kinds of what it brings."""

    brings: str
    stake: str
    gain: str
    leaves: str = ""
    measure: str = ""
    gives: list[str] = field(default_factory=list)
    for_relatives: bool = False


@transaction.atomic
def write_contribution(actor: Actor, slug: str, organisation_id: int, written: Contribution, *, revision: int, now: datetime) -> Party | Refusal:
    """Keep what a member wrote for the party; `revision` is the one the form was opened at."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    stands = {name: getattr(party, name) for name in asdict(written)}
    if stands == asdict(written):
        return party
    if party.revision != revision:
        return stale({name: stands[name] for name in TEXTS}, party.revision)
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    for name, value in asdict(written).items():
        setattr(party, name, value)
    party.revision += 1
    told = PartyWrote(alliance_id=room.alliance.pk, party_id=party.pk)
    events.change(party, [*stands, "revision"], told, actor_id=actor.person_id)
    return party
