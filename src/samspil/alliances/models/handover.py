"""The baton given on: who took over from whom, with a note of what was under way."""

from django.conf import settings
from django.db import models

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class Handover(models.Model):
    """In a party one person took over from another. `sections` is what was under way then, made from the alliance's data (domain/handover.py), `words` what
    they added themselves."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="handovers")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="handovers")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    given_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(blank=True)
    sections = models.JSONField(default=list)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "overlevering"
        verbose_name_plural = "overleveringer"

    def __str__(self) -> str:
        return f"Overlevering {self.pk}"
