"""Confidentiality that a public party imposes on persons by name, and their receipts."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.models.agreement import LEVELS
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class ImpositionQuerySet(models.QuerySet["Imposition"]):
    def addressed_to(self, person_id: int | None, addresses: frozenset[str]) -> "ImpositionQuerySet":
        """Those imposed on this person: confirmed by them, or sent to an address they have proved."""
        return self.filter(Q(person=person_id) | Q(person=None, email__in=addresses)) if person_id is not None else self.none()


@pghistory.track(pghistory.UpdateEvent("changed"), fields=["confirmed_at", "ended_on"], model_name="ImpositionEvent")
class Imposition(models.Model):
    """`party`, a public one, imposes confidentiality about `about` on one person, of whom it knows `name` and `email`; `of_party` is the party they help.

    `key` is its address; only a person who has proved the mail's address reads it. `text` is what was read, in paragraphs, and `confirmed_name` what the
    person wrote, with how sure the log-in was. Ended, nothing new falls under it; what was learnt stays confidential. `delete_on` is the day it goes.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="impositions")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    of_party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    about = models.CharField(max_length=300)
    text = models.JSONField()
    imposed_at = models.DateTimeField()
    imposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_name = models.CharField(max_length=120, blank=True)
    assurance = models.CharField(max_length=12, choices=LEVELS, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    delete_on = models.DateField(null=True, blank=True)

    objects = ImpositionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "email"], condition=Q(ended_on=None) & ~Q(email=""), name="alliances_imposed_once"),
            models.CheckConstraint(condition=Q(confirmed_at=None) | ~Q(confirmed_name=""), name="alliances_confirmed_by_name"),
        ]
        verbose_name = "pålæg om tavshedspligt"
        verbose_name_plural = "pålæg om tavshedspligt"

    def __str__(self) -> str:
        return f"pålæg {self.pk} i alliance {self.alliance_id}"
