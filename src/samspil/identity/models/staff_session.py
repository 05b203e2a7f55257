"""A staff session: staff powers for a while, with a reason, logged."""

from datetime import datetime

from django.conf import settings
from django.db import models


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def running(self, now: datetime) -> "StaffSessionQuerySet":
        """Sessions that have begun and neither ended nor run out."""
        return self.filter(ended_at=None, ends_at__gt=now)


class StaffSession(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_sessions")
    reason = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StaffSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reason}"
