"""Jobs of identity."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.identity.actions.staff_session import close_run_out
from samspil.identity.domain.invitations import VALID_FOR
from samspil.identity.models import Invitation

KEPT_AFTER_ITS_END = timedelta(days=30)


@app.periodic(cron="*/5 * * * *")
@app.task(name="identity.close_staff_sessions", queueing_lock="identity.close_staff_sessions")
def close_staff_sessions(timestamp: int) -> None:
    """Every five minutes: write down which staff sessions have run out. They gave no powers from the second they did."""
    close_run_out(now=timezone.now())


@app.periodic(cron="11 4 * * *")
@app.task(name="identity.remove_old_invitations", queueing_lock="identity.remove_old_invitations")
def remove_old_invitations(timestamp: int) -> None:
    """Each night: an invitation goes thirty days after it was used, taken back or ran out, and the address with it."""
    before = timezone.now() - KEPT_AFTER_ITS_END
    Invitation.objects.filter(Q(used_at__lt=before) | Q(withdrawn_at__lt=before) | Q(made_at__lt=before - VALID_FOR)).delete()
