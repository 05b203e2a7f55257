"""Files the parties share: each a title with its versions, which lie behind the alliance's gate."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class SharedFile(models.Model):
    """A document of the parties. `party` shared it first and may take it away (None: whoever held the alliance); then its row says
    when, and its bytes are gone."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(max_length=120)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_for = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "fil"
        verbose_name_plural = "filer"

    def __str__(self) -> str:
        return self.title


class FileVersion(models.Model):
    """One version. `name` is what it was called where it came from, `kind` its sort by content, `place` where the store keeps it: "" when it is gone."""

    file = models.ForeignKey(SharedFile, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["file", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="alliances_one_file_version_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="alliances_file_versions_from_one"),
        ]
        verbose_name = "version af en fil"
        verbose_name_plural = "versioner af filer"

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"
