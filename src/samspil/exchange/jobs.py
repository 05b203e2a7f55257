"""Jobs of exchange."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from samspil.core import events
from samspil.exchange import pairs, queries, threads
from samspil.exchange.actions.answer_match import lapse_match
from samspil.exchange.actions.answer_place import begin_without, lapse_offer
from samspil.exchange.actions.ask_expense import forget_expenses
from samspil.exchange.actions.call_urgently import advance_call
from samspil.exchange.actions.declare import remind
from samspil.exchange.actions.keep_certificate import forget_certificates
from samspil.exchange.actions.keep_qualification import forget_qualifications
from samspil.exchange.actions.keep_search import forget_searches, tell_search
from samspil.exchange.actions.look_ahead import ask_about_new_times, tell_of_certificates, tell_of_what_lacks
from samspil.exchange.actions.pledge import forget_pledges
from samspil.exchange.actions.seek_pair import lapse_pair
from samspil.exchange.domain.matches import WAITS
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.offers import CONFIRM_DAYS, OfferState
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.tastes import TASTES
from samspil.exchange.events import NeedChanged, OfferChanged, PairTalkDue, QualificationEnds
from samspil.exchange.models import (
    EffortProof,
    GivenHours,
    GiverTastes,
    Match,
    Need,
    Offer,
    Pair,
    PairNo,
    Qualification,
    ShiftPlace,
    ShiftSwap,
    Signup,
    Thread,
    UrgentCall,
)
from samspil.exchange.presenting.searches import new_in
from samspil.identity.actor import actor_for
from samspil.identity.models import Person

AT_ONCE = 500
# House rule: a proof that is older says little, and can be made again.
PROOF_DAYS = 5 * 365
# House rule, the same as for what an alliance imposes: so long it can be shown that somebody was told.
PLEDGE_DAYS = 3 * 365
# House rule: long enough to thank people and to ask about a receipt.
KEEP_DAYS = 92
AHEAD = timedelta(days=30)


@app.periodic(cron="12 4 * * *")
@app.task(name="exchange.end_what_ran_out", queueing_lock="exchange.end_what_ran_out")
def end_what_ran_out(timestamp: int) -> None:
    """Offers and needs whose last day was yesterday go from the lists; offers nobody confirmed are deleted with their history."""
    today = localdate()
    forget_unconfirmed()
    over = Offer.objects.filter(state__in=[OfferState.OPEN, OfferState.PAUSED], ends_on__lt=today).order_by("pk")
    for offer_id in over.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            if Offer.objects.filter(pk=offer_id, state__in=[OfferState.OPEN, OfferState.PAUSED]).update(state=OfferState.EXPIRED):
                events.record(OfferChanged(offer_id=offer_id))
    done = Need.objects.filter(state__in=[NeedState.OPEN, NeedState.FULL], ends_on__lt=today).order_by("pk")
    for need_id in done.values_list("pk", flat=True)[:AT_ONCE]:
        with transaction.atomic():
            if Need.objects.filter(pk=need_id, state__in=[NeedState.OPEN, NeedState.FULL]).update(state=NeedState.CLOSED):
                events.record(NeedChanged(need_id=need_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="exchange.pass_offers_on", queueing_lock="exchange.pass_offers_on")
def pass_offers_on(timestamp: int) -> None:
    """Seats that were offered and not answered in time go on to the next in the queue; what has begun is waited for no longer."""
    now = timezone.now()
    late = Signup.objects.filter(state=SignupState.OFFERED, offered_until__lte=now).order_by("offered_until")
    for signup_id in list(late.values_list("pk", flat=True)[:AT_ONCE]):
        lapse_offer(signup_id, now=now)
    today = localdate(now)
    begun = Q(need__starts_at__lte=now) | Q(need__starts_at=None, need__ends_on__lt=today)
    waited = Signup.objects.filter(begun, state__in=[SignupState.ASKED, SignupState.WAITING]).order_by("pk")
    for signup_id in list(waited.values_list("pk", flat=True)[:AT_ONCE]):
        begin_without(signup_id, now=now)


@app.periodic(cron="*/2 * * * *")
@app.task(name="exchange.call_on", queueing_lock="exchange.call_on")
def call_on(timestamp: int) -> None:
    """Calls for urgent help go on: the next wave, or the end."""
    now = timezone.now()
    for call_id in list(UrgentCall.objects.filter(state="open", next_at__lte=now).order_by("next_at").values_list("pk", flat=True)[:AT_ONCE]):
        advance_call(call_id, now=now)


@app.periodic(cron="47 4 * * *")
@app.task(name="exchange.forget_who_helped", queueing_lock="exchange.forget_who_helped")
def forget_who_helped(timestamp: int) -> None:
    """Telephone and words of those who said yes go, messages whole, and what was answered to hours, three months after; name and count stay for the thanks.
    Offers to swap go the day after one of the two shifts."""
    since = localdate() - timedelta(days=KEEP_DAYS)
    living = Pair.objects.filter(giver__isnull=False).exclude(state=PairState.CLOSED).values("giver")
    over = Signup.objects.filter(need__ends_on__lt=since).exclude(phone="", words="", said="", asks_words="").exclude(pk__in=living)
    over.update(phone="", words="", said="", asks_words="")
    worked = ShiftPlace.objects.filter(shift__ends_at__lt=timezone.now() - timedelta(days=KEEP_DAYS)).exclude(phone="", name="En, der hjalp")
    worked.update(phone="", name="En, der hjalp")
    threads.over_since(since).delete()
    forget_expenses(localdate())
    forget_pledges(localdate() - timedelta(days=PLEDGE_DAYS))
    EffortProof.objects.filter(made_at__lt=timezone.now() - timedelta(days=PROOF_DAYS)).delete()
    GivenHours.objects.filter(moved_at__lt=timezone.now() - timedelta(days=KEEP_DAYS)).exclude(said="").update(said="")
    forget_absences(since)
    UrgentCall.objects.filter(need__ends_on__lt=since).delete()
    yesterday = timezone.now() - timedelta(days=1)
    ShiftSwap.objects.filter(Q(gives__shift__starts_at__lt=yesterday) | Q(wants__shift__starts_at__lt=yesterday)).delete()


@app.periodic(cron="7 5 * * 1")
@app.task(name="exchange.tell_searches", queueing_lock="exchange.tell_searches")
def tell_searches(timestamp: int) -> None:
    """Each Monday morning, before the day's digests, people hear how many needs are new in what they search for."""
    now = timezone.now()
    forget_searches(now)
    for search in queries.searches_to_tell(now):
        person = Person.objects.filter(pk=search.person_id, is_active=True).first()
        if person:
            tell_search(search.pk, len(new_in(actor_for(person), search, now)), now=now)


@app.periodic(cron="52 4 * * *")
@app.task(name="exchange.stop_waiting", queueing_lock="exchange.stop_waiting")
def stop_waiting(timestamp: int) -> None:
    """Proposals nobody answered in time are waited for no longer; telephone and words of settled ones go three months after the need was over."""
    today, now = localdate(), timezone.now()
    late = Match.objects.filter(state__in=WAITS, until__lt=today).order_by("until").values_list("pk", flat=True)
    for match_id in list(late[:AT_ONCE]):
        lapse_match(match_id, now=now)
    over = Match.objects.filter(need__ends_on__lt=today - timedelta(days=KEEP_DAYS)).exclude(phone="", words="", said="", name="")
    over.update(phone="", words="", said="", name="")


@app.periodic(cron="13 4 * * *")
@app.task(name="exchange.look_after_pairs", queueing_lock="exchange.look_after_pairs")
def look_after_pairs(timestamp: int) -> None:
    """Proposals nobody answered are waited for no longer; coordinators hear of talks that are due; what is over is
    forgotten three months after."""
    today, now = localdate(), timezone.now()
    late = Pair.objects.filter(until__lt=today, state__in=[PairState.PROPOSED, PairState.ONE_YES])
    for pair_id in list(late.order_by("until").values_list("pk", flat=True)[:AT_ONCE]):
        lapse_pair(pair_id, now=now)
    for pair_id, key in pairs.talks_begun(today):
        events.record(PairTalkDue(pair_id=pair_id, key=key))
    forget_pairs(now - timedelta(days=KEEP_DAYS))


@app.periodic(cron="14 4 * * *")
@app.task(name="exchange.look_after_certificates", queueing_lock="exchange.look_after_certificates")
def look_after_certificates(timestamp: int) -> None:
    """Those who lead an organisation, and the person, hear who needs a child certificate soon or now; what has stood its time is deleted."""
    forget_certificates(localdate())
    tell_of_certificates(timezone.now())


@app.periodic(cron="19 4 * * *")
@app.task(name="exchange.look_ahead_of_shifts", queueing_lock="exchange.look_ahead_of_shifts")
def look_ahead_of_shifts(timestamp: int) -> None:
    """Who lacks what a coming shift requires, and whose answer to a new time is missing: told once."""
    now = timezone.now()
    tell_of_what_lacks(now)
    ask_about_new_times(now)


@app.periodic(cron="18 4 * * *")
@app.task(name="exchange.look_after_declarations", queueing_lock="exchange.look_after_declarations")
def look_after_declarations(timestamp: int) -> None:
    """Those who lead an association hear once that its yearly declaration is missing, or ends; the oldest go."""
    remind(localdate())


@app.periodic(cron="16 4 * * *")
@app.task(name="exchange.look_after_qualifications", queueing_lock="exchange.look_after_qualifications")
def look_after_qualifications(timestamp: int) -> None:
    """People hear a month before something they know or have runs out (three days' worth, so that a night that was missed loses nobody); what ran out a
    year ago is deleted."""
    today = localdate()
    forget_qualifications(today - timedelta(days=365))
    soon = Qualification.objects.filter(expires_on__gt=today + AHEAD - timedelta(days=3), expires_on__lte=today + AHEAD).order_by("pk")
    for row in soon:
        events.record(QualificationEnds(qualification_id=row.pk, day=row.expires_on.isoformat() if row.expires_on else ""))


@transaction.atomic
def forget_absences(since: date) -> None:
    """That somebody once did not come is forgotten three months after: nobody is counted for it."""
    forget_absent(Signup, Signup.objects.filter(need__ends_on__lt=since))
    forget_absent(ShiftPlace, ShiftPlace.objects.filter(shift__ends_at__date__lt=since))


def forget_absent(model: Any, rows: "QuerySet[Any]") -> None:
    """Of these places no more stays than that it came to nothing."""
    ids = list(rows.filter(state=SignupState.ABSENT).values_list("pk", flat=True)[:AT_ONCE])
    rows.filter(pk__in=ids).update(state=SignupState.OVER)
    model.pgh_event_model.objects.filter(pgh_obj_id__in=ids, state=SignupState.ABSENT).delete()


@transaction.atomic
def forget_pairs(since: datetime) -> None:
    """Of pairs that were over by then no more stays than that there was one; of those nobody was found for, nothing."""
    Pair.objects.filter(need__ends_on__lt=localdate(since), moved_at__lt=since, state__in=[PairState.NEED, PairState.SHORTLISTED]).delete()
    over = Pair.objects.filter(state=PairState.CLOSED, moved_at__lt=since)
    PairNo.objects.filter(pair__in=over).update(words="", reason="")
    Thread.objects.filter(pair__in=over).delete()
    nothing: dict[str, Any] = dict.fromkeys(("first_name", "surname", "phone", "near", "about", "heard"), "") | {name: [] for name in TASTES}
    over.exclude(first_name="", phone="", about="", receiver=None).update(**nothing, receiver=None)
    living = Pair.objects.filter(giver__isnull=False).exclude(state=PairState.CLOSED).values("giver")
    GiverTastes.objects.filter(signup__need__ends_on__lt=localdate(since)).exclude(signup__in=living).delete()


@transaction.atomic
def forget_unconfirmed() -> None:
    """Delete what was written without an account and never confirmed."""
    old = Offer.objects.filter(state=OfferState.UNCONFIRMED, made_at__lt=timezone.now() - timedelta(days=CONFIRM_DAYS))
    ids = list(old.values_list("pk", flat=True))
    Offer.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
    old.filter(pk__in=ids).delete()
