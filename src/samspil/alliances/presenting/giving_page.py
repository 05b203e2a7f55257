"""The page of who gives what to whom: the picture, and the table with the same facts."""

from typing import Any

from samspil.alliances import queries
from samspil.alliances.domain.giving import gifts
from samspil.alliances.domain.words import BROUGHT_DA, PARTY_STATE_DA, Brought, PartyState
from samspil.alliances.models import Party, PartyContact
from samspil.alliances.presenting.giving import EVERYBODY_DA, ICON, MOST, OTHER, OTHER_DA, giving_of
from samspil.alliances.rooms import Room
from samspil.core.drawn import drawn
from samspil.identity.actor import Actor
from samspil.initiatives.models import Openness


def page(actor: Actor, room: Room) -> dict[str, Any]:
    """The page for whoever may see the alliance."""
    initiative = room.alliance.initiative
    drawing = drawn("alliances/giving/whole.html", **shown(actor, room))
    return {"section": "alliances", "title": initiative.title, "unlisted": initiative.openness != Openness.PUBLIC, "room": drawing}


def shown(actor: Actor, room: Room) -> dict[str, Any]:
    """What the page shows: visitors see who has joined, and a contact's name only where the contact wants that."""
    works = actor.may("alliances.work", room)
    told, contacts = room.standing if works else room.joined, queries.contacts_of(room)
    among = {party.pk for party in told}
    by_giver: dict[int, list[dict[str, Any]]] = {}
    names: dict[int | None, str] = {None: EVERYBODY_DA, **{party.pk: party.name for party in told}}
    for gift in gifts(room.plan, among):
        kinds = [(ICON[kind], BROUGHT_DA[kind]) for kind in gift.kinds] or [(OTHER, OTHER_DA)]
        by_giver.setdefault(gift.giver, []).append({"to": names[gift.receiver], "kinds": kinds, "promises": gift.promises})
    own = {party.pk for party in room.own(actor)}
    rows = [row_of(party, by_giver.get(party.pk, []), contacts.get(party.pk), works=works, own=party.pk in own) for party in told]
    alone = room.alliance.concerns_relatives and not any(party.for_relatives for party in told)
    return {
        "alliance": {"address": room.alliance.address},
        "initiative": {"title": room.alliance.initiative.title},
        "works": works,
        "giving": giving_of(room.plan, among),
        "many": len(told) > MOST,
        "rows": [{**row, "number": number} for number, row in enumerate(rows, 1)],
        "signs": [*((ICON[kind], BROUGHT_DA[kind]) for kind in Brought), (OTHER, OTHER_DA)],
        "nobody_for_relatives": works and alone,
    }


def row_of(party: Party, given: list[dict[str, Any]], contact: PartyContact | None, *, works: bool, own: bool) -> dict[str, Any]:
    """A party in the table."""
    organisation = party.organisation
    named = contact.name if contact and (works or contact.shown) else ""
    waits = PARTY_STATE_DA[PartyState.INVITED] if party.state == PartyState.INVITED else ""
    kind = organisation.get_kind_display() if organisation else "En gruppe borgere" if party.loose else ""
    return {
        "pk": party.pk,
        "name": party.name,
        "kind": kind,
        "waits": waits,
        "for_relatives": party.for_relatives,
        "brings": party.brings,
        "given": given,
        "contact": named,
        "hidden_contact": works and bool(contact) and not (contact and contact.shown),
        "own": own,
    }
