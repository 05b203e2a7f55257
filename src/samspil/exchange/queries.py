"""Reading offers and needs; the gates."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.core import compiled
from samspil.core.compiled import Given
from samspil.core.models import Document
from samspil.core.search import lists
from samspil.core.viewers import PUBLIC, Viewer
from samspil.exchange.domain.matching.clocks import local
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.offers import OfferState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.swaps import SwapState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Match, Need, Offer, SavedSearch, Shift, ShiftPlace, ShiftSeries, ShiftSwap, ShiftWish, Signup, SubstituteAsk
from samspil.exchange.models.need import KIND as NEED
from samspil.exchange.models.signup import LIVE
from samspil.identity.actor import Actor
from samspil.identity.models import AssistedPerson, Organisation
from samspil.initiatives.models import Initiative
from samspil.initiatives.models.sight import Kind, kind_of, places_for, told_of

NO_OFFER, NO_NEED = "Det tilbud findes ikke her.", "Det behov findes ikke her."
NO_PLACE = "Den vagt er ikke din længere, eller den er begyndt."
NO_SERIES = "Den serie af vagter findes ikke her."
NO_SHIFT = "Den vagt findes ikke her."
NO_SIGNUP, NO_MATCH = "Den plads findes ikke her.", "Det forslag findes ikke her."
MOST_OWN, MOST_HELPED = 50, 500
# A calendar holds no more, and what is over stays in it so long.
MOST_TIMED, CALENDAR_DAYS = 300, 30
MOST_SHIFTS, SHIFTS_BACK, MOST_TOLD = 600, 14, 5_000


def get_offer_for(actor: Actor, slug: str) -> Offer:
    """The offer, if the actor may see it; Http404 otherwise."""
    found = Offer.objects.visible_to(actor).filter(slug=slug).select_related("organisation", "municipality", "area").first()
    if found is None:
        raise Http404(NO_OFFER)
    return found


def get_need_for(actor: Actor, slug: str) -> Need:
    """The need, if the actor may see it; Http404 otherwise."""
    told = told_of(actor)
    found = compiled.objects(need_at, kind_of(told), slug=slug, **told)
    if not found:
        raise Http404(NO_NEED)
    return found[0]


def need_at(kind: Kind) -> QuerySet[Need]:
    """The need at an address, for viewers of a kind."""
    rows = Need.objects.visible_to(places_for(kind)).filter(slug=Given("slug"))
    return rows.select_related("organisation", "municipality", "area", "initiative")


def needs_named(actor: Actor, slug: str) -> Need | None:
    """The need of this name, if there is one the actor may see."""
    return Need.objects.visible_to(actor).filter(slug=slug).first() if slug else None


def get_own_offer_for(actor: Actor, slug: str) -> Offer:
    """The offer, if the actor may change it; Http404 otherwise."""
    found = get_offer_for(actor, slug)
    if not actor.may("exchange.work", found):
        raise Http404(NO_OFFER)
    return found


def get_own_need_for(actor: Actor, slug: str) -> Need:
    """The need, if the actor may change it; Http404 otherwise."""
    found = get_need_for(actor, slug)
    if not actor.may("exchange.work", found):
        raise Http404(NO_NEED)
    return found


def needs_by_id(viewer: Viewer, pks: list[int]) -> dict[int, Need]:
    """Those of these needs that the viewer may see, by id."""
    told = told_of(viewer)
    return {need.pk: need for need in compiled.objects(needs_among, kind_of(told), pks=pks, **told)}


def needs_among(kind: Kind) -> QuerySet[Need]:
    """Some needs by number, for viewers of a kind."""
    return Need.objects.visible_to(places_for(kind)).filter(pk__any_of=Given("pks")).select_related("organisation", "municipality")


def get_signup_for(actor: Actor, slug: str, signup_id: int) -> Signup:
    """A place in this need, if it is the actor's own or in a need of theirs; Http404 otherwise."""
    found = Signup.objects.visible_to(actor).select_related("need__organisation").filter(pk=signup_id, need__slug=slug).first()
    if found is None:
        raise Http404(NO_SIGNUP)
    return found


def signups_of(actor: Actor, need: Need) -> list[Signup]:
    """Everybody who said yes, the first first; for those who ask."""
    return list(Signup.objects.visible_to(actor).filter(need=need).order_by("pk"))


def own_signup(actor: Actor, need: Need) -> Signup | None:
    """The actor's newest place in a need."""
    return next(iter(compiled.objects(newest_place, need=need.pk, person=actor.person_id)), None) if actor.person_id else None


def newest_place() -> QuerySet[Signup]:
    """Somebody's newest place in a need."""
    return Signup.objects.filter(need=Given("need"), person=Given("person")).order_by("-pk").select_related("need__organisation")[:1]


def has_live_place(actor: Actor, need: Need) -> bool:
    """Whether the actor said yes, and it still stands."""
    mine = own_signup(actor, need)
    return mine is not None and mine.state in LIVE


def own_signups(actor: Actor) -> list[Signup]:
    """The newest the actor said yes to."""
    return compiled.objects(newest_places, person=actor.person_id) if actor.person_id else []


def newest_places() -> QuerySet[Signup]:
    """What somebody said yes to, as far as a line of it tells."""
    told = ("state", "need__title", "need__slug", "need__organisation__name")
    return Signup.objects.filter(person=Given("person")).select_related("need__organisation").only(*told).order_by("-pk")[:MOST_OWN]


def own_organisations(actor: Actor) -> QuerySet[Organisation]:
    """Those the actor may write for."""
    return Organisation.objects.standing().filter(pk__in=list(actor.memberships))


def own_offers(actor: Actor) -> list[Offer]:
    """The newest of the actor's own, and of those they act for."""
    return compiled.objects(newest_offers, person=actor.person_id, organisations=list(actor.memberships)) if actor.person_id else []


def newest_offers() -> QuerySet[Offer]:
    """Of a person and of organisations."""
    own = Q(organisation__any_of=Given("organisations")) | Q(poster=Given("person"), organisation=None)
    return Offer.objects.filter(own).select_related("organisation", "municipality").order_by("-pk")[:MOST_OWN]


def own_needs(actor: Actor) -> list[Need]:
    """The newest of the organisations the actor acts for."""
    return compiled.objects(newest_needs, organisations=list(actor.memberships)) if actor.memberships else []


def newest_needs() -> QuerySet[Need]:
    """Of organisations."""
    rows = Need.objects.filter(organisation__any_of=Given("organisations"))
    return rows.select_related("organisation", "municipality").order_by("-pk")[:MOST_OWN]


def own_initiatives(actor: Actor) -> QuerySet[Initiative]:
    """Undertakings that organisations of the actor take part in."""
    return Initiative.objects.filter(participations__organisation__in=list(actor.memberships), participations__joined=True).distinct().order_by("title")


def get_match_for(actor: Actor, match_id: int) -> Match:
    """The proposal, if the actor is one of those it is about, or made it; Http404 otherwise."""
    found = (
        Match.objects.visible_to(actor).select_related("offer__organisation", "need__organisation", "need__initiative", "signup").filter(pk=match_id).first()
    )
    if found is None:
        raise Http404(NO_MATCH)
    return found


def matches_of(actor: Actor, thing: Need | Offer) -> list[Match]:
    """Proposals of a need or an offer, the newest first; for those whose it is."""
    own = Match.objects.visible_to(actor).filter(need=thing) if isinstance(thing, Need) else Match.objects.visible_to(actor).filter(offer=thing)
    return list(own.select_related("offer__organisation", "need__organisation", "signup").order_by("-pk")[:MOST_OWN])


def open_own_offers(actor: Actor) -> list[Offer]:
    """Open offers the actor may give, the newest first."""
    return [one for one in own_offers(actor) if one.state == OfferState.OPEN and not one.hidden_at]


def assisted_people(actor: Actor) -> list[AssistedPerson]:
    """Those without e-mail whom the actor may write for, by name."""
    return list(AssistedPerson.objects.visible_to(actor).select_related("person").order_by("person__first_name", "pk")[:MOST_HELPED])


def may_see_initiative(actor: Actor, initiative_id: int) -> bool:
    """Whether the actor may see the undertaking a need belongs to."""
    return Initiative.objects.visible_to(actor).filter(pk=initiative_id).exists()


def timed_needs(viewer: Viewer, chosen: dict[str, list[str]]) -> list[Need]:
    """Needs with a time to come, the first first, narrowed by what the index knows them by; one for a single person is in no calendar."""
    found = lists.page_of(viewer, NEED, chosen, size=MOST_TIMED).documents
    pks = Document.objects.visible_to(viewer).filter(pk__in=[one.pk for one in found]).values("object_id")
    rows = Need.objects.visible_to(viewer).filter(pk__in=pks, starts_at__gt=timezone.now(), unnamed=False).select_related("municipality")
    return list(rows.order_by("starts_at", "pk"))


def own_places(actor: Actor) -> list[Signup]:
    """What the actor has said yes to that has a time, the newest first; those given back stay a while, so that calendars let go of them."""
    rows = Signup.objects.filter(person=actor.person_id, need__starts_at__gt=timezone.now() - timedelta(days=CALENDAR_DAYS))
    return list(rows.select_related("need__municipality").order_by("-pk")[:MOST_TIMED]) if actor.person_id else []


class News(NamedTuple):
    """A line of a feed."""

    title: str
    teaser: str
    address: str
    at: datetime


def news_of(found: Sequence[lists.Listed], kind: str) -> list[News]:
    """What a page of a list holds, as everybody may read it, with when it was shown."""
    rows = Document.objects.visible_to(PUBLIC).filter(pk__in=[one.pk for one in found]).values_list("object_id", "title", "teaser", "url")
    told = {pk: (title, teaser, url) for pk, title, teaser, url in rows}
    things = (Need if kind == NEED else Offer)._default_manager.filter(pk__in=told).values_list("pk", "shown_at", "made_at")
    news = [News(*told[pk], shown or made) for pk, shown, made in things]
    return sorted(news, key=lambda one: (one.at, one.address), reverse=True)


def own_rosters(actor: Actor) -> QuerySet[Need]:
    """Needs of the actor's organisations that have shifts, the newest first."""
    own = Need.objects.filter(organisation__in=list(actor.memberships), kind=NeedKind.SHIFTS, shifts__cancelled_at=None, shifts__isnull=False)
    return own.distinct().order_by("-pk")[:MOST_OWN]


def get_roster_need_for(actor: Actor, slug: str) -> Need:
    """The need of a roster: for those who act for whoever asks, and once it is shown for those who have a seat in the need; Http404 otherwise."""
    found = Need.objects.visible_to(actor).filter(slug=slug, kind=NeedKind.SHIFTS).select_related("organisation", "roster").first()
    if found is None:
        raise Http404(NO_NEED)
    shown = getattr(found, "roster", None) is not None and found.roster.shown_at is not None
    if actor.may("exchange.work", found) or (shown and has_a_seat(actor, found)):
        return found
    raise Http404("Vagtplanen er for dem, der har sagt ja til opgaven.")


def has_a_seat(actor: Actor, need: Need) -> bool:
    """Whether the actor said yes to the need and got a seat."""
    own = Signup.objects.filter(need=need, person=actor.person_id, state__in=[SignupState.CONFIRMED, SignupState.ATTENDED])
    return actor.person_id is not None and own.exists()


def shifts_of(need: Need, now: datetime) -> list[Shift]:
    """Shifts that are not called off, from those that ended two weeks ago on, the first first."""
    return list(Shift.objects.filter(need=need, cancelled_at=None, ends_at__gt=now - timedelta(days=SHIFTS_BACK))[:MOST_SHIFTS])


def shifts_between(need: Need, first: int, last: int) -> list[Shift]:
    """Shifts that are not called off and lie between two minutes since 1970, in whole or in part."""
    rows = Shift.objects.filter(need=need, cancelled_at=None, starts_at__lt=local(last), ends_at__gt=local(first))
    return list(rows[:MOST_SHIFTS])


def next_shift_at(need: Need, now: datetime) -> datetime | None:
    """When the first shift that is not over begins; None when there is none to come."""
    return Shift.objects.filter(need=need, cancelled_at=None, ends_at__gt=now).values_list("starts_at", flat=True).first()


def weeks_beside(need: Need, first: int, last: int) -> tuple[datetime | None, datetime | None]:
    """When the nearest shift before and that after begins, outside these minutes since 1970."""
    rows = Shift.objects.filter(need=need, cancelled_at=None)
    found = rows.aggregate(
        earlier=Max("starts_at", filter=Q(starts_at__lt=local(first))),
        later=Min("starts_at", filter=Q(starts_at__gte=local(last))),
    )
    return found["earlier"], found["later"]


def series_of(need: Need, now: datetime) -> list[ShiftSeries]:
    """Series of a need that have shifts to come, or could have."""
    return list(ShiftSeries.objects.filter(Q(until__gte=localdate(now)) | Q(shifts__starts_at__gt=now, shifts__cancelled_at=None), need=need).distinct())


def get_series_for(actor: Actor, slug: str, series_id: int) -> tuple[Need, ShiftSeries]:
    """A need of the actor's and its series; Http404 otherwise."""
    need = get_own_need_for(actor, slug)
    row = ShiftSeries.objects.filter(pk=series_id, need=need).first()
    if row is None:
        raise Http404(NO_SERIES)
    return need, row


def get_shift_for(actor: Actor, slug: str, shift_id: int) -> tuple[Need, Shift]:
    """A need of the actor's and one of its shifts that is not called off; Http404 otherwise."""
    need = get_own_need_for(actor, slug)
    shift = Shift.objects.filter(pk=shift_id, need=need, cancelled_at=None).first()
    if shift is None:
        raise Http404(NO_SHIFT)
    return need, shift


def places_in(shifts: Sequence[Shift]) -> list[ShiftPlace]:
    """Everybody who has or had a place in these, with who was asked instead."""
    return list(ShiftPlace.objects.filter(shift__in=shifts).prefetch_related("asks").order_by("pk"))


def asks_for(actor: Actor, need: Need) -> list[SubstituteAsk]:
    """Places of a need the actor is asked to take over, and nobody has answered yet."""
    rows = SubstituteAsk.objects.filter(person=actor.person_id, answer="", place__shift__need=need, place__shift__starts_at__gt=timezone.now())
    return list(rows.filter(place__shift__cancelled_at=None).select_related("place__shift"))


def open_swaps(actor: Actor, need: Need) -> list[ShiftSwap]:
    """Offers to swap in a need that the actor made or is asked about, of shifts that have not begun."""
    now, mine = timezone.now(), Q(gives__person=actor.person_id) | Q(wants__person=actor.person_id)
    rows = ShiftSwap.objects.filter(mine, state=SwapState.OPEN, gives__shift__need=need, gives__shift__starts_at__gt=now, wants__shift__starts_at__gt=now)
    return list(rows.select_related("gives__shift__need__organisation", "wants__shift__need__organisation")) if actor.person_id else []


def get_own_place(actor: Actor, need: Need, place_id: int) -> ShiftPlace:
    """The actor's place in a shift of a need that has not begun; Http404 otherwise."""
    rows = ShiftPlace.objects.filter(pk=place_id, person=actor.person_id, shift__need=need, state=SignupState.CONFIRMED, shift__starts_at__gt=timezone.now())
    found = rows.select_related("shift").first() if actor.person_id else None
    if found is None:
        raise Http404(NO_PLACE)
    return found


def others_on(need: Need, one: ShiftPlace) -> list[Shift]:
    """Coming shifts of the need that others have and this one's holder does not, the first first."""
    held = ShiftPlace.objects.filter(shift=OuterRef("pk"), state=SignupState.CONFIRMED)
    rows = Shift.objects.filter(need=need, starts_at__gt=timezone.now(), cancelled_at=None)
    return list(rows.filter(Exists(held.exclude(person=None)), ~Exists(held.filter(person=one.person_id)))[:MOST_SHIFTS])


def wish_of(actor: Actor, need: Need) -> ShiftWish | None:
    """When the actor said they can."""
    return ShiftWish.objects.filter(need=need, person=actor.person_id).first() if actor.person_id else None


def shifts_in_calendar(actor: Actor) -> list[ShiftPlace]:
    """The actor's shifts, the newest first; those given back or called off stay a while, so that calendars let go of them."""
    since = timezone.now() - timedelta(days=CALENDAR_DAYS)
    rows = ShiftPlace.objects.filter(person=actor.person_id, shift__starts_at__gt=since).select_related("shift__need__municipality")
    return list(rows.order_by("-pk")[:MOST_TIMED]) if actor.person_id else []


def own_shifts(actor: Actor) -> list[ShiftPlace]:
    """The actor's coming shifts, the first first."""
    return compiled.objects(coming_shifts, person=actor.person_id, now=timezone.now()) if actor.person_id else []


def coming_shifts() -> QuerySet[ShiftPlace]:
    """Somebody's, from now on."""
    rows = ShiftPlace.objects.filter(person=Given("person"), state=SignupState.CONFIRMED, shift__ends_at__gt=Given("now"))
    return rows.select_related("shift__need__municipality").order_by("shift__starts_at")[:MOST_OWN]


def own_searches(actor: Actor) -> list[SavedSearch]:
    """The searches the actor keeps."""
    return list(SavedSearch.objects.visible_to(actor))


def needs_shown_since(viewer: Viewer, documents: Sequence[int], since: datetime) -> list[Need]:
    """Needs that stand behind these documents of the index and were shown since then, the newest first."""
    pks = Document.objects.visible_to(viewer).filter(pk__in=documents).values("object_id")
    rows = Need.objects.visible_to(viewer).filter(pk__in=pks, state__in=SHOWN, shown_at__gt=since).select_related("organisation", "municipality")
    return list(rows.order_by("-shown_at", "-pk"))


def searches_to_tell(now: datetime) -> list[SavedSearch]:
    """Searches nobody was told of for most of a week."""
    return list(SavedSearch.objects.filter(paused=False, told_until__lt=now - timedelta(days=6)).order_by("told_until")[:MOST_TOLD])
