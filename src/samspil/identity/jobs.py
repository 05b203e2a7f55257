"""Jobs of identity."""

from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.identity.actions.staff_session import close_run_out


@app.periodic(cron="*/5 * * * *")
@app.task(name="identity.close_staff_sessions", queueing_lock="identity.close_staff_sessions")
def close_staff_sessions(timestamp: int) -> None:
    """Every five minutes: write down which staff sessions have run out. They gave no powers from the second they did."""
    close_run_out(now=timezone.now())
