"""Who may do what with people and roles. The words of the predicates stand in every room's table."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import OrganisationKind
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


@predicate
def confirmer(actor: Actor, organisation: Any) -> bool:
    """Administrator of its municipality or, unless it is a volunteer centre, of one there, or of the installation; in a running staff session."""
    # Whoever is confirmed as a volunteer centre confirms others, so a centre could lend its powers on.
    centre = organisation is not None and organisation.kind == OrganisationKind.VOLUNTEER_CENTRE
    home = organisation is not None and organisation.municipality_id in (actor.moderates_in if centre else actor.confirms_in)
    return actor.is_staff and (home or actor.may_as(Role.ADMINISTRATOR))


@predicate
def merger(actor: Actor, organisation: Any) -> bool:
    """Administrator of the organisation's municipality itself, or of the installation; in a running staff session."""
    return actor.is_staff and (organisation.municipality_id in actor.moderates_in or actor.may_as(Role.ADMINISTRATOR))


@predicate
def assistant(actor: Actor, municipality_code: Any) -> bool:
    """Administrator of that municipality or of a confirmed volunteer centre there, in a running staff session; nobody else."""
    return actor.is_staff and municipality_code in actor.confirms_in


add_perm("identity.assist_people", assistant)
add_perm("identity.confirm_organisation", confirmer)
add_perm("identity.merge_organisation", merger)
add_perm("identity.let_in_first", merger)
add_perm("identity.merge_anywhere", administrator)
add_perm("identity.invite_first_staff", administrator)
add_perm("identity.manage_roles", administrator)
add_perm("identity.manage_municipalities", administrator)
add_perm("identity.block_people", administrator)
