"""Somebody says that a CVR number another organisation has here is theirs; staff look at both and decide."""

from django.db import models
from django.db.models import Q

from samspil.identity.domain.organisations import CLAIM_DA, ClaimOutcome
from samspil.identity.models.organisation import Organisation

OUTCOMES = [(outcome.value, CLAIM_DA[outcome]) for outcome in ClaimOutcome]


class NumberClaimQuerySet(models.QuerySet["NumberClaim"]):
    def waiting(self) -> "NumberClaimQuerySet":
        """Those that nobody has answered."""
        return self.filter(answered_at=None)


class NumberClaim(models.Model):
    """`organisation` says that `cvr` is its own; `why` is who they are and how that is seen, `holder_says` what those who have the number answer.

    `holder` had the number when the claim was made, or when it was decided. `answer` is what staff wrote to both.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="number_claims")
    holder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="numbers_claimed")
    cvr = models.CharField(max_length=8)
    why = models.TextField()
    holder_says = models.TextField(blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=OUTCOMES, blank=True)
    answer = models.TextField(blank=True)

    objects = NumberClaimQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(answered_at=None), name="identity_one_open_claim_each"),
            models.CheckConstraint(condition=~Q(organisation=models.F("holder")), name="identity_a_claim_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} om {self.cvr}"
