"""What a municipality asks of every alliance that begins from its template, and what the parties answer."""

from django.db import models

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class StandingQuestion(models.Model):
    """A question as the template asked it the day the alliance began, and the parties' own answer ("" until there is one), written for `answered_for`.

    `revision` rises with each change of the answer.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="standing_questions")
    text = models.CharField(max_length=300)
    answer = models.TextField(blank=True)
    answered_for = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = "spørgsmål fra kommunen"
        verbose_name_plural = "spørgsmål fra kommunen"

    def __str__(self) -> str:
        return self.text
