"""Open needs around a place, as those who look meet them: a box in degrees by index, the distance by the sphere."""

import math
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.viewers import Viewer
from samspil.exchange.domain.finding import Opening
from samspil.exchange.domain.matches import MatchState
from samspil.exchange.domain.matching.model import metres
from samspil.exchange.domain.needs import SHOWN, age_limit
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.skills import in_words
from samspil.exchange.domain.words import LANGUAGE_DA, NEED_DA, WHEN_DA, NeedKind, When
from samspil.exchange.models import Match, Need, Signup
from samspil.exchange.places import Postcode
from samspil.initiatives.models.sight import Kind, Sight, kind_of, places_for, told_of

# More than a person looks through, and as many as are put in order in 20 ms.
MOST_LOOKED_AT = 2000
KM_A_DEGREE = 111.2
# What "an hour or two" means in minutes, where a short task says no time of its own.
A_SHORT_TASK = 120
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


def around(viewer: Viewer, place: Postcode, km: int) -> list[Opening]:
    """Shown needs within so many kilometres, the newest first where there are too many; each with its distance in metres."""
    high, wide = km / KM_A_DEGREE, km / (KM_A_DEGREE * math.cos(math.radians(place.latitude)))
    box = {"south": place.latitude - high, "north": place.latitude + high, "west": place.longitude - wide, "east": place.longitude + wide}
    told = told_of(viewer)
    found = (opening(row, place) for row in compiled.rows(in_a_box, kind_of(told), **box, **told))
    return [one for one in found if (one.distance_m or 0) <= km * 1000]


def in_a_box(kind: Kind) -> QuerySet[Need, tuple[Any, ...]]:
    """What is read of the newest needs between four lines, for viewers of a kind."""
    box = Q(latitude__gte=Given("south"), latitude__lte=Given("north"), longitude__gte=Given("west"), longitude__lte=Given("east"))
    return looked_at(places_for(kind)).filter(box).order_by("-pk").values_list(*READ)[:MOST_LOOKED_AT]


def looked_at(viewer: Viewer | Sight) -> QuerySet[Need]:
    """Needs people can say yes to, with how many seats are held, and whether anybody has ever helped."""
    own = Signup.objects.filter(need=OuterRef("pk"))
    held = own.filter(state__in=HOLDING).order_by().values("need").annotate(seats=Sum("party_size")).values("seats")
    given = Match.objects.filter(need=OuterRef("pk"), state=MatchState.AGREED, signup=None).order_by().values("need")
    units = given.annotate(seats=Sum("units")).values("seats")
    helped = own.filter(state__in=[SignupState.CONFIRMED, SignupState.ATTENDED])
    return Need.objects.visible_to(viewer).filter(state__in=SHOWN).annotate(held=Coalesce(held, 0) + Coalesce(units, 0), filled=Exists(helped))


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
        requires=frozenset(in_words(requires)),
        languages=frozenset(LANGUAGE_DA[one] for one in languages),
        topics=frozenset({NEED_DA[NeedKind(kind)].lower(), *(WHEN_DA[When(one)].lower() for one in whens)}),
        published=shown_at,
        filled_before=bool(filled),
    )


def minutes(starts_at: datetime | None, ends_at: datetime | None) -> int | None:
    """How long it takes, where its time is said."""
    return int((ends_at - starts_at).total_seconds()) // 60 if starts_at and ends_at else None
