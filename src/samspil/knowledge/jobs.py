"""Jobs of knowledge."""

from datetime import timedelta

from django.utils import timezone
from django_scopes import scopes_disabled
from procrastinate.contrib.django import app

from samspil.knowledge.domain.enquiries import KEEP_DAYS_AFTER_ANSWER
from samspil.knowledge.models import Enquiry


@app.periodic(cron="37 3 * * *")
@app.task(name="knowledge.remove_old_enquiries", queueing_lock="knowledge.remove_old_enquiries")
def remove_old_enquiries(timestamp: int) -> None:
    """Delete enquiries a year after they were answered; their history holds no text and goes with them."""
    with scopes_disabled():
        old = Enquiry.objects.filter(answered_at__lt=timezone.now() - timedelta(days=KEEP_DAYS_AFTER_ANSWER))
        old.delete()
