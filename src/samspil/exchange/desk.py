"""What those who place people look after: needs that are not filled, offers nobody used, what is promised; of a municipality, or of one's own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.exchange.domain.matches import WAITS, MatchState
from samspil.exchange.domain.needs import SHOWN, NeedState
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.small_numbers import Suppressed, suppressed
from samspil.exchange.domain.words import NEED_DA, OFFER_DA, UNIT_DA, NeedKind, OfferKind
from samspil.exchange.filling import free_of, unfilled
from samspil.exchange.models import Match, Need, Offer, PromisedCapacity, Signup
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality
from samspil.initiatives.models.sight import Kind, kind_of, places_for, told_of

# An offer nobody has answered for so long is a person who waits.
UNUSED_AFTER = timedelta(days=7)
MOST_LINES = 50
A_YEAR = timedelta(days=365)


class Reach(NamedTuple):
    """Whether a desk places people in municipalities, or is of organisations; and whether there is one alone. PostgreSQL keeps the plan of a statement that
    asks for one; for a list, whose length it does not know, it plans anew at each visit, which takes longer than the answer.
    """

    places: bool
    one: bool


@dataclass(frozen=True)
class Scope:
    """What one desk looks after: `municipalities` where it places people, or the `organisations` the actor acts for."""

    municipalities: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()

    @property
    def needs(self) -> Q:
        """Needs of this desk."""
        return Q(municipality__in=self.municipalities) if self.municipalities else Q(organisation__in=self.organisations)

    @property
    def told(self) -> dict[str, Any]:
        """Its values for the places of a compiled statement."""
        one = {"municipality": (*self.municipalities, "")[0], "organisation": (*self.organisations, 0)[0]}
        return {"municipalities": list(self.municipalities), "organisations": list(self.organisations), **one}

    @property
    def reach(self) -> Reach:
        """What the statement of such a desk asks by."""
        return Reach(bool(self.municipalities), len(self.municipalities or self.organisations) == 1)


def scoped(reach: Reach, prefix: str = "") -> Q:
    """What lies in a scope, in a compiled statement."""
    name = "municipality" if reach.places else "organisation"
    if reach.one:
        return Q(**{f"{prefix}{name}": Given(name)})
    return Q(**{f"{prefix}{name}__any_of": Given("municipalities" if reach.places else "organisations")})


def scope_of(actor: Actor, chosen: str = "") -> Scope:
    """The municipalities the actor places people in, or the one of them that is chosen; for others their own organisations."""
    codes = actor.confirms_in if actor.is_staff else frozenset()
    if codes:
        return Scope(municipalities=(chosen,) if chosen in codes else tuple(sorted(codes)))
    return Scope(organisations=tuple(sorted(actor.memberships)))


def municipalities_of(actor: Actor) -> "QuerySet[Municipality]":
    """Those the actor places people in."""
    return Municipality.objects.filter(code__in=actor.confirms_in if actor.is_staff else []).order_by("name")


def open_needs(actor: Actor, scope: Scope) -> list[Need]:
    """Needs with seats free, those that begin soonest first, with `held` seats."""
    told = told_of(actor)
    rows = compiled.objects(needs_to_fill, kind_of(told), scope.reach, **scope.told, **told)
    return [one for one in rows if free_of(one) > 0]


def needs_to_fill(kind: Kind, reach: Reach) -> "QuerySet[Need]":
    """Those of a scope, for viewers of a kind."""
    return unfilled(places_for(kind), scoped(reach)).select_related("organisation", "initiative")[:MOST_LINES]


def unused_offers(actor: Actor, scope: Scope) -> list[Offer]:
    """Open offers that nobody has said anything to, the oldest first; at a municipality's desk minors' too."""
    told = told_of(actor)
    return compiled.objects(unanswered, kind_of(told), scope.reach, **scope.told, **told)


def unanswered(kind: Kind, reach: Reach) -> "QuerySet[Offer]":
    """Those of a scope, for viewers of a kind."""
    asked = Match.objects.filter(offer=OuterRef("pk")).exclude(state=MatchState.WITHDRAWN)
    seen = Offer.objects.visible_to(places_for(kind), desks=Given("municipalities") if reach.places else ())
    rows = seen.filter(scoped(reach), ~Exists(asked), state=OfferState.OPEN, hidden_at=None)
    return rows.select_related("organisation").order_by("shown_at", "pk")[:MOST_LINES]


def waited_long(offer: Offer, now: datetime) -> bool:
    """True for one that has stood unused for a week."""
    return (offer.shown_at or offer.made_at) < now - UNUSED_AFTER


def waiting_matches(scope: Scope) -> list[Match]:
    """Proposals that wait for an answer, the first to lapse first."""
    return compiled.objects(matches_that_wait, scope.reach, **scope.told)


def matches_that_wait(reach: Reach) -> "QuerySet[Match]":
    """Those of a scope."""
    rows = Match.objects.filter(scoped(reach, "need__"), state__in=WAITS).select_related("offer__organisation", "need__organisation")
    return rows.order_by("until", "pk")[:MOST_LINES]


def waiting_signups(scope: Scope) -> int:
    """How many have said yes and wait for an answer."""
    found = compiled.rows(how_many_wait, scope.reach, **scope.told)
    return int(found[0][0]) if found else 0


def how_many_wait(reach: Reach) -> "QuerySet[Signup, tuple[Any, ...]]":
    """One row, with the number."""
    rows = Signup.objects.filter(scoped(reach, "need__"), state=SignupState.ASKED, need__state__in=SHOWN)
    return rows.order_by().values("state").annotate(number=Count("pk")).values_list("number")


@dataclass(frozen=True)
class Capacity:
    """`free` of `whole` things or places of a kind; `promised` in alliances and not used yet, in words of their own."""

    name: str
    free: int
    whole: int


def capacities(scope: Scope) -> list[Capacity]:
    """How many places and things organisations offer, by kind."""
    found = compiled.rows(places_and_things, scope.reach, **scope.told)
    return [Capacity(f"{OFFER_DA[OfferKind(kind)]} ({UNIT_DA[OfferKind(kind)]})", free, whole) for kind, free, whole in found]


def places_and_things(reach: Reach) -> "QuerySet[Offer, tuple[Any, ...]]":
    """Kind, how many are free, and how many there are."""
    rows = Offer.objects.filter(scoped(reach), state=OfferState.OPEN, hidden_at=None, kind__in=[str(kind) for kind in UNIT_DA]).exclude(units=None)
    return rows.values("kind").annotate(unused=Sum("free"), whole=Sum("units")).order_by("kind").values_list("kind", "unused", "whole")


def promises(scope: Scope) -> list[PromisedCapacity]:
    """What organisations have promised in alliances and is not used up."""
    return compiled.objects(promised, scope.reach, **scope.told)


def promised(reach: Reach) -> "QuerySet[PromisedCapacity]":
    """Those of a scope: of alliances a municipality leads, or that an organisation is in."""
    own = Q(initiative__participations__organisation__any_of=Given("organisations"))
    rows = PromisedCapacity.objects.filter(Q(initiative__lead__any_of=Given("municipalities")) if reach.places else own)
    return rows.select_related("organisation", "initiative").distinct().order_by("until", "pk")


def left_of(promise: PromisedCapacity) -> Decimal:
    """How much of it is not used yet."""
    return max(promise.quantity - promise.delivered, Decimal())


def people_placed(scope: Scope, now: datetime) -> Suppressed:
    """How many places people got in a year, by kind of need, with small numbers hidden. No other cut of the same people is shown beside it."""
    found = compiled.rows(placed_by_kind, scope.reach, since=now - A_YEAR, **scope.told)
    counted = Counter({NEED_DA[NeedKind(kind)]: number or 0 for kind, number in found})
    return suppressed({name: counted[name] for name in NEED_DA.values()})


def placed_by_kind(reach: Reach) -> "QuerySet[Signup, tuple[Any, ...]]":
    """Kind of need, and how many people."""
    got = [SignupState.CONFIRMED, SignupState.ATTENDED]
    rows = Signup.objects.filter(scoped(reach, "need__"), state__in=got, moved_at__gt=Given("since")).order_by()
    return rows.values("need__kind").annotate(number=Sum("party_size")).values_list("need__kind", "number")


def needs_met(scope: Scope, now: datetime) -> dict[str, Any]:
    """Needs of a year: how many were asked, filled and called off. These count needs, never people."""
    found = compiled.rows(needs_counted, scope.reach, since=now - A_YEAR, **scope.told)
    return {name: sum(row[place] for row in found) for place, name in enumerate(("asked", "helped", "called_off"), 1)}


def needs_counted(reach: Reach) -> "QuerySet[Need, tuple[Any, ...]]":
    """Kind, how many were asked, got help, and were called off."""
    held = Signup.objects.filter(need=OuterRef("pk"), state__in=[SignupState.CONFIRMED, SignupState.ATTENDED])
    agreed = Match.objects.filter(need=OuterRef("pk"), state=MatchState.AGREED)
    counts = {"helped": Count("pk", filter=Exists(held) | Exists(agreed)), "off": Count("pk", filter=Q(state=NeedState.CANCELLED))}
    rows = Need.objects.filter(scoped(reach), made_at__gt=Given("since")).exclude(state=NeedState.DRAFT).order_by()
    return rows.values("kind").annotate(asked=Count("pk"), **counts).values_list("kind", "asked", "helped", "off")
