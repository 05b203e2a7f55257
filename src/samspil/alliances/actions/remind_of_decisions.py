"""Tell those whose time is over: once for a question that is not decided, and once for what was decided and is not done."""

from datetime import date

from django.db import transaction

from samspil.alliances.actions.raise_matter import OVER
from samspil.alliances.events import FollowUpLate, MatterLate
from samspil.alliances.models import FollowUp, Matter
from samspil.core import events

STOPPED = [stage.value for stage in OVER]


def remind_of_decisions(today: date) -> int:
    """Record a reminder of each that is over its day and was not told of; how many there were. In alliances that are over nobody is reminded."""
    matters = Matter.objects.filter(due_day__lt=today, decided_at=None, taken_back_at=None, told_late_on=None)
    tasks = FollowUp.objects.filter(due_day__lt=today, done_at=None, dropped="", told_late_on=None)
    late = [matter_late(pk, today) for pk in matters.exclude(alliance__stage__in=STOPPED).values_list("pk", flat=True)]
    return sum(late) + sum(task_late(pk, today) for pk in tasks.exclude(alliance__stage__in=STOPPED).values_list("pk", flat=True))


@transaction.atomic
def matter_late(pk: int, today: date) -> bool:
    """Once, though two workers look at the same moment."""
    held = Matter.objects.select_for_update().filter(pk=pk, decided_at=None, taken_back_at=None, told_late_on=None).first()
    if held is None:
        return False
    held.told_late_on = today
    events.change(held, ["told_late_on"], MatterLate(alliance_id=held.alliance_id, matter_id=held.pk))
    return True


@transaction.atomic
def task_late(pk: int, today: date) -> bool:
    """As above."""
    held = FollowUp.objects.select_for_update().filter(pk=pk, done_at=None, dropped="", told_late_on=None).first()
    if held is None:
        return False
    held.told_late_on = today
    events.change(held, ["told_late_on"], FollowUpLate(alliance_id=held.alliance_id, follow_up_id=held.pk))
    return True
