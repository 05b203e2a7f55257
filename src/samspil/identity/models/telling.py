"""What people have chosen to be told, and addresses that mail does not reach."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.identity.domain.telling import EVERYTHING, THEME_DA, WAY_DA


class NoticeChoice(models.Model):
    """How one person wants to be told about one theme, or about everything without a choice of its own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices")
    theme = models.CharField(max_length=20, choices=[*((theme.value, name) for theme, name in THEME_DA.items()), (EVERYTHING, "Alt andet")])
    way = models.CharField(max_length=10, choices=[(way.value, name) for way, name in WAY_DA.items()])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="identity_one_choice_a_theme")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.theme}: {self.way}"


class AddressTroubleQuerySet(models.QuerySet["AddressTrouble"]):
    def dead(self) -> "AddressTroubleQuerySet":
        """Addresses that get no more mail than what is needed."""
        return self.exclude(dead_since=None)


class AddressTrouble(models.Model):
    """Mail to this address of a person has come back. `seen` are hashes of the notifications counted, so that none counts twice."""

    email = models.EmailField(unique=True)
    status = models.CharField(max_length=12)
    seen = ArrayField(models.CharField(max_length=64), default=list)
    first_at = models.DateTimeField()
    dead_since = models.DateTimeField(null=True, blank=True)

    objects = AddressTroubleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"
