"""A round of the check-up, and what parties answer while it is open."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.domain.checkup import OCCASION_DA, STEPS, Outcome, Question, Reply, outcome_from
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

OCCASIONS = [(occasion.value, word) for occasion, word in OCCASION_DA.items()]
MARKS = tuple(question.value for question in Question)
OPEN_OR_CLOSED = Q(closed_on__isnull=True, outcome__isnull=True) | Q(closed_on__isnull=False, outcome__isnull=False)
POSSIBLE = [models.CheckConstraint(condition=Q(**{name: None}) | Q(**{f"{name}__in": STEPS}), name=f"alliances_a_step_{name}") for name in MARKS]


class CheckUp(models.Model):
    """One round. `for_party` is the party that asked for it, or None when it came by the clock; `asked` how many parties were asked.

    When it closes, `outcome` keeps what may be shown (domain.checkup.Outcome) and `lines` what parties wanted the others to read, by party id;
    every single answer is deleted then.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="checkups")
    occasion = models.CharField(max_length=5, choices=OCCASIONS)
    for_party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    closes_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)
    lines = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance"], condition=Q(closed_on=None), name="alliances_one_open_checkup"),
            models.CheckConstraint(condition=OPEN_OR_CLOSED, name="alliances_closed_with_an_outcome"),
        ]
        verbose_name = "tjek"
        verbose_name_plural = "tjek"

    def __str__(self) -> str:
        return f"Tjek {self.pk} i {self.alliance_id}"

    @property
    def result(self) -> Outcome:
        """What may be shown of it; only a closed round has any."""
        return outcome_from(self.outcome or {"answered": 0, "spreads": {}})


class CheckUpReply(models.Model):
    """What a party answers while the round is open: a step from 1 to 5 each, or None for "ved ikke". Deleted when the round closes.

    `line` is said to the others only when `line_shown`. `revision` rises with each change. There is no history of it on purpose.
    """

    checkup = models.ForeignKey(CheckUp, on_delete=models.CASCADE, related_name="replies")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)
    roles = models.PositiveSmallIntegerField(null=True)
    heard = models.PositiveSmallIntegerField(null=True)
    pace = models.PositiveSmallIntegerField(null=True)
    trust = models.PositiveSmallIntegerField(null=True)
    citizens = models.PositiveSmallIntegerField(null=True)
    backing = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True)
    line = models.CharField(max_length=200, blank=True)
    line_shown = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["checkup", "party"], name="alliances_one_reply_each"), *POSSIBLE]
        verbose_name = "svar i et tjek"
        verbose_name_plural = "svar i tjek"

    def __str__(self) -> str:
        return f"{self.party_id} i {self.checkup_id}"

    def as_reply(self) -> Reply:
        """The answer as the rules look at it; a writer whose account is gone is a voice of their own, known by the row."""
        return Reply(self.written_by_id or -self.pk, {question: getattr(self, question.value) for question in Question})
