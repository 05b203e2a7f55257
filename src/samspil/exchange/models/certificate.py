"""A child certificate as dates and an outcome; the document itself and what stands in it are nowhere."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.checks import ASSESSOR_DA, STAGE_DA, Assessor, Check, CheckOutcome, CheckStage
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models import Organisation

if TYPE_CHECKING:
    from samspil.identity.actor import Actor


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, actor: "Actor") -> "CertificateQuerySet":
        """One's own, and for the administrators of the organisation that asked for it; nobody else, staff neither."""
        if actor.person_id is None:
            return self.none()
        led = [pk for pk in actor.memberships if actor.belongs_to(pk, MemberRole.ADMINISTRATOR)]
        return self.filter(Q(person=actor.person_id) | Q(organisation__in=led))


@pghistory.track(
    pghistory.InsertEvent("made"),
    pghistory.UpdateEvent("moved"),
    fields=["requested_on", "assessed_on", "assessor", "outcome"],
    model_name="CertificateEvent",
)
class Certificate(models.Model):
    """What one organisation noted of one person's certificate. `delete_on` is the day the row goes (`actions/keep_certificate.py` says why); no free text
    can be written, so neither a CPR number nor what stood in it can."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    requested_on = models.DateField()
    assessed_on = models.DateField(null=True, blank=True)
    assessor = models.CharField(max_length=12, blank=True, choices=[(one.value, ASSESSOR_DA[one]) for one in Assessor])
    outcome = models.CharField(max_length=6, blank=True, choices=[(one.value, STAGE_DA[CheckStage(one)]) for one in CheckOutcome])
    delete_on = models.DateField()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", assessed_on=None, assessor="") | (~Q(outcome="") & Q(assessed_on__isnull=False) & ~Q(assessor="")),
                name="exchange_an_outcome_has_a_day",
            ),
            models.UniqueConstraint(fields=["organisation", "person"], condition=Q(outcome=""), name="exchange_one_certificate_waits"),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="exchange_certificates_of"),
            models.Index(fields=["delete_on"], name="exchange_certificates_go"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.person_id}"

    @property
    def check_(self) -> Check:
        """The row as the rules look at it."""
        assessor, outcome = Assessor(self.assessor) if self.assessor else None, CheckOutcome(self.outcome) if self.outcome else None
        return Check(self.organisation_id, self.requested_on, self.assessed_on, assessor, outcome)
