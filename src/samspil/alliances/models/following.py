"""Who follows which alliances: their own choice, seen by nobody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.models.alliance import Alliance
from samspil.content.models import WelfareArea
from samspil.identity.models import Municipality


class Following(models.Model):
    """A person follows one alliance, all open ones of a municipality, or all of a welfare area: exactly one of the three."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, null=True, blank=True, related_name="followers")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    area = models.ForeignKey(WelfareArea, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance", "municipality", "area"], nulls_distinct=False, name="alliances_followed_once"),
            models.CheckConstraint(
                condition=Q(alliance__isnull=False, municipality=None, area=None)
                | Q(alliance=None, municipality__isnull=False, area=None)
                | Q(alliance=None, municipality=None, area__isnull=False),
                name="alliances_one_thing_is_followed",
            ),
        ]
        verbose_name = "det, en person følger"
        verbose_name_plural = "det, personer følger"

    def __str__(self) -> str:
        return f"{self.person_id} siden {self.since:%d.%m.%Y}"
