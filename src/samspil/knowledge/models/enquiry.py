"""What people write to us through a contact form. Private: only staff in a running staff session may read it.

Staff roles hold for the whole installation until organisations come; then a municipality's desk is its own staff's alone.
"""

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from samspil.identity.models import Municipality
from samspil.knowledge.domain.enquiries import ANSWERED, LIFECYCLE, STATE_DA, TOPIC_DA, Topic

if TYPE_CHECKING:
    from samspil.identity.actor import Actor


FREE = models.Q(handler=None)


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, actor: "Actor") -> "EnquiryQuerySet":
        """Staff in a running staff session; nobody else, not even the sender (who has a receipt by mail)."""
        return self.all() if actor.may("knowledge.read_enquiries") else self.none()

    def waiting(self) -> "EnquiryQuerySet":
        """Not answered yet, oldest first."""
        return self.exclude(state=ANSWERED).order_by("received_at", "pk")

    def waiting_for(self, person_id: int | None) -> "EnquiryQuerySet":
        """Not answered, and nobody else has taken it."""
        return self.waiting().filter(FREE | models.Q(handler_id=person_id))


EnquiryManager = models.Manager.from_queryset(EnquiryQuerySet)


@pghistory.track(exclude=["email", "name", "message", "handler"])
class Enquiry(models.Model):
    """`desk` is the municipality whose desk it goes to, or null for the editors. `form_key` makes sending twice harmless.
    `handler` took it, or answered it; a history row's context names who did each step.

    History keeps the course of the case, never the text or who wrote it. Deleted KEEP_DAYS_AFTER_ANSWER days after the answer.
    """

    form_key = models.UUIDField(unique=True)
    desk = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries")
    topic = models.CharField(max_length=20, choices=[(t.value, TOPIC_DA[t]) for t in Topic])
    about_url = models.CharField(max_length=500, blank=True)
    about_title = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    message = models.TextField()
    state = models.CharField(max_length=10, choices=list(STATE_DA.items()), default=LIFECYCLE.start)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["EnquiryManager[Enquiry]"] = ScopedManager(EnquiryManager, desk="desk")

    class Meta:
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["received_at", "id"], condition=~models.Q(state=ANSWERED), name="knowledge_enquiry_waiting")]
        verbose_name = "henvendelse"
        verbose_name_plural = "henvendelser"

    def __str__(self) -> str:
        return f"{self.get_topic_display()} {self.pk}"
