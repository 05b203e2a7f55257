"""The outbox: what happened, written in the transaction that did it."""

from django.db import models


class RecordedEvent(models.Model):
    """One fact a room told. `kind` is "room.EventName"; `payload` holds ids and plain values, never personal text."""

    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(null=True, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=models.Q(delivered_at=None), name="core_event_waiting"),
            models.Index(fields=["kind", "at"], name="core_event_kind_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
