"""Tell parties of what they promised before its day, and after it when it was not kept."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import DecimalField, F, Sum
from django.db.models.functions import Coalesce

from samspil.alliances.actions.commit import KEEPING_STAGES
from samspil.alliances.domain.commitments import SOON_DAYS
from samspil.alliances.events import CommitmentDue
from samspil.alliances.models import Amendment, Commitment
from samspil.alliances.models.amendment import OPEN
from samspil.core import events


def remind(today: date) -> int:
    """Record a reminder of each commitment that is near its day, or over it, and was not reminded of since; how many there were."""
    return sum(remind_of(one, today) for one in waiting(today))


def waiting(today: date) -> list[Commitment]:
    """What is not kept and near its day or over it, with nothing said about it."""
    stages = [stage.value for stage in KEEPING_STAGES]
    done = Coalesce(Sum("deliveries__quantity"), 0, output_field=DecimalField())
    near = Commitment.objects.filter(alliance__stage__in=stages, missed_reason="", due_day__lte=today + timedelta(days=SOON_DAYS))
    return list(near.annotate(done=done).filter(done__lt=F("quantity")))


@transaction.atomic
def remind_of(one: Commitment, today: date) -> bool:
    """Once when the day is near, and once when it is over."""
    since = one.due_day if today > one.due_day else one.due_day - timedelta(days=SOON_DAYS + 1)
    held = Commitment.objects.select_for_update().filter(pk=one.pk).first()
    if held is None or (held.reminded_on and held.reminded_on > since) or only_proposed(held):
        return False
    held.reminded_on = today
    events.change(held, ["reminded_on"], CommitmentDue(alliance_id=held.alliance_id, commitment_id=held.pk))
    return True


def only_proposed(one: Commitment) -> bool:
    """True for what stands in an amendment that not all have said yes to: nobody has promised it yet."""
    amendment = Amendment.objects.filter(alliance=one.alliance_id, state__in=OPEN).first()
    return amendment is not None and one.pk not in {promise["id"] for promise in amendment.stood["promises"]}
