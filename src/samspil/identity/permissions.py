"""Who may do what with people and roles. The words of the predicates stand in every room's table."""

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor
from samspil.identity.domain.roles import Role


@predicate
def staff(actor: Actor) -> bool:
    """Editor, reviewer or administrator, in a running staff session."""
    return actor.may_as(*Role)


@predicate
def reviewer(actor: Actor) -> bool:
    """Reviewer in a running staff session."""
    return actor.may_as(Role.REVIEWER)


@predicate
def administrator(actor: Actor) -> bool:
    """Administrator in a running staff session."""
    return actor.may_as(Role.ADMINISTRATOR)


add_perm("identity.manage_roles", administrator)
add_perm("identity.manage_municipalities", administrator)
add_perm("identity.block_people", administrator)
