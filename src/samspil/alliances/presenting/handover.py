"""What the pages of handing over show: who is turned to in each party, and the notes."""

from typing import Any, NamedTuple

from samspil.alliances.actions.hand_over import may_give
from samspil.alliances.models import Handover, Party
from samspil.alliances.presenting import talk
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor
from samspil.identity.models import Membership, Person

MOST_NOTES = 20
NOBODY_DA = "Ingen kontaktperson"


class Turned(NamedTuple):
    """Whom one turns to in a party. `yours` leads to giving it on, and `gone` says that somebody left."""

    pk: int
    party: str
    person: str
    yours: bool
    gone: bool


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """Everybody's contacts, and what the reader's own parties may do."""
    people = Person.objects.filter(is_active=True).in_bulk([party.keeper_id for party in room.joined if party.keeper_id])
    own = {party.pk for party in room.own(actor)}
    rows = [turned(actor, room, party, people, party.pk in own) for party in room.joined]
    notes = Handover.objects.filter(party__in=own).select_related("party", "given_to", "given_by")[:MOST_NOTES]
    alliance = room.alliance
    gone = alliance.holder_gone_at is not None and alliance.carrier_id is None
    taken = next((party.name for party in room.parties if party.pk == alliance.carrier_id), "")
    holds = room.holder_id is not None and room.holder_id == actor.person_id
    told = [(note.pk, note.party.name, name_of(note.given_to), note.given_at) for note in notes]
    return {**talk.place(actor, room), "contacts": rows, "notes": told, "holder_gone": gone, "taken": taken, "holds": holds, "can_let_go": bool(room.joined)}


def turned(actor: Actor, room: Room, party: Party, people: dict[int, Person], own: bool) -> Turned:
    person = people.get(party.keeper_id or 0)
    name = person.get_full_name() if person else ""
    return Turned(party.pk, party.name, name or (party.name if person else NOBODY_DA), own and may_give(actor, room, party), person is None)


def name_of(person: Person | None) -> str:
    """A member by name, for the others of the same organisation; they see the address on the list of members too."""
    return str(person) if person else "En, der ikke længere er her"


def people_of(party: Party) -> list[tuple[int, str]]:
    """Who may take over in a party: its members who can log in, by name."""
    members = Membership.objects.active().filter(organisation=party.organisation_id, person__is_active=True).select_related("person")
    return sorted(((one.person_id, str(one.person)) for one in members), key=lambda pair: pair[1].casefold())


def note(handover: Handover) -> dict[str, Any]:
    """What whoever takes over reads."""
    by, to = name_of(handover.given_by), name_of(handover.given_to)
    return {"note": handover, "by": by, "to": to, "party": handover.party, "sections": handover.sections}
