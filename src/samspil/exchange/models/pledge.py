"""That somebody who helps has read and confirmed that they keep to themselves what they are told."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.models.need import Need
from samspil.exchange.models.posting import sight_of
from samspil.identity.domain.assurance import ASSURANCE_DA

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, viewer: "Viewer") -> "PledgeQuerySet":
        """One's own, and for those who act for the organisation that asks all that were given it."""
        sight = sight_of(viewer)
        seen = Q(person=sight.person) if sight.person else Q(pk__in=[])
        return self.filter(seen | Q(need__organisation__any_of=sight.acts_for) if sight.acts_for else seen)


class Pledge(models.Model):
    """A receipt: `text` as it was read, in paragraphs, about `about`, the need's words of that day; under which `name`, when, and how sure the log-in was.
    `imposed`: by an authority (forvaltningsloven § 27, paragraph 6); otherwise promised to an association or a company."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="pledges")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    text = models.JSONField()
    imposed = models.BooleanField()
    confirmed_at = models.DateTimeField()
    assurance = models.CharField(max_length=12, choices=[(level.value, word) for level, word in ASSURANCE_DA.items()], blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["need", "person", "about"], name="exchange_pledged_once")]

    def __str__(self) -> str:
        return f"pledge {self.pk} in need {self.need_id}"
