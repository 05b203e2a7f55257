"""Remind those who are asked of a meeting, the day before it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_current_timezone

from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.events import MeetingTomorrow
from samspil.alliances.models import Meeting
from samspil.core import events

STOPPED = [stage.value for stage in OVER]


def remind_of_meetings(today: date) -> int:
    """Record a reminder of each meeting of tomorrow that was not reminded of; how many there were."""
    first = datetime.combine(today + timedelta(days=1), time(), get_current_timezone())
    last = datetime.combine(today + timedelta(days=2), time(), get_current_timezone())
    tomorrow = Meeting.objects.filter(begins__gte=first, begins__lt=last, cancelled_at=None, reminded_on=None)
    return sum(remind_of(pk, today) for pk in tomorrow.exclude(alliance__stage__in=STOPPED).values_list("pk", flat=True))


@transaction.atomic
def remind_of(pk: int, today: date) -> bool:
    """Once, though two workers look at the same moment."""
    held = Meeting.objects.select_for_update().filter(pk=pk, cancelled_at=None, reminded_on=None).first()
    if held is None:
        return False
    held.reminded_on = today
    events.change(held, ["reminded_on"], MeetingTomorrow(alliance_id=held.alliance_id, meeting_id=held.pk))
    return True
