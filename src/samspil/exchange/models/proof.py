"""A proof somebody made of what they gave, which others can check by its code."""

from django.conf import settings
from django.db import models


class EffortProof(models.Model):
    """What the proof says, as it was made (`profiles.py`, `file_of`): the person's own choice of what to show. Taken back, the row is gone, and
    then the code says nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    data = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Bevis {self.pk}"

    @property
    def code_words(self) -> str:
        """The code in groups, as it is read aloud."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))
