"""A group of citizens says yes to an invitation in one step: the group comes in, without a CVR number, and becomes the party."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from samspil.alliances import queries
from samspil.alliances.actions.answer import NO_SUCH, answer_with_secret, why_not
from samspil.alliances.models import Party
from samspil.core.refusals import Refusal
from samspil.identity.actions.make_organisation import NewOrganisation, Similar, make_organisation
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole, OrganisationKind

ALIKE = Refusal(
    "same-name",
    "Der er allerede en gruppe eller forening med næsten samme navn i kommunen. Skriv et navn, der skiller jer ud, eller bed om at komme med i den.",
)


class Undone(Exception):
    """The group was made and the yes refused: both go."""


def answer_as_group(actor: Actor, secret: str, name: str, *, now: datetime) -> Party | Refusal:
    """Make the group, with the actor as all it needs, and say yes for it; nothing is made where the invitation cannot be answered."""
    answered: Party | Refusal = NO_SUCH
    try:
        with transaction.atomic():
            answered = made_and_answered(actor, secret, name, now)
            if isinstance(answered, Refusal):
                raise Undone
    except Undone:
        return answered
    return answered


def made_and_answered(actor: Actor, secret: str, name: str, now: datetime) -> Party | Refusal:
    """Both in the transaction that is open."""
    found = queries.invitation_of(secret)
    if found is None:
        return NO_SUCH
    refusal = why_not(actor, found, None, yes=False, now=now)
    if refusal:
        return refusal
    new = NewOrganisation(kind=OrganisationKind.GROUP.value, name=name.strip(), municipality_code=found.party.alliance.initiative.lead_id)
    made = make_organisation(actor, new, now=now)
    if isinstance(made, Refusal):
        return ALIKE if isinstance(made, Similar) else made
    member = replace(actor, memberships={**actor.memberships, made.pk: frozenset(MemberRole)})
    return answer_with_secret(member, secret, made.pk, yes=True, now=now)
