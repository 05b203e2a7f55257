"""Jobs of knowledge."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_scopes import scopes_disabled
from procrastinate.contrib.django import app

from samspil.knowledge.domain.enquiries import KEEP_DAYS_AFTER_ANSWER, KEEP_DAYS_WITHOUT_ANSWER
from samspil.knowledge.models import Enquiry


@app.periodic(cron="37 3 * * *")
@app.task(name="knowledge.remove_old_enquiries", queueing_lock="knowledge.remove_old_enquiries")
def remove_old_enquiries(timestamp: int) -> None:
    """Delete enquiries a year after they were answered, those nobody answered after two, and their history with them."""
    now = timezone.now()
    answered, unanswered = now - timedelta(days=KEEP_DAYS_AFTER_ANSWER), now - timedelta(days=KEEP_DAYS_WITHOUT_ANSWER)
    with scopes_disabled(), transaction.atomic():
        old = Enquiry.objects.filter(Q(answered_at__lt=answered) | Q(answered_at=None, received_at__lt=unanswered))
        ids = list(old.values_list("pk", flat=True))
        Enquiry.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
        old.filter(pk__in=ids).delete()
