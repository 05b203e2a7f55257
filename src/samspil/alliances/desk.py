"""The alliances on a municipality's desk: those it leads or takes part in and that its people may see, counted, narrowed and leafed through.

What the parties keep to themselves (a review, who has not answered, that nobody acts) is looked for only where the municipality takes part; of all
others the desk knows what everybody can read.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, ExpressionWrapper, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields import BooleanField, DateField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject

from samspil.alliances.domain.desk import Look, horizon
from samspil.alliances.models import Alliance, Amendment, QuarterStatus
from samspil.alliances.models.amendment import OPEN
from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.kept import piece
from samspil.core.viewers import Viewer, eyes_of
from samspil.identity.actor import Actor
from samspil.identity.queries import municipality_names
from samspil.initiatives.models import Initiative, Participation

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


class Seen(NamedTuple):
    """An alliance as the desk reads it. `stops` are of the legal check, `parties` to `due_on` as in DeskLine; `status` is the newest quarterly one, also
    where it is shown to the parties alone."""

    pk: int
    title: str
    slug: str
    stage: str
    place: str
    area: str | None
    kle: str | None
    first_day: date | None
    last_day: date | None
    openness: str
    hidden_at: datetime | None
    law_again: str
    stops: int
    inside: bool
    parties: int
    sectors: list[str]
    review_on: date | None
    ends_on: date | None
    unmet_on: date | None
    missed: int
    waiting: int
    orphaned: bool
    law: bool
    due_on: date
    status: dict[str, Any] | None


PERIOD_AND_SIGHT = ("first_day", "last_day", "openness", "hidden_at")
OF_LINE = ("parties", "sectors", "review_on", "ends_on", "unmet_on", "missed", "waiting", "orphaned", "law", "due_on")
READ = (
    *("pk", "initiative__title", "initiative__slug", "stage", "initiative__lead__name", "initiative__area__name", "kle__number"),
    *(f"initiative__{name}" for name in PERIOD_AND_SIGHT),
    *("law_again", "stops", "inside"),
    *(f"desk__{name}" for name in OF_LINE),
    "status",
)


def alliances_of(viewer: Viewer, codes: frozenset[str] | None) -> QuerySet[Alliance]:
    """All of a desk that the viewer may see; `inside` says whether one of the municipalities takes part or is asked to."""
    found: QuerySet[Alliance] = Alliance.objects.visible_to(viewer)
    if codes is None:
        return found.annotate(inside=Value(False, output_field=BooleanField()))
    own = Participation.objects.filter(organisation__of_municipality__in=sorted(codes)).values("initiative")
    led = Initiative.objects.filter(lead__in=sorted(codes)).values("pk")
    # Both are found by their indexes before anything else is looked at: a municipality pays for its own alliances, not for everybody's.
    inside = ExpressionWrapper(Q(initiative__in=own), output_field=BooleanField())
    return found.filter(initiative__in=led.union(own)).annotate(inside=inside)


def scope_of(actor: Actor, chosen: str = "") -> Scope:
    """The desk of all municipalities the actor answers for, or of the chosen one of them; staff of the installation may choose any."""
    own: Collection[str] = actor.moderates_in
    if chosen and (actor.roles or chosen in own):
        return Scope(actor, frozenset({chosen}))
    return Scope(actor, None if actor.roles else frozenset(own))


def choices(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the municipalities the actor may choose between, in Danish order."""
    served = piece(("alliances", "municipality-names"), municipality_names)
    return [(code, name) for code, name in served.items() if actor.roles or code in actor.moderates_in]


def fits(look: Look, today: Any, last: Any) -> Q:
    """The condition of what the desk shows. `last` is the horizon of today; both are days, or places for them."""
    review, orphaned = Q(inside=True, desk__review_on__lt=today), Q(inside=True, desk__orphaned=True)
    law = Q(inside=True, desk__law=True)
    ends, unmet = Q(desk__ends_on__lte=last), Q(desk__unmet_on__lt=today)
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
    told = compiled.rows(counted, eyes_of(scope.actor), scope.codes, today=today, last=horizon(today))
    return dict(zip(Look, told[0], strict=True)) if told else dict.fromkeys(Look, 0)


def counted(viewer: Viewer, codes: frozenset[str] | None) -> QuerySet[Any, Any]:
    """One row: the number of each look."""
    counts = {look.value: Count("pk", filter=fits(look, Given("today"), Given("last"))) for look in Look}
    return alliances_of(viewer, codes).order_by().values(all=Value(1)).annotate(**counts).values_list(*counts)


def lines(viewer: Viewer, codes: frozenset[str] | None, which: Q) -> QuerySet[Any, Any]:
    """The alliances of a desk, the first day first, as rows of what Seen has."""
    newest = QuarterStatus.objects.filter(alliance=OuterRef("pk")).order_by("-year", "-quarter")
    status = newest.values(told=JSONObject(**{name: name for name in ("year", "quarter", "went_well", "hard", "needed", "shown")}))[:1]
    stops = Func("law_stops", function="jsonb_array_length", output_field=IntegerField())
    found = alliances_of(viewer, codes).filter(which).annotate(stops=stops, status=Subquery(status))
    return found.order_by("desk__due_on", "-pk").values_list(*READ)


def every_line(scope: Scope, look: Look, today: date, at_once: int) -> Iterator[Seen]:
    """All of them as they are at one moment, read some at a time; `first_day` and `last_day` are those agreed, not those an amendment proposes."""
    found = lines(scope.actor, scope.codes, fits(look, today, horizon(today)))
    agreed = {"initiative__first_day": "agreed_first", "initiative__last_day": "agreed_last"}
    rows = found.annotate(agreed_first=agreed_day("first"), agreed_last=agreed_day("last")).values_list(*(agreed.get(name, name) for name in READ))
    return (Seen(*row) for row in rows.iterator(chunk_size=at_once))


def agreed_day(end: str) -> Case:
    """The "first" or the "last" day as it stood when an open amendment was begun; otherwise as the alliance says it."""
    amended = Amendment.objects.filter(alliance=OuterRef("pk"), state__in=OPEN)
    stood = Subquery(amended.values(day=Cast(KeyTextTransform(end, "stood"), DateField()))[:1])
    return Case(When(Exists(amended), then=stood), default=F(f"initiative__{end}_day"))


def page_of(scope: Scope, look: Look, today: date, after: Key | None) -> tuple[list[Seen], str]:
    """A page from a key on, and the key of the page after it or ""."""
    beyond = {"after_day": after.due_on, "after_pk": after.pk} if after else {}
    rows = compiled.rows(a_page, eyes_of(scope.actor), scope.codes, look, bool(after), today=today, last=horizon(today), **beyond)
    found = [Seen(*row) for row in rows]
    end = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return found[:A_PAGE], Key(end.due_on, end.pk).written() if end else ""


def a_page(viewer: Viewer, codes: frozenset[str] | None, look: Look, further: bool) -> QuerySet[Any, Any]:
    """The rows of a page and one more: from the first, or behind a key."""
    beyond = Q(desk__due_on__gt=Given("after_day")) | Q(desk__due_on=Given("after_day"), pk__lt=Given("after_pk")) if further else Q()
    return lines(viewer, codes, fits(look, Given("today"), Given("last")) & beyond)[: A_PAGE + 1]
