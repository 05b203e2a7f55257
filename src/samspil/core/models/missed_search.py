"""What people searched for and did not find, without anybody's name."""

from django.db import models


class MissedSearch(models.Model):
    """How often a search found nothing on a day. `words` are folded; numbers and addresses that could be somebody's are never stored."""

    words = models.CharField(max_length=80)
    day = models.DateField()
    number = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="core_missedsearch_once")]
        indexes = [models.Index(fields=["day"], name="core_missedsearch_day")]

    def __str__(self) -> str:
        return self.words
