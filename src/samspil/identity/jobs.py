"""Jobs of identity."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.identity import telling
from samspil.identity.actions.staff_session import close_run_out
from samspil.identity.domain.invitations import VALID_FOR
from samspil.identity.models import AddressTrouble, Invitation, NumberClaim, Person

KEPT_AFTER_ITS_END = timedelta(days=30)
CLAIM_KEPT = timedelta(days=365)

DIGEST_HOUR = 7  # Danish time


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


@app.periodic(cron="21 4 * * *")
@app.task(name="identity.remove_old_claims", queueing_lock="identity.remove_old_claims")
def remove_old_claims(timestamp: int) -> None:
    """Each night: what two wrote about a CVR number goes a year after it was decided."""
    NumberClaim.objects.filter(answered_at__lt=timezone.now() - CLAIM_KEPT).delete()


@app.periodic(cron="3 5,6 * * *")
@app.task(name="identity.send_digests", queueing_lock="identity.send_digests")
def send_digests(timestamp: int) -> None:
    """Each morning: what people want gathered, on Mondays also the week's. Cron counts in UTC, so one of its two hours is the right one in Denmark."""
    now = timezone.now()
    if timezone.localtime(now).hour == DIGEST_HOUR:
        telling.send_digests(now)


@app.periodic(cron="57 3 * * *")
@app.task(name="identity.remove_old_troubles", queueing_lock="identity.remove_old_troubles")
def remove_old_troubles(timestamp: int) -> None:
    """Each night: addresses of nobody here when no invitation to them can be valid any more, and failures that stayed few for three months."""
    now = timezone.now()
    AddressTrouble.objects.filter(last_at__lt=now - VALID_FOR).exclude(email__in=Person.objects.values("email")).delete()
    AddressTrouble.objects.filter(dead_since=None, first_at__lt=now - timedelta(days=90)).delete()
