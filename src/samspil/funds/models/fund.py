"""A fund: money a municipality gives again and again for one purpose, and who works with it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspil.content.models import WelfareArea
from samspil.funds.domain.appeals import AppealChoice
from samspil.funds.domain.parts import PART_DA, FundPart
from samspil.identity.models import Municipality

if TYPE_CHECKING:
    from samspil.identity.actor import Actor


def several(words: dict[Any, str]) -> Any:
    """A field for several of some words."""
    return ArrayField(models.CharField(max_length=30, choices=[(str(key), name) for key, name in words.items()]), default=list, blank=True)


def runs(actor: "Actor") -> frozenset[str]:
    """Codes of the municipalities whose funds somebody runs: as administrator of the municipality itself, in a running staff session."""
    return actor.moderates_in if actor.is_staff else frozenset()


def worked_on(actor: "Actor", parts: Iterable[FundPart]) -> Q:
    """Funds that somebody runs, or has one of these parts in."""
    given = Q(pk__in=FundRole.objects.filter(person=actor.person_id, part__in=[*parts]).values("fund")) if actor.person_id else Q(pk__in=[])
    return given | Q(municipality__in=runs(actor))


class FundQuerySet(models.QuerySet["Fund"]):
    def visible_to(self, actor: "Actor") -> "FundQuerySet":
        """One that is shown, for everybody; a draft for those who work with it."""
        return self.filter(~Q(shown_at=None) | worked_on(actor, FundPart))

    def handled_by(self, actor: "Actor", *parts: FundPart) -> "FundQuerySet":
        """Those that somebody works with in one of these parts, in any of them when none is named."""
        return self.filter(worked_on(actor, parts or FundPart))


@pghistory.track(
    pghistory.InsertEvent("made"),
    pghistory.UpdateEvent("changed"),
    fields=["title", "purpose", "appeal_choice", "appeal_text", "appeal_by", "shown_at"],
    model_name="FundEvent",
)
class Fund(models.Model):
    """`purpose` says what the money is for, `about` how it works, `decides` who decides. `contact`, `email` and `phone` are shown to everybody. What a letter
    says of appeal is the municipality's lawyer's: `appeal_choice` and `appeal_text`, and `appeal_by` says who answers for it. `shown_at`: None for a draft."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    purpose = models.TextField()
    about = models.TextField(blank=True)
    decides = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(WelfareArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    appeal_choice = models.CharField(max_length=12, choices=[(one.value, one.value) for one in AppealChoice], default=AppealChoice.OPEN)
    appeal_text = models.TextField(blank=True)
    appeal_by = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = FundQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["municipality", "title"], name="funds_of_a_municipality")]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/puljer/{self.slug}/"

    @property
    def desk_address(self) -> str:
        """Where those who work with it do so."""
        return f"/bord/puljer/{self.slug}/"


@pghistory.track(pghistory.InsertEvent("given"), pghistory.DeleteEvent("taken"), fields=["fund_id", "person_id", "part"], model_name="FundRoleEvent")
class FundRole(models.Model):
    """What a person does for a fund, given by those who run it. `elected`: sits in the committee as a politician, otherwise as a citizen or staff."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=12, choices=[(part.value, name) for part, name in PART_DA.items()])
    elected = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["fund", "person", "part"], name="funds_a_part_once")]
        indexes = [models.Index(fields=["person", "part"], name="funds_parts_of_one")]

    def __str__(self) -> str:
        return f"{self.part} of fund {self.fund_id}"
