"""What holds of associations' yearly declarations: the facts of the rows, and what the rules say of them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from samspil.exchange.domain.declarations import Applicant, DeclarationVerdict, declaration_on
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.eligible import with_children
from samspil.exchange.models import Declaration, Declaring, Need
from samspil.identity.actor import Actor
from samspil.identity.domain.organisations import MemberRole, OrganisationKind
from samspil.identity.models import Organisation

# Nobody has told anything: it may be asked for, so the page asks.
UNTOLD = Applicant(popular_education=None, seeks=True)


def associations() -> "QuerySet[Organisation]":
    """Those a declaration can be asked of."""
    return Organisation.objects.standing().filter(kind=OrganisationKind.ASSOCIATION, confirmed_at__isnull=False, hidden_at=None)


def own(actor: Actor) -> list[Organisation]:
    """The associations somebody is in, those they lead first."""
    found = Organisation.objects.standing().filter(pk__in=list(actor.memberships), kind=OrganisationKind.ASSOCIATION).order_by("name")
    return sorted(found, key=lambda one: not actor.belongs_to(one.pk, MemberRole.ADMINISTRATOR))


def applicants(ids: Collection[int]) -> dict[int, Applicant]:
    """Each of these as the rules look at it, in two questions."""
    given: dict[int, list[date]] = defaultdict(list)
    for pk, day in Declaration.objects.filter(organisation__in=ids).values_list("organisation", "given_on"):
        given[pk].append(day)
    told = {row.pk: row for row in Declaring.objects.filter(organisation__in=ids)}
    return {pk: applicant(told.get(pk), tuple(given[pk])) for pk in ids}


def applicant(told: Declaring | None, given: tuple[date, ...]) -> Applicant:
    """One of them."""
    if told is None or told.changed_at is None:
        return Applicant(UNTOLD.popular_education, UNTOLD.seeks, given)
    return Applicant(told.popular_education, told.seeks, given)


def among_children(today: date) -> "QuerySet[Organisation]":
    """Associations that have a task with children now and have not said whether a declaration is asked of them."""
    tasks = Need.objects.filter(with_children(""), ends_on__gte=today, state__in=SHOWN)
    answered = Declaring.objects.exclude(changed_at=None).values("organisation")
    return associations().filter(pk__in=tasks.values("organisation")).exclude(pk__in=answered)


def verdicts(ids: Collection[int], day: date) -> dict[int, DeclarationVerdict]:
    """What the rules say of each on a day."""
    return {pk: declaration_on(one, day) for pk, one in applicants(ids).items()}
