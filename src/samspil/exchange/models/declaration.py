"""Associations' yearly declarations that they fetch child certificates, and what decides whether one is asked for."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.identity.models import Organisation

if TYPE_CHECKING:
    from samspil.identity.actor import Actor


def seen_by(actor: "Actor") -> Q:
    """An association's own people, and those who place people in its municipality; nobody else."""
    staff = Q(organisation__municipality__in=actor.confirms_in) if actor.is_staff else Q(pk__in=[])
    return Q(organisation__in=list(actor.memberships)) | staff


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def visible_to(self, actor: "Actor") -> "DeclarationQuerySet":
        """Those of associations the actor is in, or of the municipality the actor places people in."""
        return self.filter(seen_by(actor))


class Declaring(models.Model):
    """What an association has told of itself. `popular_education`: one under folkeoplysningsloven, None when nobody has said. `seeks`: it asks for, or has,
    a grant or rooms. `changed_at`: when it answered, None until it has. `told`: what its people were last reminded of, as "2026:missing"."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    popular_education = models.BooleanField(null=True, blank=True)
    seeks = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    told = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return f"declaring {self.pk}"

    @property
    def stamp(self) -> str:
        """Tells one state of the answers from another."""
        return self.changed_at.isoformat() if self.changed_at else ""


@pghistory.track(pghistory.InsertEvent("made"), pghistory.DeleteEvent("taken_back"), fields=["year", "given_on", "received"], model_name="DeclarationEvent")
class Declaration(models.Model):
    """One association's for one calendar year, given here by its administrator, or `received` another way and noted by the municipality. No document."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    given_on = models.DateField()
    received = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="exchange_declared_once_a_year"),
            models.CheckConstraint(condition=Q(given_on__year=models.F("year")), name="exchange_declared_in_its_year"),
        ]

    def __str__(self) -> str:
        return f"declaration of {self.organisation_id} for {self.year}"
