"""Who may do what with offers and needs."""

from typing import Protocol

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor


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


add_perm("exchange.offer", anybody)
add_perm("exchange.ask", in_an_organisation)
add_perm("exchange.work", owner)
