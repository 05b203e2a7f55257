"""The questions of a call's form: rows that a municipality edits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.funds.domain.applicants import APPLICANT_DA
from samspil.funds.domain.questions import KIND_DA
from samspil.funds.models.call import Call
from samspil.funds.models.fund import several


class FormQuestion(models.Model):
    """One question; limits mean what domain/questions.py says for its `kind`. `key` names it in answers, and stays when it is copied to another call. `options`
    are what can be chosen, in order, and are their own keys. `hangs_on` is the key of an earlier question, `hangs_answers` the answers it is shown after.
    `kinds` of applicants who see it, none for all."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=[(one.value, name) for one, name in KIND_DA.items()])
    text = models.CharField(max_length=200)
    help = models.CharField(max_length=400, blank=True)
    required = models.BooleanField(default=True)
    options = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    least = models.BigIntegerField(null=True, blank=True)
    most = models.BigIntegerField(null=True, blank=True)
    hangs_on = models.SlugField(max_length=40, blank=True)
    hangs_answers = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    kinds = several(APPLICANT_DA)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="funds_a_question_once")]

    def __str__(self) -> str:
        return self.text
