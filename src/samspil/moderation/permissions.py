"""Who may do what with reports."""

from typing import Protocol

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role


class LiesIn(Protocol):
    """What the predicates ask of a case; models.Case is the real one."""

    municipality_id: str


@predicate
def administrator(actor: Actor) -> bool:
    """Administrator of the installation, in a running staff session."""
    return actor.may_as(Role.ADMINISTRATOR)


@predicate
def moderator(actor: Actor) -> bool:
    """Administrator of a municipality's own organisation, or of the installation; in a running staff session."""
    return actor.is_staff and (bool(actor.moderates_in) or actor.may_as(Role.ADMINISTRATOR))


@predicate
def moderator_there(actor: Actor, case: LiesIn) -> bool:
    """Administrator of the thing's municipality itself, or of the installation; in a running staff session. Never for what they are party to."""
    return actor.is_staff and (case.municipality_id in actor.moderates_in or actor.may_as(Role.ADMINISTRATOR))


add_perm("moderation.everywhere", administrator)
add_perm("moderation.read", moderator)
add_perm("moderation.decide", moderator_there)
