"""What parties promise in numbers, and what they have delivered of it."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samspil.alliances.domain.commitments import KIND_DA, Delivered, Promise
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

KINDS = [(kind.value, word) for kind, word in KIND_DA.items()]


@pghistory.track(
    pghistory.InsertEvent("promised"),
    pghistory.UpdateEvent("changed"),
    pghistory.DeleteEvent("taken_back"),
    fields=["party", "kind", "what", "quantity", "unit", "first_day", "due_day", "receiver", "missed_reason", "unmissed_reason"],
    model_name="CommitmentEvent",
)
class Commitment(models.Model):
    """`party` promises `quantity` of `unit`, from `first_day` (or at once) to `due_day`, to `receiver`, or to everybody the alliance is for.

    `missed_reason` is what the party said when it could not keep it, and `unmissed_reason` why it took that back; `reminded_on` the day its party was
    last reminded. `revision` rises with each change of what is promised.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="commitments")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=10, choices=KINDS)
    what = models.CharField(max_length=120)
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=30)
    first_day = models.DateField(null=True, blank=True)
    due_day = models.DateField()
    receiver = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    missed_reason = models.CharField(max_length=300, blank=True)
    unmissed_reason = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=Decimal()), name="alliances_something_is_promised"),
            models.CheckConstraint(condition=Q(first_day=None) | Q(first_day__lte=F("due_day")), name="alliances_promised_forwards"),
        ]
        verbose_name = "tilsagn"
        verbose_name_plural = "tilsagn"

    def __str__(self) -> str:
        return self.what

    def as_promise(self, delivered: tuple[Delivered, ...] = ()) -> Promise:
        """The commitment as the rules look at it."""
        return Promise(self.quantity, self.due_day, self.first_day, delivered, self.missed_reason)


class Delivery(models.Model):
    """A piece that was delivered. `evidence` says what shows it, without names; who wrote it down is kept until their account goes.

    One that was wrong stays with why it was taken back (`undone_why`) and counts no more.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="deliveries")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    evidence = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.CharField(max_length=300, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=Decimal()), name="alliances_something_is_delivered"),
            models.CheckConstraint(condition=Q(undone_at=None) | ~Q(undone_why=""), name="alliances_undone_for_a_reason"),
        ]
        verbose_name = "levering"
        verbose_name_plural = "leveringer"

    def __str__(self) -> str:
        return f"{self.quantity} til {self.commitment_id}"
