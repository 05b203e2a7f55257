"""What alliances can be begun from: a municipality's own templates, and what was taken over from another alliance."""

from django.db import models

from samspil.alliances.models.alliance import Alliance
from samspil.identity.models import Municipality


class AllianceTemplate(models.Model):
    """A municipality's own template; `content` is a pattern (domain/patterns.py), `copied_from` the title of the alliance it was made of, or "".

    Drafts are the municipality's own; published ones are offered to everybody who starts an alliance. `revision` rises with each change.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    content = models.JSONField(default=dict)
    copied_from = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "skabelon"
        verbose_name_plural = "skabeloner"

    def __str__(self) -> str:
        return self.title


class Beginning(models.Model):
    """What an alliance was begun from: the pattern as it was that day, and the title of what it was made of (a template or another alliance)."""

    alliance = models.OneToOneField(Alliance, on_delete=models.CASCADE, primary_key=True, related_name="beginning")
    title = models.CharField(max_length=160)
    content = models.JSONField(default=dict)

    class Meta:
        verbose_name = "begyndelse"
        verbose_name_plural = "begyndelser"

    def __str__(self) -> str:
        return self.title
