"""Jobs of law."""

from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks


@app.periodic(cron="5 5 * * *")
@app.task(name="law.raise_expiry_tasks", queueing_lock="law.raise_expiry_tasks")
def raise_tasks(timestamp: int) -> None:
    """Each morning: which answers run out soon?"""
    raise_expiry_tasks(today=timezone.localdate())
