"""What people searched for and did not find, without anybody's name."""

from django.db import models


class MissedSearch(models.Model):
    """How often a search found nothing on a day. `seal` counts for what was typed without showing it; `words` are "" until the same was
    searched for on several days (core/search/missed.py), and then folded. What could name somebody is never stored.
    """

    seal = models.CharField(max_length=64)
    words = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    number = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seal", "day"], name="core_missedsearch_once")]
        indexes = [models.Index(fields=["day"], name="core_missedsearch_day")]

    def __str__(self) -> str:
        return self.words or self.seal[:8]
