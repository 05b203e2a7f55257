"""Ask the parties of alliances that run for their three lines, in the last two weeks of a quarter."""

from datetime import date

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.quarters import quarter_of, time_to_write
from samspil.alliances.events import StatusDue
from samspil.alliances.models import Alliance, QuarterStatus
from samspil.core import events
from samspil.core.models import RecordedEvent

RUNNING = [Stage.AGREED.value, Stage.RUNNING.value]
CHUNK = 500


def remind_of_status(today: date) -> int:
    """Record a reminder of each that has written nothing yet, once a quarter; how many there were."""
    when = quarter_of(today)
    if not time_to_write(today):
        return 0
    written = QuarterStatus.objects.filter(year=when.year, quarter=when.number).values("alliance")
    asked = RecordedEvent.objects.filter(kind=StatusDue.kind, payload__year=when.year, payload__quarter=when.number)
    known, number = set(asked.values_list("payload__alliance_id", flat=True)), 0
    for pk in Alliance.objects.filter(stage__in=RUNNING).exclude(pk__in=written).order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
        if pk not in known:
            events.record(StatusDue(alliance_id=pk, year=when.year, quarter=when.number))
            number += 1
    return number
