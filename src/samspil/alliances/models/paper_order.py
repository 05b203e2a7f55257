"""An order of all a municipality's agreements on paper, which the worker packs into one file."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspil.alliances.domain.papers import STATE_DA, OrderState
from samspil.identity.models import Municipality

STATES = [(state.value, word) for state, word in STATE_DA.items()]


class PaperOrder(models.Model):
    """`alliances` are the ids as they were found when it was ordered, `done` how many of them were packed or left out; `left_out` says which of them and why.
    `place` is where the store keeps the file, "" when there is none, and `size` its bytes. One is under way for a person at a time."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    alliances = ArrayField(models.BigIntegerField())
    done = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=OrderState.MAKING.value)
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person"], condition=Q(state=OrderState.MAKING.value), name="alliances_one_paper_order_each")]
        verbose_name = "bestilling af aftaler"
        verbose_name_plural = "bestillinger af aftaler"

    def __str__(self) -> str:
        return f"bestilling {self.pk}: {self.done} af {self.total}"

    @property
    def total(self) -> int:
        """How many alliances it is about."""
        return len(self.alliances)

    @property
    def address(self) -> str:
        """Its page."""
        return f"/bord/alliancer/aftaler/{self.key}/"
