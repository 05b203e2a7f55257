"""Who may do what with offers and needs."""

from typing import Protocol

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole


class Owned(Protocol):
    """What the predicates ask of an offer or a need."""

    organisation_id: int | None
    poster_id: int | None


@predicate
def anybody(actor: Actor) -> bool:
    """Anybody, also without an account: the address is asked to confirm."""
    return True


@predicate
def in_an_organisation(actor: Actor) -> bool:
    """A member of an organisation."""
    return actor.person_id is not None and bool(actor.memberships)


@predicate
def owner(actor: Actor, thing: Owned) -> bool:
    """A member of the organisation whose it is, or the person in whose own name it stands."""
    if thing.organisation_id:
        return actor.belongs_to(thing.organisation_id)
    return actor.person_id is not None and thing.poster_id == actor.person_id


@predicate
def places_people(actor: Actor, municipality_code: object) -> bool:
    """Administrator of that municipality or of a confirmed volunteer centre there, in a running staff session."""
    return actor.is_staff and municipality_code in actor.confirms_in


@predicate
def has_a_desk(actor: Actor) -> bool:
    """Administrator of a municipality or of a confirmed volunteer centre, in a running staff session; or a member of an organisation that asks for help."""
    return (actor.is_staff and bool(actor.confirms_in)) or (actor.person_id is not None and bool(actor.memberships))


@predicate
def leads(actor: Actor, organisation_id: object) -> bool:
    """Administrator of the organisation."""
    return isinstance(organisation_id, int) and actor.belongs_to(organisation_id, MemberRole.ADMINISTRATOR)


add_perm("exchange.vet", leads)
add_perm("exchange.pay", leads)
add_perm("exchange.offer", anybody)
add_perm("exchange.ask", in_an_organisation)
add_perm("exchange.work", owner)
add_perm("exchange.place", places_people)
add_perm("exchange.see_desk", has_a_desk)
