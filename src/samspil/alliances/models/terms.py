"""The terms of an alliance's agreement where its parties have written others than the standard ones."""

import pghistory
from django.db import models

from samspil.alliances.domain.terms import DATA_ROLE_DA, DataRole, Terms
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

DATA_ROLES = [(role.value, word) for role, word in DATA_ROLE_DA.items()]
TERMS = ("review_on", "data_role", "data_party", "exit_citizens", "exit_volunteers", "exit_data", "exit_things", "disputes", "conflicts", "confidentiality")


@pghistory.track(pghistory.InsertEvent("written"), pghistory.UpdateEvent("changed"), fields=[*TERMS, "imposed"], model_name="WrittenTermsEvent")
class WrittenTerms(models.Model):
    """One row an alliance at most; `domain.terms.Terms` tells what each means. `revision` rises with each change."""

    alliance = models.OneToOneField(Alliance, on_delete=models.CASCADE, related_name="terms")
    review_on = models.DateField(null=True, blank=True)
    data_role = models.CharField(max_length=8, choices=DATA_ROLES, blank=True)
    data_party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    exit_citizens = models.CharField(max_length=300, blank=True)
    exit_volunteers = models.CharField(max_length=300, blank=True)
    exit_data = models.CharField(max_length=300, blank=True)
    exit_things = models.CharField(max_length=300, blank=True)
    disputes = models.CharField(max_length=300, blank=True)
    conflicts = models.CharField(max_length=300, blank=True)
    confidentiality = models.CharField(max_length=300, blank=True)
    imposed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "vilkår"
        verbose_name_plural = "vilkår"

    def __str__(self) -> str:
        return f"Vilkår for alliance {self.alliance_id}"

    def as_plan(self) -> Terms:
        """The terms as the rules look at them."""
        texts = {name: getattr(self, name) for name in TERMS[3:]}
        return Terms(self.review_on, DataRole(self.data_role) if self.data_role else None, self.data_party_id, **texts, imposed=self.imposed)
