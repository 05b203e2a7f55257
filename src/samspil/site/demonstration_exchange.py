"""Demonstration offers and needs of the made-up municipality, made by the errands people do. What is there stays as it is."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.core.text import address_of
from samspil.exchange.actions.change_series import change_series
from samspil.exchange.actions.declare import tell_what_it_is
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.plan_series import plan_of, words_of
from samspil.exchange.actions.post_offer import NewOffer, OfferWords, post_offer
from samspil.exchange.actions.seek_pair import Receiver, add_receiver
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.swap_shifts import offer_swap
from samspil.exchange.actions.take_shift import take_shift
from samspil.exchange.actions.write_in_thread import About, begin_thread, write_in_thread
from samspil.exchange.actions.write_need import NeedWords, write_need
from samspil.exchange.actions.write_roster import ShiftWords, show_roster, weigh_roster, write_shifts
from samspil.exchange.domain.effort import Sign
from samspil.exchange.domain.words import Company, NeedKind, OfferKind, When
from samspil.exchange.events import NeedChanged, OfferChanged, PairMoved, SeriesChanged, ShiftMoved, SignedUp, SwapMoved, ThreadWritten
from samspil.exchange.models import Declaring, Need, Offer, Pair, Shift, ShiftSeries, Thread
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Person
from samspil.identity.models.municipality import DEMO_CODE
from samspil.site import exchange_indexing
from samspil.site.demonstration import email_of
from samspil.site.made_up.sides import CLUB, FIRM, TOWN, Refused, fine, side_of

log = structlog.get_logger(__name__)
WEDNESDAY = 2
# The made-up municipality borrows the postcode of a real town, so that distances can be told.
HERE: dict[str, Any] = {"postcode": "4330", "municipality_code": DEMO_CODE}
SAFE = {"children_under_15": False, "personal_care": False, "medicine": False, "money_handling": False, "replaces_staff": False}
# What a citizen asks about a task, and what they are answered.
QUESTION = ("Tag imod ved døren i en time", "Er der plads til, at min søn på 12 kommer med?", "Ja, meget gerne. I dækker bord sammen. Kom et kvarter før.")
NEEDS: tuple[tuple[str, NeedWords], ...] = (
    (
        CLUB,
        NeedWords(
            kind=NeedKind.SHIFTS,
            title="Kør en nabo hjem fra fællesspisning",
            text="To gæster bor uden for byen og kan ikke tage bussen hjem. Du kører dem i din egen bil, og foreningen dækker kørslen efter bilag.",
            for_whom="Ældre gæster ved fællesspisningen",
            whens=(When.EVENING,),
            when_words="Onsdage kl. 19.30",
            duration="Cirka en time",
            seats=3,
            min_age=18,
            contact="Værten ved døren",
            facts=SAFE,
            **HERE,
        ),
    ),
    (
        TOWN,
        NeedWords(
            kind=NeedKind.PAIR,
            title="Følgeven til kor",
            text="En, der har sunget hele sit liv, vil gerne i gang igen, men ikke komme alene de første gange. I følges ad og synger med.",
            for_whom="En ældre borger",
            whens=(When.DAY,),
            when_words="Onsdage kl. 16, otte gange",
            unnamed=True,
            confidential="hvem du følges med, og hvad du får at vide om helbred og hverdag",
            facts=SAFE,
            **HERE,
        ),
    ),
    (
        FIRM,
        NeedWords(
            kind=NeedKind.HELP,
            title="Pluk æbler til mosteriet",
            text="Kom, når du kan, og gå, når du vil. Der er suppe til frokost, og halvdelen af mosten går til fællesspisningen.",
            for_whom="Alle, der kommer til fællesspisningen",
            whens=(When.WEEKEND, When.ONCE),
            when_words="En lørdag i november",
            duration="En formiddag",
            seats=20,
            min_age=13,
            place="Gartneriet ved åen",
            access="Jorden er ujævn. Der er en bænk ved laden til dem, der sorterer.",
            facts=SAFE,
            **HERE,
        ),
    ),
    (
        CLUB,
        NeedWords(
            kind=NeedKind.SHORT,
            title="Tag imod ved døren i en time",
            text="Vi mangler en, der siger velkommen og viser, hvor jakkerne hænger. Ingen erfaring nødvendig.",
            for_whom="Gæster, der kommer første gang",
            whens=(When.EVENING,),
            when_words="På onsdag kl. 17.30",
            duration="1 time",
            min_age=15,
            languages=("da",),
            learns="At være vært, og en snak med mange slags mennesker",
            facts=SAFE,
            **HERE,
        ),
    ),
)
OFFERS: tuple[tuple[str, NewOffer], ...] = (
    (
        FIRM,
        NewOffer(
            words=OfferWords(
                kind=OfferKind.PLACE,
                title="Fem praktikpladser i gartneriet",
                text="Vi har plads til fem, der vil prøve at arbejde med planter. Kort vej til den, der viser hvordan, og aldrig alene med maskinerne.",
                units=5,
                whens=(When.DAY,),
                **HERE,
            )
        ),
    ),
    (
        CLUB,
        NewOffer(
            words=OfferWords(
                kind=OfferKind.ROOM,
                title="Køkken og sal om formiddagen",
                text="Salen står tom til klokken 14. Plads til fyrre, niveaufri indgang og et køkken, der er godkendt.",
                units=1,
                whens=(When.DAY,),
                **HERE,
            )
        ),
    ),
    (
        "borger",
        NewOffer(
            words=OfferWords(
                kind=OfferKind.TIME,
                title="En lørdag i ny og næ",
                text="Jeg vil gerne hjælpe udendørs en lørdag nu og da, helst sammen med andre.",
                age="adult",
                whens=(When.WEEKEND,),
                companies=(Company.FRIENDS,),
                wont="Køre bil i mørke",
                **HERE,
            )
        ),
    ),
)


def load_exchange() -> None:
    """Make each need and offer, unless its address is taken."""
    for who, words in NEEDS:
        if not Need.objects.filter(slug=address_of(words.title)).exists():
            attempt(who, words)
    for who, new in OFFERS:
        if not Offer.objects.filter(slug=address_of(new.words.title)).exists():
            attempt(who, new)
    load_roster()
    load_pair()
    load_declaration()
    load_question()


def load_pair() -> None:
    """One who looks for somebody to go to the choir with, and a citizen who said yes; the coordinator has not put them together yet."""
    need = Need.objects.filter(slug=address_of(NEEDS[1][1].title)).first()
    if need is None or Pair.objects.filter(need=need).exists():
        return
    side, now, person = side_of(TOWN), timezone.now(), Person.objects.get(email=email_of("borger"))
    tastes = {"interests": ["music", "talk"], "languages": ["da"], "traits": [], "wont": []}
    her = Receiver(first_name="En sanger", near="Ved kirken", about="Synger alt. Vil gerne følges ad til kor.", knows=True, tastes=tastes)
    yes = Yes(name="En borger", old_enough=True, tastes={**tastes, "interests": ["music", "walk"]})
    try:
        with transaction.atomic():
            pair = fine(add_receiver(side.actor, need.pk, her, now=now))
            signup = fine(sign_up(actor_for(person), need.pk, yes, now=now))
            events.settle(SignedUp, signup_id=signup.pk)
            events.settle(PairMoved, pair_id=pair.pk)
    except Refused as refused:
        log.warning("demonstration_refused", who=TOWN, why=str(refused))


def load_declaration() -> None:
    """The association has told that it is for popular education and uses the municipality's rooms; it has not given this year's declaration."""
    side = side_of(CLUB)
    if not Declaring.objects.filter(organisation=side.organisation.pk).exists():
        result = tell_what_it_is(side.actor, side.organisation.pk, popular_education=True, seeks=True, stamp="", now=timezone.now())
        if isinstance(result, Refusal):
            log.warning("demonstration_refused", who=CLUB, why=str(result))


def load_question() -> None:
    """A citizen who asked about a task before saying yes, and the town's answer."""
    need, side = Need.objects.filter(slug=address_of(QUESTION[0])).first(), side_of(CLUB)
    if need is None or Thread.objects.filter(need=need).exists():
        return
    now, person = timezone.now(), actor_for(Person.objects.get(email=email_of("borger")))
    try:
        with transaction.atomic():
            asked = fine(begin_thread(person, About("need", need.pk), QUESTION[1], now=now - timedelta(hours=3)))
            answer = fine(write_in_thread(side.actor, asked.thread_id, QUESTION[2], now=now))
            for message in (asked, answer):
                events.settle(ThreadWritten, message_id=message.pk)
    except Refused as refused:
        log.warning("demonstration_refused", who=CLUB, why=str(refused))


def load_roster() -> None:
    """Wednesdays of two months, of which the citizen of the demonstration has one; it was moved a quarter of an hour, and another driver
    would swap for it; neither is answered."""
    need = Need.objects.filter(slug=address_of(NEEDS[0][1].title)).first()
    if need is None or Shift.objects.filter(need=need).exists():
        return
    side, now = side_of(CLUB), timezone.now()
    first = timezone.localdate() + timedelta(days=(WEDNESDAY - timezone.localdate().weekday()) % 7 + 7)
    last, begins, ends = first + timedelta(weeks=8), time(19, 15), time(20, 15)
    words = ShiftWords(role="Chauffør", seats=2, first=first, until=last, weekdays=(WEDNESDAY,), begins=begins, ends=ends)
    person = Person.objects.get(email=email_of("borger"))
    try:
        with transaction.atomic():
            fine(write_shifts(side.actor, need.pk, words, now=now))
            fine(weigh_roster(side.actor, need.pk, dict.fromkeys(Sign, False), now=now))
            fine(show_roster(side.actor, need.pk, now=now))
            signup = fine(sign_up(actor_for(person), need.pk, Yes(name="En borger", old_enough=True), now=now))
            shift = Shift.objects.filter(need=need).earliest("starts_at")
            fine(take_shift(actor_for(person), shift.pk, now=now))
            # Nobody is told of what the demonstration did by itself.
            events.settle(SignedUp, signup_id=signup.pk)
            events.settle(ShiftMoved, place_id=shift.places.latest("pk").pk)
            a_quarter_later(side.actor, shift.series_id or 0, now)
            a_neighbour_swaps(need, shift, now)
    except Refused as refused:
        log.warning("demonstration_refused", who=CLUB, why=str(refused))


def a_quarter_later(actor: Actor, series_id: int, now: datetime) -> None:
    """Move the series to the time the task tells, as its organiser would."""
    row = ShiftSeries.objects.get(pk=series_id)
    words = replace(words_of(row), begins=time(19, 30), ends=time(20, 30))
    plan = fine(plan_of(row, words, now))
    fine(change_series(actor, row.need_id, row.pk, words, plan.stamp, call_off=False, now=now))
    events.settle(SeriesChanged, need_id=row.need_id)


def a_neighbour_swaps(need: Need, wanted: Shift, now: datetime) -> None:
    """The nurseryman drives a week later, and would rather have the citizen's evening."""
    driver = actor_for(Person.objects.get(email=email_of(FIRM)))
    signup = fine(sign_up(driver, need.pk, Yes(name="En gartner", old_enough=True), now=now))
    later = Shift.objects.filter(need=need, starts_at__gt=wanted.starts_at + timedelta(days=1)).earliest("starts_at")
    fine(take_shift(driver, later.pk, now=now))
    place = later.places.latest("pk")
    fine(offer_swap(driver, place.pk, wanted.pk, now=now))
    events.settle(SignedUp, signup_id=signup.pk)
    events.settle(ShiftMoved, place_id=place.pk)
    events.settle(SwapMoved, swap_id=place.swaps_offered.latest("pk").pk)


def attempt(who: str, new: NeedWords | NewOffer) -> None:
    """Make one; somebody who tried the demonstration may have changed who may do what."""
    try:
        make_need(who, new) if isinstance(new, NeedWords) else make_offer(who, new)
    except Refused as refused:
        log.warning("demonstration_refused", who=who, why=str(refused))


@transaction.atomic
def make_need(who: str, words: NeedWords) -> None:
    """A need that is shown, and stands in the index at once."""
    side, now = side_of(who), timezone.now()
    need = fine(write_need(side.actor, side.organisation.pk, words, now=now - timedelta(days=2)))
    fine(move_need(side.actor, need.pk, "publish", now=now))
    exchange_indexing.renew_need(NeedChanged(need_id=need.pk))
    events.settle(NeedChanged, need_id=need.pk)


@transaction.atomic
def make_offer(who: str, new: NewOffer) -> None:
    """An open offer: of the organisation somebody acts for, or their own."""
    if who in {TOWN, CLUB, FIRM}:
        side = side_of(who)
        offer = fine(post_offer(side.actor, NewOffer(words=new.words, for_organisation=side.organisation.pk), now=timezone.now()))
    else:
        offer = fine(post_offer(actor_for(Person.objects.get(email=email_of(who))), new, now=timezone.now()))
    exchange_indexing.renew_offer(OfferChanged(offer_id=offer.pk))
    events.settle(OfferChanged, offer_id=offer.pk)
