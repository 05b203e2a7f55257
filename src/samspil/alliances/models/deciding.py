"""Rules of who decides what, questions that were raised under them, what each deciding party said, and what follows."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from samspil.alliances.domain.deciding import LEAST_DAYS, MOST_DAYS, REPLY_DA, Asked, Reply, Rule
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

REPLIES = [(verdict.value, word) for verdict, word in REPLY_DA.items()]
# A question and what was said are never written anew: the database itself refuses it, whoever asks. Corrections are new questions.
ASKED_ONCE = ["alliance", "number", "text", "raised_by", "raised_at", "about", "days", "due_day", "corrects"]
DECIDED_ONCE = ["outcome", "decision", "decided_on", "decided_at"]


def once(name: str, moment: str, columns: list[str]) -> pgtrigger.Protect:
    """A trigger that lets nobody change these columns of a row once it has its moment."""
    before, after = (", ".join(f'{row}."{column}"' for column in columns) for row in ("OLD", "NEW"))
    settled = f'OLD."{moment}" IS NOT NULL AND ROW({before}) IS DISTINCT FROM ROW({after})'
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=pgtrigger.Condition(settled))


@pghistory.track(
    pghistory.InsertEvent("written"),
    pghistory.UpdateEvent("changed"),
    pghistory.DeleteEvent("removed"),
    fields=["about", "decides", "days"],
    model_name="DecisionRuleEvent",
)
class DecisionRule(models.Model):
    """What is `about` is decided by the party `decides`, or by all parties (None), within `days` calendar days. `revision` rises with each change."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="decision_rules")
    about = models.CharField(max_length=120)
    decides = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    days = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(days__gte=LEAST_DAYS, days__lte=MOST_DAYS), name="alliances_days_of_a_rule")]
        verbose_name = "beslutningsregel"
        verbose_name_plural = "beslutningsregler"

    def __str__(self) -> str:
        return self.about

    def as_rule(self) -> Rule:
        """The rule as the domain looks at it."""
        return Rule(self.about, self.decides_id, self.days)


class Matter(models.Model):
    """A question that `raised_by` asks the alliance to decide; `number` counts in the alliance.

    `about`, `days` and the parties that must say something (`Say`) are what its rule said when it was raised: rules that change later change no question.
    `corrects` is an earlier one that this puts right. `decided_on` is the day it was decided, which `decision` tells in words; `decided_at` when it was
    written, and `point` the point of the meeting where it was, or None. `told_late_on` is the day those who decide were told that its time is over.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="matters")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    raised_by = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    raised_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    about = models.CharField(max_length=120)
    days = models.PositiveSmallIntegerField()
    due_day = models.DateField()
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    outcome = models.CharField(max_length=5, choices=REPLIES, blank=True)
    decision = models.CharField(max_length=600, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    point = models.ForeignKey("alliances.AgendaPoint", on_delete=models.SET_NULL, null=True, blank=True, related_name="matters")
    told_late_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="alliances_one_matter_a_number"),
            models.CheckConstraint(condition=Q(decided_at=None) | ~Q(outcome=""), name="alliances_decided_is_said"),
            models.CheckConstraint(condition=Q(decided_at=None) | Q(taken_back_at=None), name="alliances_decided_is_not_taken_back"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="asked_once", fields=ASKED_ONCE),
            once("decided_once", "decided_at", DECIDED_ONCE),
        ]
        verbose_name = "spørgsmål til beslutning"
        verbose_name_plural = "spørgsmål til beslutning"

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def as_asked(self, said: dict[int, Reply | None]) -> Asked:
        """The question as the domain looks at it; `said` by the parties that still take part."""
        taken_back = localdate(self.taken_back_at) if self.taken_back_at else None
        return Asked(localdate(self.raised_at), self.due_day, said, self.decided_on, taken_back)


class Say(models.Model):
    """A party that must say something to a question, and what it said and why; "" until then. What was said stays said."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="says")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=5, choices=REPLIES, blank=True)
    why = models.CharField(max_length=600, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "party"], name="alliances_one_say_each")]
        triggers = [once("said_once", "said_at", ["matter_id", "party_id", "verdict", "why", "said_at"])]
        verbose_name = "svar på et spørgsmål"
        verbose_name_plural = "svar på spørgsmål"

    def __str__(self) -> str:
        return f"{self.party_id} til {self.matter_id}: {self.verdict}"


class FollowUp(models.Model):
    """What follows from a decision: `what` its `owner` does, at the latest on `due_day`. `dropped` is why it is not done, or "".

    `told_late_on` is the day its owner was told that it is over its day.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="follow_ups")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="follow_ups")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    due_day = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    dropped = models.CharField(max_length=300, blank=True)
    told_late_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_day", "pk"]
        verbose_name = "opgave fra en beslutning"
        verbose_name_plural = "opgaver fra beslutninger"

    def __str__(self) -> str:
        return self.what
