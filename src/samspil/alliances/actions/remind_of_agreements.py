"""Tell the parties that their agreement ends soon, or that the day has come to look at it again; each once."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.timezone import localdate

from samspil.alliances.domain.lifecycle import IN_FORCE
from samspil.alliances.domain.renewing import TOLD_BEFORE, Clock, Due, clock_of
from samspil.alliances.events import AgreementDue
from samspil.alliances.models import AgreementVersion
from samspil.core import events


def remind(today: date) -> int:
    """Record what is due of the agreements in force and was not told yet; how many reminders there were."""
    return sum(remind_of(pk, today) for pk in near(today))


def near(today: date) -> list[int]:
    """The agreements in force that end within sixty days, or whose review day has come. Days stand as ISO text, which sorts as days do."""
    found = AgreementVersion.objects.filter(closed_at=None, agreed_at__isnull=False, alliance__stage__in=[stage.value for stage in IN_FORCE])
    days = found.annotate(last=KT("content__last"), review=KT("content__terms__review"))
    soon = (today + timedelta(days=TOLD_BEFORE[0])).isoformat()
    return list(days.filter(Q(last__lte=soon, last__gte=today.isoformat()) | Q(review__lte=today.isoformat())).values_list("pk", flat=True))


@transaction.atomic
def remind_of(pk: int, today: date) -> int:
    """Whatever is due of one agreement, told since it fell due or not."""
    version = AgreementVersion.objects.select_for_update().filter(pk=pk, closed_at=None).first()
    if version is None:
        return 0
    clock = clock_of(version.content, localdate(version.reviewed_at) if version.reviewed_at else None)
    return tell_of_end(version, clock, today) + tell_of_review(version, clock, today)


def tell_of_end(version: AgreementVersion, clock: Clock, today: date) -> int:
    if not clock.tell_of_end(today, version.ending_told_on):
        return 0
    version.ending_told_on = today
    due = AgreementDue(alliance_id=version.alliance_id, version_id=version.pk, due=Due.ENDING.value, day=today.isoformat())
    events.change(version, ["ending_told_on"], due)
    return 1


def tell_of_review(version: AgreementVersion, clock: Clock, today: date) -> int:
    if not clock.tell_of_review(today, version.review_told_on):
        return 0
    version.review_told_on = today
    due = AgreementDue(alliance_id=version.alliance_id, version_id=version.pk, due=Due.REVIEW.value, day=today.isoformat())
    events.change(version, ["review_told_on"], due)
    return 1
