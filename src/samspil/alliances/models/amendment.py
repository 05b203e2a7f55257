"""Changes of an agreement that holds, and a party's no to a version with its reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.domain.amending import AMENDMENT_DA, AMENDMENTS, OPEN_AMENDMENTS
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

STATES = [(state.value, word) for state, word in AMENDMENT_DA.items()]
OPEN = sorted(state.value for state in OPEN_AMENDMENTS)


class Amendment(models.Model):
    """What `party` wants changed and why. `based_on` is the version that holds meanwhile. `stood` is what the parties' rows said when it was begun (an
    agreement's content of the newest form) and `beside` what a description says that no agreement holds: there they go back to when it comes to nothing,
    with who ended it and why."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="amendments")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    based_on = models.ForeignKey("alliances.AgreementVersion", on_delete=models.CASCADE, related_name="amendments")
    what = models.CharField(max_length=300)
    why = models.CharField(max_length=600)
    state = models.CharField(max_length=12, choices=STATES, default=AMENDMENTS.start)
    stood = models.JSONField()
    beside = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["alliance"], condition=Q(state__in=OPEN), name="alliances_one_open_amendment")]
        verbose_name = "ændring af en aftale"
        verbose_name_plural = "ændringer af aftaler"

    def __str__(self) -> str:
        return f"Ændring {self.pk} i alliance {self.alliance_id}"


class Rejection(models.Model):
    """A party's no to one version, given by a signatory: `reason` says what would have to be otherwise."""

    version = models.ForeignKey("alliances.AgreementVersion", on_delete=models.CASCADE, related_name="rejections")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="rejections")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=600)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="alliances_one_rejection_each")]
        verbose_name = "afvisning"
        verbose_name_plural = "afvisninger"

    def __str__(self) -> str:
        return f"{self.party_id} til {self.version_id}"
