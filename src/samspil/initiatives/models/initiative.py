"""An initiative: the one small row that every room hangs its own rows on."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from samspil.content.models import WelfareArea
from samspil.identity.models import Municipality, Organisation
from samspil.initiatives.models.sight import Sight, sight_of

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class Openness(StrEnum):
    """PARTIES: those who take part see it. PUBLIC: everybody does."""

    PARTIES = "parties"
    PUBLIC = "public"


OPENNESS_DA = {Openness.PARTIES: "Kan ses af parterne", Openness.PUBLIC: "Kan ses af alle"}


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, viewer: "Viewer | Sight") -> "InitiativeQuerySet":
        """Open ones for everybody; others for the organisations that take part or are asked, and for the person who holds it.

        One that moderators have hidden is for those and for moderators alone.
        """
        sight = viewer if isinstance(viewer, Sight) else sight_of(viewer)
        seen = Q(openness=Openness.PUBLIC, hidden_at=None)
        if sight.everywhere:
            seen |= Q(openness=Openness.PUBLIC)
        elif sight.moderates:
            seen |= Q(openness=Openness.PUBLIC, lead__any_of=sight.moderates)
        if sight.acts_for:
            seen |= Q(Exists(Participation.objects.filter(initiative=OuterRef("pk"), organisation__any_of=sight.acts_for)))
        if sight.person:
            seen |= Q(holder=sight.person)
        return self.filter(seen)


class Initiative(models.Model):
    """`lead` is the municipality it belongs under. `holder` is the person who holds it in their own name; None where an organisation does.

    `hidden_at` is when moderators took what is open of it away from everybody; `openness` stays what its parties chose, so nothing is lost.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    lead = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(WelfareArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20)
    openness = models.CharField(max_length=10, choices=[(item.value, OPENNESS_DA[item]) for item in Openness], default=Openness.PARTIES.value)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=models.F("first_day")), name="initiatives_ends_after_it_begins"
            )
        ]
        verbose_name = "indsats"
        verbose_name_plural = "indsatser"

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """An organisation that takes part in an initiative, or with `joined` False was asked to and has not answered."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    joined = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "organisation"], name="initiatives_one_participation_each")]
        # The newest of an organisation, however many it has.
        indexes = [models.Index(fields=["organisation", "-initiative"], name="initiatives_newest_of_one")]

    def __str__(self) -> str:
        return f"{self.organisation_id} i {self.initiative_id}"
