"""Jobs of alliances."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from samspil.alliances.actions.remind_of_commitments import remind
from samspil.alliances.models import PartyInvitation
from samspil.identity.domain.invitations import VALID_FOR

KEPT_AFTER_ITS_END = timedelta(days=30)


@app.periodic(cron="40 7 * * *")
@app.task(name="alliances.remind_of_commitments", queueing_lock="alliances.remind_of_commitments")
def remind_of_commitments(timestamp: int) -> None:
    """Each morning: who promised something that is not kept is told two weeks before its day, and the day after it; once each."""
    remind(localdate())


@app.periodic(cron="17 4 * * *")
@app.task(name="alliances.remove_old_invitations", queueing_lock="alliances.remove_old_invitations")
def remove_old_invitations(timestamp: int) -> None:
    """Each night: an invitation goes thirty days after it was used or ran out, and the address with it. The party that was asked stays."""
    before = timezone.now() - KEPT_AFTER_ITS_END
    PartyInvitation.objects.filter(Q(used_at__lt=before) | Q(made_at__lt=before - VALID_FOR)).delete()
