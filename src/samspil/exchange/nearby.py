"""Open needs around a place, as those who look meet them: the nearest by index, the distance by the sphere."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.kept import piece_for_now
from samspil.core.viewers import Viewer
from samspil.exchange.domain.finding import Opening
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.matching.model import metres
from samspil.exchange.domain.needs import SHOWN, age_limit
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.skills import in_words
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, WHEN_DA, NeedKind
from samspil.exchange.models import Match, Need, Signup
from samspil.exchange.models.spot import Away, Spot
from samspil.exchange.places import Postcode
from samspil.initiatives.models.sight import Kind, Sight, kind_of, places_for, told_of

# More than a person looks through: twelve pages.
MOST_LOOKED_AT = 240
# What a kind and a time of the week are called, by what stands in the row.
TOPICS = {str(key): name.lower() for words in (NEED_DA, WHEN_DA) for key, name in words.items()}
# What "an hour or two" means in minutes, where a short task says no time of its own.
A_SHORT_TASK = 120
NOTHING: frozenset[str] = frozenset()
READ = (
    "pk",
    "latitude",
    "longitude",
    "starts_at",
    "ends_at",
    "seats",
    "min_age",
    "languages",
    "whens",
    "kind",
    "shown_at",
    "held",
    "filled",
    "unnamed",
    "facts",
    "requires",
)


def around(viewer: Viewer, place: Postcode, km: int, kinds: Collection[str] = ()) -> list[Opening]:
    """Shown needs within so many kilometres, the nearest where there are more than `MOST_LOOKED_AT`; each with its distance in metres. `kinds`: of these
    alone, where some are named. What is around a postcode for strangers is kept until something changes, and five
    minutes at the most: a yes is no change for everybody."""
    if viewer.person_id is None:
        found = piece_for_now(("openings", viewer.audiences, place.code, *sorted(kinds)), lambda: openings(viewer, place, kinds))
    else:
        found = openings(viewer, place, kinds)
    return [one for one in found if (one.distance_m or 0) <= km * 1000]


def openings(viewer: Viewer, place: Postcode, kinds: Collection[str]) -> list[Opening]:
    """Those the viewer may see that are nearest, as the ranking reads them."""
    told = told_of(viewer) | {"latitude": place.latitude, "longitude": place.longitude, "kinds": sorted(kinds or (kind.value for kind in NeedKind))}
    return [opening(row, place) for row in compiled.rows(nearest, kind_of(told), **told)]


def nearest(kind: Kind) -> QuerySet[Need, tuple[Any, ...]]:
    """What is read of the needs nearest a spot, for viewers of a kind; of those as near, the newest."""
    away = Away(Spot("longitude", "latitude"), Spot(Given("longitude"), Given("latitude")))
    found = looked_at(places_for(kind)).filter(kind__any_of=Given("kinds"))
    return found.order_by(away, "-pk").values_list(*READ)[:MOST_LOOKED_AT]


def looked_at(viewer: Viewer | Sight) -> QuerySet[Need]:
    """Needs people can say yes to, with how many seats are held, and the state of one who ever helped (None: nobody did)."""
    own = Signup.objects.filter(need=OuterRef("pk")).order_by()
    given = Match.objects.filter(need=OuterRef("pk"), state=MatchState.AGREED, signup=None).order_by()
    held = Coalesce(total_of(own.filter(state__in=HOLDING), "party_size"), 0) + Coalesce(total_of(given, "units"), 0)
    # One row, not `Exists`: PostgreSQL answers that for many needs by reading every signup there is.
    helped = Subquery(own.filter(state__in=[SignupState.CONFIRMED, SignupState.ATTENDED]).values("state")[:1])
    return Need.objects.visible_to(viewer).filter(state__in=SHOWN).annotate(held=held, filled=helped)


def total_of(rows: QuerySet[Any], column: str) -> Subquery:
    """The sum of a column over rows that belong to one; a plain function, because Django groups what it aggregates, which takes four times as long."""
    return Subquery(rows.annotate(total=Func(F(column), function="SUM", output_field=IntegerField())).values("total"))


def opening(row: tuple[Any, ...], place: Postcode) -> Opening:
    """A row as the ranking reads it."""
    pk, latitude, longitude, starts_at, ends_at, seats, min_age, languages, whens, kind, shown_at, held, filled, unnamed, facts, requires = row
    return Opening(
        id=str(pk),
        distance_m=round(metres((place.latitude, place.longitude), (latitude, longitude))),
        starts_at=starts_at,
        minutes=minutes(starts_at, ends_at) or (A_SHORT_TASK if kind == NeedKind.SHORT else None),
        seats_free=max(0, seats - held),
        min_age=age_limit(min_age, unnamed=unnamed, home_visits=bool(facts.get("home_visits"))) or None,
        requires=frozenset(in_words(requires)) if requires else NOTHING,
        languages=frozenset(LANGUAGE_DA[one] for one in languages) if languages else NOTHING,
        topics=frozenset({TOPICS[kind], *(TOPICS[one] for one in whens)}),
        published=shown_at,
        filled_before=bool(filled),
    )


def minutes(starts_at: datetime | None, ends_at: datetime | None) -> int | None:
    """How long it takes, where its time is said."""
    return int((ends_at - starts_at).total_seconds()) // 60 if starts_at and ends_at else None
