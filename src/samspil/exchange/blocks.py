"""Whether somebody wants no contact with somebody. Asked wherever two are brought together: messages, places, shifts, proposals, pairs."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from samspil.core.refusals import Refusal
from samspil.exchange.domain.threads import refusal_of
from samspil.exchange.models import Block


class Party(NamedTuple):
    """A person, or an organisation."""

    person: int | None = None
    organisation: int | None = None


def between(one: Party, other: Party) -> Q:
    """Blocks between the two, whoever made them."""
    there = Q(by_person=one.person, by_organisation=one.organisation, person=other.person, organisation=other.organisation)
    return there | Q(by_person=other.person, by_organisation=other.organisation, person=one.person, organisation=one.organisation)


def blocked(own: Party, other: Party) -> Refusal | None:
    """Why `own` cannot reach the other; None where nobody has blocked anybody."""
    found = list(Block.objects.filter(between(own, other)).values_list("by_person", "by_organisation"))
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
