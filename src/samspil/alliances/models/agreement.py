"""Agreements in versions, and who accepted exactly which."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.amendment import Amendment
from samspil.alliances.models.party import Party
from samspil.identity.domain.assurance import ASSURANCE_DA

LEVELS = [(level.value, word) for level, word in ASSURANCE_DA.items()]


class AgreementVersion(models.Model):
    """The frozen content of an agreement; never changed after it is made. `agreed_at`: every party had said yes, so it held from then.
    `closed_at`: it holds no longer, or something was changed before all had said yes. `amendment` is the change it was made by, or None.

    `reviewed_at` is when the parties last looked at it again and let it stand; `review_told_on` and `ending_told_on` are when the worker last told
    them that it is time to.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    amendment = models.ForeignKey(Amendment, on_delete=models.SET_NULL, null=True, blank=True, related_name="versions")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_told_on = models.DateField(null=True, blank=True)
    ending_told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["alliance", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "number"], name="alliances_one_version_a_number"),
            models.UniqueConstraint(fields=["alliance"], condition=Q(closed_at=None, agreed_at=None), name="alliances_one_version_waits"),
            models.UniqueConstraint(fields=["alliance"], condition=Q(closed_at=None, agreed_at__isnull=False), name="alliances_one_version_holds"),
        ]

    def __str__(self) -> str:
        return f"Aftale {self.alliance_id}, version {self.number}"


class Acceptance(models.Model):
    """A party's yes to one version, given by a signatory. `name` is what stood on the button's page; it stays when the account is deleted.

    `assurance` is how sure the log-in was of who signed, as an outside provider told it at `assured_at`; "" where none did.
    """

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="acceptances")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    accepted_at = models.DateTimeField()
    assurance = models.CharField(max_length=12, choices=LEVELS, blank=True)
    assured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["accepted_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="alliances_one_acceptance_each")]

    def __str__(self) -> str:
        return f"{self.party_id} til {self.version_id}"
