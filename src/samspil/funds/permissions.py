"""Who may do what with funds."""

from typing import Protocol

from rules.permissions import add_perm
from rules.predicates import predicate

from samspil.funds.domain.parts import FundPart
from samspil.funds.models import FundRole
from samspil.funds.models.fund import runs
from samspil.identity.actor import Actor


class OfMunicipality(Protocol):
    """What the predicates ask of a fund."""

    pk: int
    municipality_id: str


def has_part(actor: Actor, fund: OfMunicipality, *parts: FundPart) -> bool:
    """Whether somebody has one of these parts in a fund."""
    return actor.person_id is not None and FundRole.objects.filter(fund=fund.pk, person=actor.person_id, part__in=parts).exists()


@predicate
def runs_some(actor: Actor) -> bool:
    """Administrator of a municipality, in a running staff session."""
    return bool(runs(actor))


@predicate
def runs_it(actor: Actor, fund: OfMunicipality) -> bool:
    """Administrator of the fund's municipality, in a running staff session."""
    return fund.municipality_id in runs(actor)


@predicate
def handles(actor: Actor, fund: OfMunicipality) -> bool:
    """Who runs the fund, or is its caseworker."""
    return runs_it(actor, fund) or has_part(actor, fund, FundPart.CASEWORKER)


@predicate
def reads(actor: Actor, fund: OfMunicipality) -> bool:
    """Whoever has any part in the fund."""
    return runs_it(actor, fund) or has_part(actor, fund, *FundPart)


add_perm("funds.begin", runs_some)
add_perm("funds.run", runs_it)
add_perm("funds.handle", handles)
add_perm("funds.read", reads)
