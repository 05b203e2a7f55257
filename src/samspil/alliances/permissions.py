"""Who may do what with alliances."""

from collections.abc import Sequence
from typing import Protocol

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor


class HasParties(Protocol):
    """What the predicates ask of an alliance; queries.Room is the real one."""

    @property
    def holder_id(self) -> int | None:
        """The person who holds it in their own name, or None."""

    def own(self, actor: Actor, role: str = "member") -> Sequence[object]:
        """The parties the actor may do this for."""

    def own_public(self, actor: Actor) -> Sequence[object]:
        """The public parties the actor acts for."""


@predicate
def logged_in(actor: Actor) -> bool:
    """Anybody who is logged in."""
    return actor.person_id is not None


@predicate
def takes_part(actor: Actor, room: HasParties) -> bool:
    """A member of an organisation that is a party, or the person who holds the alliance in their own name."""
    return bool(room.own(actor)) or (actor.person_id is not None and room.holder_id == actor.person_id)


@predicate
def acts_publicly(actor: Actor, room: HasParties) -> bool:
    """A member of a public organisation that is a party."""
    return bool(room.own_public(actor))


@predicate
def signs_for_a_party(actor: Actor, room: HasParties) -> bool:
    """A signatory of an organisation that is a party."""
    return bool(room.own(actor, "signatory"))


@predicate
def sees_the_desk(actor: Actor) -> bool:
    """Administrator of a municipality's own organisation, or editor, reviewer or administrator here; in a running staff session."""
    return actor.is_staff and bool(actor.moderates_in or actor.roles)


@predicate
def files_for_a_municipality(actor: Actor) -> bool:
    """Administrator of a municipality's own organisation; in a running staff session."""
    return actor.is_staff and bool(actor.moderates_in)


add_perm("alliances.order_papers", files_for_a_municipality)
add_perm("alliances.see_desk", sees_the_desk)
add_perm("alliances.start", logged_in)
add_perm("alliances.work", takes_part)
add_perm("alliances.journalise", acts_publicly)
add_perm("alliances.sign", signs_for_a_party)
