"""What people hear ahead of a place they hold: a certificate or a course is missing, or a new time waits for their answer. Once, and nothing is taken."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from samspil.core import events
from samspil.exchange import eligible
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.events import CertificateDue, NewTimesWait, PlaceLacks
from samspil.exchange.hindering import facts_of, skill_fact, wanted
from samspil.exchange.models import Need, ShiftPlace, Signup

# House rules: so long before a shift there is time to find another or renew a course, and so long one has to answer before one is asked again.
AHEAD = timedelta(days=14)
PATIENCE = timedelta(days=2)
# Somebody on a shift each week hears of the same course no oftener.
AGAIN = timedelta(days=60)


@transaction.atomic
def tell_of_certificates(now: datetime) -> None:
    """Both sides hear once of each stage, also where it is another day by then; when none is pressing any more, it may be told anew."""
    found = eligible.due(localdate(now))
    told = Signup.objects.exclude(certificate_told="")
    for organisation_id, person_id, pk in told.values_list("need__organisation", "person", "pk"):
        if not any((one.organisation_id, one.person_id) == (organisation_id, person_id) for one in found):
            Signup.objects.filter(pk=pk).update(certificate_told="")
    for one in found:
        stage = str(one.verdict.need)
        if stage not in one.told:
            Signup.objects.filter(pk=one.place.pk).update(certificate_told=stage)
            by = one.verdict.by.isoformat() if one.verdict.by else ""
            events.record(CertificateDue(organisation_id=one.organisation_id, person_id=one.person_id, by=by, stage=stage))


@transaction.atomic
def tell_of_what_lacks(now: datetime) -> None:
    """Who holds a coming shift without what it requires: they and those who make the roster hear of it, once for all their shifts in it."""
    held = ShiftPlace.objects.filter(state=SignupState.CONFIRMED, person__isnull=False, lack_told_at=None, shift__cancelled_at=None)
    held = held.filter(~Q(shift__requires=[]) | ~Q(shift__need__requires=[]), shift__starts_at__gt=now, shift__starts_at__lte=now + AHEAD)
    by_need: dict[Need, list[ShiftPlace]] = defaultdict(list)
    for place in held.select_related("shift__need__organisation").order_by("pk"):
        by_need[place.shift.need].append(place)
    for need, places in by_need.items():
        tell_in(need, places, now)


def tell_in(need: Need, places: list[ShiftPlace], now: datetime) -> None:
    """The same in one need."""
    facts = facts_of(need, sorted({place.person_id or 0 for place in places}), localdate(now))
    lacking = [place for place in places if place.person_id and skill_fact(wanted(place.person_id, place.shift), facts)]
    before = ShiftPlace.objects.filter(shift__need=need, lack_told_at__gt=now - AGAIN)
    known = set(before.values_list("person", flat=True))
    ShiftPlace.objects.filter(pk__in=[place.pk for place in lacking]).update(lack_told_at=now)
    for person_id in sorted({place.person_id or 0 for place in lacking} - known):
        events.record(PlaceLacks(need_id=need.pk, person_id=person_id, at=now.isoformat()), municipality_code=need.municipality_id)


@transaction.atomic
def ask_about_new_times(now: datetime) -> None:
    """Whoever has not said for two days whether a new time fits is asked once more; then it stands on the organiser's page alone."""
    waits = ShiftPlace.objects.filter(state=SignupState.CONFIRMED, person__isnull=False, was_from__isnull=False, shift__starts_at__gt=now)
    late = waits.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("moved_at")), moved_at__lte=now - PATIENCE, shift__cancelled_at=None)
    rows = list(late.values_list("pk", "shift__need", "person").order_by("pk"))
    ShiftPlace.objects.filter(pk__in=[pk for pk, _, _ in rows]).update(reminded_at=now)
    for (need_id, person_id), number in Counter((need, person) for _, need, person in rows).items():
        events.record(NewTimesWait(need_id=need_id, person_id=person_id or 0, number=number, at=now.isoformat()))
