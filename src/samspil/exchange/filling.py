"""Who might fill what is not filled: open offers and needs with free seats as rows, matched by the core, for people to decide on."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from samspil.core.viewers import Viewer
from samspil.exchange.blocks import shut_of
from samspil.exchange.domain import fitting, needs
from samspil.exchange.domain.fitting import GOES_WITH, Asking, Giving
from samspil.exchange.domain.matches import GIVER, WAITS, MatchState
from samspil.exchange.domain.matching.model import metres
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.words import UNIT_DA, NeedKind, OfferKind
from samspil.exchange.models import Match, Need, Offer
from samspil.exchange.nearby import looked_at
from samspil.initiatives.models.sight import Sight

# House rule: what a person can look through in one sitting; the rest comes when these are answered.
MOST_NEEDS, MOST_OFFERS = 60, 2_000
SECONDS = 3.0


@dataclass(frozen=True)
class Suggested:
    """An offer that might fit, with why; `units` is how many of its people or things."""

    offer: Offer
    units: int
    reasons: list[str]


@dataclass(frozen=True)
class Filling:
    """A need with seats free, what is suggested, and what would have to change for the seats that stay empty."""

    need: Need
    free: int
    suggested: list[Suggested]
    empty: int
    because: list[str]


def unfilled(viewer: Viewer | Sight, among: Q) -> "QuerySet[Need]":
    """Open needs with how many seats are held; those that begin soonest first."""
    return looked_at(viewer).filter(among, state=NeedState.OPEN).order_by("starts_at", "ends_on", "pk")


def fillings(viewer: Viewer, among: Q, *, now: datetime) -> list[Filling]:
    """A proposal for each need with free seats: everybody's best together, nobody twice."""
    from samspil.exchange.domain.matching.solving import match  # the solver is loaded where something is matched

    found = [one for one in unfilled(viewer, among).filter(Q(starts_at=None) | Q(starts_at__gt=now), unnamed=False)[:MOST_NEEDS] if free_of(one) > 0]
    offers = {str(one.pk): one for one in offers_for(viewer, found)}
    asked, refused = asks_of(offers, now), refusals_of(offers, found)
    askings = {str(need.pk): asking(need) for need in found}
    givings = {key: replace(giving(one), refuses=refused.get(key, frozenset()), asked_lately=asked[key]) for key, one in offers.items()}
    problem, matching = match(fitting.problem_of(list(givings.values()), list(askings.values())), clock_of(SECONDS))
    chosen = Counter((problem.tasks[what].id, fitting.offer_of(problem.volunteers[who].id)) for who, what in matching.pairs)
    stands = fitting.in_the_way(problem, matching, givings, askings)
    return [filling(need, chosen, offers, givings, askings, stands.get(str(need.pk), [])) for need in found]


def filling(
    need: Need,
    chosen: Counter[tuple[str, str]],
    offers: dict[str, Offer],
    givings: dict[str, Giving],
    askings: dict[str, Asking],
    because: list[str],
) -> Filling:
    """What was found for one need, the nearest first."""
    key = str(need.pk)
    own = {offer: units for (task, offer), units in chosen.items() if task == key}
    near = sorted(own, key=lambda one: (metres(givings[one].place, askings[key].place), int(one)))
    suggested = [Suggested(offers[one], own[one], fitting.why(givings[one], askings[key])) for one in near]
    return Filling(need, free_of(need), suggested, free_of(need) - sum(own.values()), because)


def free_of(need: Need) -> int:
    """How many seats are free."""
    return need.seats - int(getattr(need, "held", 0))


def clock_of(seconds: float) -> Callable[[], float]:
    """What says how many seconds are left from now on."""
    until = time.monotonic() + seconds
    return lambda: until - time.monotonic()


def offers_for(viewer: Viewer, found: list[Need]) -> list[Offer]:
    """Open offers of the kinds that are wanted, in the municipalities the needs are in and beside them; whoever is placed already is left in peace."""
    if not found:
        return []
    kinds = {kind for need in found for kind in GOES_WITH[NeedKind(need.kind)]}
    wide = Q(latitude__range=spread([need.latitude for need in found]), longitude__range=spread([need.longitude for need in found]))
    busy = Match.objects.filter(state__in=[*WAITS, MatchState.AGREED]).values("offer")
    rows = Offer.objects.visible_to(viewer).filter(wide, state=OfferState.OPEN, kind__in=kinds, hidden_at=None)
    rows = rows.filter(Q(units=None) & ~Q(pk__in=busy) | Q(free__gt=0)).select_related("organisation").order_by("-pk")
    return list(rows[:MOST_OFFERS])


def spread(degrees: list[float]) -> tuple[float, float]:
    """From the first to the last with a degree around it, about sixty kilometres or more."""
    return min(degrees) - 1, max(degrees) + 1


def asks_of(offers: dict[str, Offer], now: datetime) -> Counter[str]:
    """How often each was asked in the last month."""
    since = Match.objects.filter(offer__in=list(offers.values()), made_at__gt=fitting.recent(now)).exclude(began=GIVER)
    return Counter({str(pk): number for pk, number in since.values_list("offer").annotate(number=Count("pk")).order_by()})


def refusals_of(offers: dict[str, Offer], found: list[Need]) -> dict[str, frozenset[str]]:
    """Needs each offer has been put beside before: what waits is waited for, and nobody is asked twice about the same. Nor is one's own proposed."""
    rows = Match.objects.filter(offer__in=list(offers.values()), need__in=found).values_list("offer", "need")
    kept: dict[str, set[str]] = {}
    for offer_id, need_id in rows:
        kept.setdefault(str(offer_id), set()).add(str(need_id))
    shut = shut_of({need.organisation_id for need in found if need.organisation_id})
    for key, offer in offers.items():
        whose = (None, offer.organisation_id) if offer.organisation_id else (offer.poster_id, None)
        own = {str(need.pk) for need in found if offer.organisation_id and offer.organisation_id == need.organisation_id}
        kept.setdefault(key, set()).update(own, (str(need.pk) for need in found if (*whose, need.organisation_id) in shut))
    return {key: frozenset(one) for key, one in kept.items()}


def giving(offer: Offer) -> Giving:
    """A row of an offer as the core reads it. Of things each free one is one that can be given."""
    things = offer.free if offer.kind in UNIT_DA and offer.free is not None else offer.people
    far = offer.max_km if offer.kind not in UNIT_DA else max(offer.max_km, 40)
    place, whens, languages = (offer.latitude, offer.longitude), frozenset(offer.whens), frozenset(offer.languages)
    return Giving(str(offer.pk), OfferKind(offer.kind), place, far, whens, languages, offer.age, things)


def asking(need: Need) -> Asking:
    """A row of a need as the core reads it."""
    limit = needs.age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits")))
    hours = (need.starts_at, need.ends_at)
    place, whens, languages = (need.latitude, need.longitude), frozenset(need.whens), frozenset(need.languages)
    return Asking(str(need.pk), NeedKind(need.kind), place, free_of(need), *hours, whens, languages, limit)
