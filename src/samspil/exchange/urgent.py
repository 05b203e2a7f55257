"""Urgent help, read from the rows: who could be asked, and how a call stands."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.exchange.blocks import apart_from
from samspil.exchange.domain import fitting, needs
from samspil.exchange.domain.fitting import GOES_WITH, YEARS
from samspil.exchange.domain.matching.model import metres
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.skills import holding, in_words
from samspil.exchange.domain.waves import WEEK, Call, Candidate
from samspil.exchange.domain.words import AgeGroup, NeedKind
from samspil.exchange.eligible import held_by
from samspil.exchange.filling import asking, giving, spread
from samspil.exchange.models import Need, Offer, Signup, UrgentAsk, UrgentCall, UrgentChoice

# Who helped an organisation within a year is thought of first; so many are looked at.
HELPED_WITHIN, MOST_LOOKED_AT = timedelta(days=365), 2_000
OFFERED, HELPED = 1, 2
MOST_SHOWN = 20


def candidates_of(need: Need, now: datetime) -> list[Candidate]:
    """Those who could: people with an offer that goes with the need and reaches it, and those who helped the organisation within a year. Not those who
    said yes already, want not to be asked, are held apart by a block, are too young, or lack what the task asks for."""
    fit, distance = defaultdict[int, int](int), dict[int, int]()
    for person, metres_off in offering(need):
        fit[person] = OFFERED
        distance[person] = min(metres_off, distance.get(person, metres_off))
    for person in helped(need, now):
        fit[person] += HELPED
    left = set(fit) - left_out(need, fit)
    asked, nights = asked_lately(left, now), set(UrgentChoice.objects.filter(person__in=left, nights=True).values_list("person", flat=True))
    return [Candidate(str(one), fit[one], distance.get(one), tuple(asked[one]), one in nights) for one in sorted(left)]


def offering(need: Need) -> Iterable[tuple[int, int]]:
    """Person and metres of every open offer of people's own that fits the need's kind, time, language and age and reaches it."""
    asked, limit = asking(need), needs.age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits")))
    here = Q(latitude__range=spread([need.latitude]), longitude__range=spread([need.longitude]))
    rows = Offer.objects.filter(here, state=OfferState.OPEN, hidden_at=None, organisation=None, kind__in=GOES_WITH[NeedKind(need.kind)])
    for offer in rows.filter(poster__is_active=True).order_by("-pk")[:MOST_LOOKED_AT]:
        off = round(metres((need.latitude, need.longitude), (offer.latitude, offer.longitude)))
        spoken = frozenset(offer.languages) | {fitting.DANISH}
        old = YEARS[AgeGroup(offer.age)] >= limit if offer.age else not limit
        if offer.poster_id and off <= offer.max_km * 1000 and old and asked.languages <= spoken and fitting.times_meet(giving(offer), asked):
            yield offer.poster_id, off


def helped(need: Need, now: datetime) -> set[int]:
    """Those who were with the organisation within a year, in something with the same age limit or a higher one."""
    been = Signup.objects.filter(need__organisation=need.organisation_id, state=SignupState.ATTENDED, moved_at__gt=now - HELPED_WITHIN)
    limit = needs.age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits")))
    old = Q(need__min_age__gte=limit) if limit else Q()
    return set(been.filter(old, person__is_active=True).values_list("person", flat=True)[:MOST_LOOKED_AT])


def left_out(need: Need, people: Iterable[int]) -> set[int]:
    """Those of them who are not asked."""
    ids = set(people)
    known = set(Signup.objects.filter(need=need, person__in=ids).values_list("person", flat=True))
    never = set(UrgentChoice.objects.filter(person__in=ids, never=True).values_list("person", flat=True))
    apart = apart_from(need.organisation_id, ids) if need.organisation_id else frozenset()
    wanted, held = in_words(need.requires), held_by(ids) if need.requires else {}
    day = localdate(need.starts_at) if need.starts_at else localdate()
    unskilled = {one for one in ids if wanted and not holding(held.get(one, []), day).issuperset(wanted)}
    asked = set(UrgentAsk.objects.filter(call__need=need, person__in=ids).exclude(call__state="open").values_list("person", flat=True))
    return known | never | apart | unskilled | asked


def asked_lately(people: Iterable[int], now: datetime) -> dict[int, list[datetime]]:
    """When each was asked for urgent help in the last week, by any call."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for person, at in UrgentAsk.objects.filter(person__in=list(people), asked_at__gt=now - WEEK).values_list("person", "asked_at"):
        found[person].append(at)
    return found


def call_of(row: UrgentCall, free: int) -> Call:
    """The call as the domain reads it: a yes is a place in the need, and the seats are those that are `free` and those that were won."""
    need, asks = row.need, list(row.asks.all())
    won = set(Signup.objects.filter(need=need, state__in=HOLDING, person__in=[one.person_id for one in asks]).values_list("person", flat=True))
    yes = tuple(str(one.person_id) for one in asks if one.person_id in won)
    starts = need.starts_at or row.made_at
    return Call(
        max(0, free) + len(yes), starts, {str(one.person_id): one.asked_at for one in asks}, yes, frozenset(str(one.person_id) for one in asks if one.no)
    )


def open_asks_of(person_id: int) -> list[UrgentAsk]:
    """What somebody is asked for now and has not answered."""
    here: dict[str, Any] = {"call__need__state__in": SHOWN, "call__need__hidden_at": None, "call__need__starts_at__gt": timezone.now()}
    here["call__state__in"] = ["open", "exhausted"]
    rows = UrgentAsk.objects.filter(person=person_id, no=False, told=False, **here).select_related("call__need__organisation")
    return list(rows.exclude(call__need__in=Signup.objects.filter(person=person_id).values("need"))[:MOST_SHOWN])
