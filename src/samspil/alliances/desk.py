"""The alliances on a municipality's desk: those it leads or takes part in and that its people may see, counted, narrowed and leafed through.

What the parties keep to themselves (a review, who has not answered, that nobody acts) is looked for only where the municipality takes part; of all
others the desk knows what everybody can read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.fields import BooleanField

from samspil.alliances.domain.desk import Look, horizon
from samspil.alliances.models import Alliance, QuarterStatus
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality
from samspil.initiatives.models import Participation

A_PAGE = 25


class Key(NamedTuple):
    """Where an alliance stands on the desk: the first day something falls, and its id."""

    due_on: date
    pk: int

    def written(self) -> str:
        """As it stands in addresses."""
        return f"{self.due_on.isoformat()}~{self.pk}"


def key_of(text: str) -> Key | None:
    """The key of an address; None for a damaged one."""
    day, mark, number = text.partition("~")
    if not mark or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    try:
        return Key(date.fromisoformat(day), int(number))
    except ValueError:
        return None


@dataclass(frozen=True)
class Scope:
    """Whose desk it is: these municipalities, or with None every alliance that staff of the installation may see."""

    actor: Actor
    codes: frozenset[str] | None

    def alliances(self) -> QuerySet[Alliance]:
        """All of them that the actor may see; `inside` says whether one of the municipalities takes part or is asked to."""
        found: QuerySet[Alliance] = Alliance.objects.visible_to(self.actor)
        if self.codes is None:
            return found.annotate(inside=Value(False, output_field=BooleanField()))
        own = Participation.objects.filter(initiative=OuterRef("initiative"), organisation__of_municipality__in=sorted(self.codes))
        return found.annotate(inside=Exists(own)).filter(Q(initiative__lead__in=sorted(self.codes)) | Q(inside=True))


def scope_of(actor: Actor, chosen: str = "") -> Scope:
    """The desk of all municipalities the actor answers for, or of the chosen one of them; staff of the installation may choose any."""
    own: Collection[str] = actor.moderates_in
    if chosen and (actor.roles or chosen in own):
        return Scope(actor, frozenset({chosen}))
    return Scope(actor, None if actor.roles else frozenset(own))


def choices(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the municipalities the actor may choose between, in Danish order."""
    served = Municipality.objects.open().order_by("name_key")
    return list((served if actor.roles else served.filter(code__in=actor.moderates_in)).values_list("code", "name"))


def fits(look: Look, today: date) -> Q:
    """The condition of what the desk shows."""
    review, orphaned = Q(inside=True, desk__review_on__lt=today), Q(inside=True, desk__orphaned=True)
    law = Q(inside=True, desk__law=True)
    ends, unmet = Q(desk__ends_on__lte=horizon(today)), Q(desk__unmet_on__lt=today)
    going = Q(desk__over=False)
    return {
        Look.CALLING: (review | orphaned | ends | unmet | law),
        Look.REVIEW: review,
        Look.EXPIRING: ends,
        Look.UNMET: unmet,
        Look.ORPHANED: orphaned,
        Look.LAW: law,
        Look.WAITING: going & Q(inside=True, desk__waiting__gt=0),
        Look.ALL: going,
        Look.OVER: Q(desk__over=True),
    }[look]


def numbers(scope: Scope, today: date) -> dict[Look, int]:
    """How many there are of each, in one statement."""
    told = scope.alliances().aggregate(**{look.value: Count("pk", filter=fits(look, today)) for look in Look})
    return {look: told[look.value] for look in Look}


def lines(scope: Scope, look: Look, today: date) -> QuerySet[Alliance]:
    """The alliances of a desk with their lines, the first day first."""
    found = scope.alliances().filter(fits(look, today)).select_related("desk", "initiative__lead", "initiative__area", "kle")
    return found.order_by("desk__due_on", "-pk")


def statuses_of(found: Iterable[Alliance]) -> dict[int, QuarterStatus]:
    """The newest quarterly status by the alliance's id: the parties' own where the municipality takes part, of others one that everybody may read."""
    inside = {one.pk: vars(one)["inside"] for one in found}
    newest = QuarterStatus.objects.latest_of(list(inside))
    return {row.alliance_id: row for row in newest if inside[row.alliance_id] or row.shown}


def page_of(scope: Scope, look: Look, today: date, after: Key | None) -> tuple[list[Alliance], str]:
    """A page from a key on, and the key of the page after it or ""."""
    beyond = Q() if after is None else Q(desk__due_on__gt=after.due_on) | Q(desk__due_on=after.due_on, pk__lt=after.pk)
    found = list(lines(scope, look, today).filter(beyond)[: A_PAGE + 1])
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return found[:A_PAGE], Key(last.desk.due_on, last.pk).written() if last else ""
