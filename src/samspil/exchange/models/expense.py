"""What volunteers ask to be paid back, and which organisations pay."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.claims import KIND_DA, METHOD_DA
from samspil.exchange.domain.paying import STATE_DA, ClaimState
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Organisation

if TYPE_CHECKING:
    from samspil.identity.actor import Actor

PERSON = settings.AUTH_USER_MODEL


class Payer(models.Model):
    """An organisation that pays volunteers' expenses; its administrators answer."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Betaler {self.pk}"


class ExpenseQuerySet(models.QuerySet["Expense"]):
    def visible_to(self, actor: "Actor") -> "ExpenseQuerySet":
        """One's own, and for the administrators of the organisation that is asked; nobody else, staff neither."""
        if actor.person_id is None:
            return self.none()
        led = [pk for pk in actor.memberships if actor.belongs_to(pk, MemberRole.ADMINISTRATOR)]
        return self.filter(Q(person=actor.person_id) | Q(organisation__in=led))


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["state", "oere", "payable"], model_name="ExpenseEvent")
class Expense(models.Model):
    """What somebody asks one organisation to pay. `name` is what they are called on the treasurer's sheet. `oere` is what is asked, `payable` what may be
    paid, both in øre; of driving both come from `km`. `hours_away` and `matches` as domain/claims.py says. `has_receipt`: they have it and hand it over;
    no receipt, account number or CPR number is kept here. `answer` is what the rules said when it was approved: text, law, caution and lines of driving."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=14, choices=[(kind.value, KIND_DA[kind]) for kind in KIND_DA])
    method = models.CharField(max_length=7, choices=[(method.value, METHOD_DA[method]) for method in METHOD_DA])
    day = models.DateField()
    oere = models.PositiveIntegerField(default=0)
    payable = models.PositiveIntegerField(default=0)
    km = models.PositiveSmallIntegerField(default=0)
    matches = models.PositiveSmallIntegerField(default=0)
    hours_away = models.FloatField(null=True, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=120, blank=True)
    destination = models.CharField(max_length=120, blank=True)
    unpaid = models.BooleanField(null=True, blank=True)
    has_receipt = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(state.value, STATE_DA[state]) for state in STATE_DA])
    said = models.CharField(max_length=300, blank=True)
    answer = models.JSONField(default=dict, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(payable__lte=models.F("oere")), name="exchange_no_more_than_asked"),
            models.CheckConstraint(condition=~Q(state=ClaimState.APPROVED) | Q(payable__gt=0), name="exchange_an_approved_expense_is_something"),
        ]
        indexes = [
            models.Index(fields=["organisation", "day"], name="exchange_expenses_of_a_year"),
            models.Index(fields=["person", "-day"], name="exchange_expenses_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.oere}"
