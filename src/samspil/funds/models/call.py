"""A call: one round of a fund, with all that is chosen for it, when it is open, what is judged and what is set aside."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspil.funds.domain.applicants import APPLICANT_DA, CONDITION_DA, PAPER_DA
from samspil.funds.domain.budgets import COST_DA
from samspil.funds.domain.call_money import EARMARK_DA
from samspil.funds.domain.calls import PUBLIC, STATE_DA, FundCallState
from samspil.funds.domain.legal_bases import BASIS_DA
from samspil.funds.domain.parts import FundPart
from samspil.funds.models.fund import Fund, several, worked_on

if TYPE_CHECKING:
    from samspil.identity.actor import Actor

KIND = "call"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, actor: "Actor") -> "CallQuerySet":
        """One that was published, of a fund that is shown, for everybody; a draft for those who work with the fund."""
        public = Q(state__in=sorted(str(state) for state in PUBLIC)) & ~Q(fund__shown_at=None)
        return self.filter(public | Q(fund__in=Fund.objects.filter(worked_on(actor, FundPart))))


@pghistory.track(
    pghistory.InsertEvent("made"),
    pghistory.UpdateEvent("changed"),
    fields=["title", "purpose", "bases", "state", "amount", "cap", "minimum", "maximum", "own_share", "who", "conditions", "papers"],
    model_name="CallEvent",
)
class Call(models.Model):
    """`number` counts the fund's calls from 1: calls are rounds in that order. Amounts are whole øre: `amount` new money, `cap` the most that may be given in
    it, `carries` whether what is left goes on; `minimum` and `maximum` of one application; `own_share` whole percent of the costs. `who` can apply;
    `excluded` costs; `conditions` that must be met and `warned` those that are only told; `papers` to send. `supply_days`: how long there is to send what
    lacks. `touched_at`: the latest moment anything of it was written, so that a clock moved back opens nothing. `reason` of the latest step that needs one."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140)
    purpose = models.TextField()
    help = models.TextField(blank=True)
    bases = several(BASIS_DA)
    other_basis = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=[(one.value, name) for one, name in STATE_DA.items()], default=FundCallState.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField(default=0)
    cap = models.BigIntegerField(null=True, blank=True)
    carries = models.BooleanField(default=True)
    minimum = models.BigIntegerField(null=True, blank=True)
    maximum = models.BigIntegerField(null=True, blank=True)
    own_share = models.PositiveSmallIntegerField(default=0)
    who = several(APPLICANT_DA)
    excluded = several(COST_DA)
    conditions = several(CONDITION_DA)
    warned = several(CONDITION_DA)
    papers = several(PAPER_DA)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    one_each = models.BooleanField(default=False)
    cvr_required = models.BooleanField(default=True)
    supply_days = models.PositiveSmallIntegerField(default=14)
    meetings = ArrayField(models.DateField(), default=list, blank=True)
    meetings_where = models.CharField(max_length=200, blank=True)
    decided_by = models.DateField(null=True, blank=True)
    report_by = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="funds_calls_are_counted"),
            models.UniqueConstraint(fields=["fund", "slug"], name="funds_one_call_an_address"),
            models.CheckConstraint(condition=Q(amount__gte=0) & (Q(cap=None) | Q(cap__gt=0)), name="funds_money_is_not_negative"),
            models.CheckConstraint(condition=Q(own_share__lt=100), name="funds_own_share_is_a_part"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where its page lies; asks for the fund."""
        return f"{self.fund.address}{self.slug}/"

    @property
    def desk_address(self) -> str:
        """Where those who work with it do so; asks for the fund."""
        return f"{self.fund.desk_address}{self.slug}/"


class OpenPeriod(models.Model):
    """When a call takes applications: from `opens_at`, included, to `closes_at`, not included. A second one is a reopening or a moved deadline: `reason` says
    why, and is shown to everybody."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="periods")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["opens_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="funds_closes_after_it_opens")]

    def __str__(self) -> str:
        return f"period of call {self.call_id}"


class Criterion(models.Model):
    """What applications of a call are judged by; `weight` counts against the sum of all weights."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=120)
    help = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="funds_a_criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="funds_a_weight_counts"),
        ]

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """Money of a call for one area of the municipality or one theme, in øre."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="set_aside")
    kind = models.CharField(max_length=8, choices=[(one.value, name) for one, name in EARMARK_DA.items()])
    name = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "kind", "name"], name="funds_set_aside_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="funds_something_is_set_aside"),
        ]

    def __str__(self) -> str:
        return self.name
