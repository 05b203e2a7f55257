"""Whether somebody wants no contact with somebody. Asked wherever two are brought together: messages, places, shifts, proposals, pairs."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.refusals import Refusal
from samspil.exchange.domain.threads import refusal_of
from samspil.exchange.models import Block


class Party(NamedTuple):
    """A person, or an organisation."""

    person: int | None = None
    organisation: int | None = None


def between() -> "QuerySet[Block, tuple[Any, ...]]":
    """Who made the blocks between two; the number of what a party is not, is 0."""
    own = Q(by_person=Given("own_person")) | Q(by_organisation=Given("own_organisation"))
    other = Q(by_person=Given("person")) | Q(by_organisation=Given("organisation"))
    there = own & (Q(person=Given("person")) | Q(organisation=Given("organisation")))
    back = other & (Q(person=Given("own_person")) | Q(organisation=Given("own_organisation")))
    return Block.objects.filter(there | back).values_list("by_person", "by_organisation")


def blocked(own: Party, other: Party) -> Refusal | None:
    """Why `own` cannot reach the other; None where nobody has blocked anybody."""
    told = {"own_person": own.person or 0, "own_organisation": own.organisation or 0, "person": other.person or 0, "organisation": other.organisation or 0}
    found = compiled.rows(between, **told)
    return refusal_of(by_self=(own.person, own.organisation) in found) if found else None


def apart_from(organisation_id: int, people: Iterable[int]) -> frozenset[int]:
    """Those of these people who have blocked the organisation, or whom it has blocked."""
    ids = list(people)
    rows = Block.objects.filter(Q(by_organisation=organisation_id, person__in=ids) | Q(organisation=organisation_id, by_person__in=ids))
    return frozenset(one or other for one, other in rows.values_list("person", "by_person") if one or other)


def shut_of(askers: Iterable[int]) -> frozenset[tuple[int | None, int | None, int]]:
    """Person or organisation, and one of these organisations that ask: all pairs with a block between them."""
    ids = list(askers)
    own = Block.objects.filter(by_organisation__in=ids).values_list("person", "organisation", "by_organisation")
    others = Block.objects.filter(organisation__in=ids).values_list("by_person", "by_organisation", "organisation")
    return frozenset((person, organisation, asker) for person, organisation, asker in [*own, *others] if asker)
