"""What the parties answered the legal check, the checks they looked at, and what a municipality answered to what was open."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party


class Spoken(models.Model):
    """Base of rows in which somebody spoke for a party; `party` is None for whoever holds the alliance in their own name."""

    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class LawAnswered(Spoken):
    """Who last answered one page of the legal check's questions (`group`), and when. The answers themselves are the alliance's `facts`.

    The group TEXTS is not a page of questions: it says who last chose which of the check's texts stand in the agreement.
    """

    TEXTS: ClassVar[str] = "aftaletekst"

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="law_answered")
    group = models.CharField(max_length=30)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "group"], name="alliances_one_answer_a_group")]
        verbose_name = "svar til det juridiske tjek"
        verbose_name_plural = "svar til det juridiske tjek"

    def __str__(self) -> str:
        return f"{self.alliance_id}: {self.group}"


class LegalCheck(Spoken):
    """A legal check that a party looked at: `facts` it was made from, and `result` as law explained it that day. Never changed; the latest one counts."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="legal_checks")
    on = models.DateField()
    made_at = models.DateTimeField()
    facts = models.JSONField()
    result = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "juridisk tjek"
        verbose_name_plural = "juridiske tjek"

    def __str__(self) -> str:
        return f"{self.alliance_id}: {self.on}"


@pghistory.track(
    pghistory.InsertEvent("written"),
    pghistory.UpdateEvent("changed"),
    fields=["question", "text", "role", "answered_on", "party"],
    model_name="LawyersReplyEvent",
)
class LawyersReply(Spoken):
    """What a municipality that takes part answered to a question the check left open. `key` is the question's in the check, `role` who answers there."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="lawyers_replies")
    key = models.CharField(max_length=16)
    question = models.TextField()
    text = models.TextField()
    role = models.CharField(max_length=80)
    answered_on = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key"], name="alliances_one_reply_a_question")]
        verbose_name = "kommunens svar"
        verbose_name_plural = "kommunens svar"

    def __str__(self) -> str:
        return f"{self.alliance_id}: {self.key}"
