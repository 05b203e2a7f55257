"""What somebody has told that they know or have."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.eligibility_model import HeldQualification
from samspil.exchange.domain.skills import SKILL_DA, Skill
from samspil.identity.models import Organisation


class Qualification(models.Model):
    """One of a person's. `expires_on`: its last day, None for ever. `seen_by`: an organisation that saw the paper, on `seen_on`; the paper is not kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=12, choices=[(skill.value, name) for skill, name in SKILL_DA.items()])
    expires_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="exchange_one_of_each_skill"),
            models.CheckConstraint(condition=Q(seen_by=None, seen_on=None) | Q(seen_by__isnull=False, seen_on__isnull=False), name="exchange_seen_on_a_day"),
        ]
        indexes = [models.Index(fields=["expires_on"], condition=Q(expires_on__isnull=False), name="exchange_skills_that_end")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.skill}"

    @property
    def name(self) -> str:
        """What it is called."""
        return SKILL_DA[Skill(self.skill)]

    @property
    def held(self) -> HeldQualification:
        """As the rules look at it: what nobody has seen is pending."""
        return HeldQualification(self.name, pending=self.seen_by_id is None, expires=self.expires_on)
