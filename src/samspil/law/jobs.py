"""Jobs of law."""

from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.core.search.index import put_many
from samspil.law import documents
from samspil.law.actions.raise_expiry_tasks import raise_expiry_tasks
from samspil.law.models import LegalAnswer


@app.periodic(cron="5 5 * * *")
@app.task(name="law.raise_expiry_tasks", queueing_lock="law.raise_expiry_tasks")
def raise_tasks(timestamp: int) -> None:
    """Each morning: which answers run out soon?"""
    raise_expiry_tasks(today=timezone.localdate())


@app.periodic(cron="1 0 * * *")
@app.task(name="law.renew_pages", queueing_lock="law.renew_pages")
def renew_pages(timestamp: int) -> None:
    """Just after midnight: the answers' pages say how many days are left. Until then a visit renders them on the spot."""
    put_many(documents.entry(answer) for answer in LegalAnswer.objects.live())
