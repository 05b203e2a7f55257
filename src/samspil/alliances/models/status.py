"""How an alliance stands, in three lines a quarter."""

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.domain.quarters import LONGEST_LINE, Quarter
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

if TYPE_CHECKING:
    from collections.abc import Iterable


class QuarterStatusQuerySet(models.QuerySet["QuarterStatus"]):
    def latest_of(self, alliances: "Iterable[Any]") -> "QuarterStatusQuerySet":
        """The newest of each of these alliances (ids, or a query of them): at most one row each. Who may see the alliance may be shown it."""
        return self.filter(alliance__in=alliances).order_by("alliance_id", "-year", "-quarter").distinct("alliance_id")


@pghistory.track(
    pghistory.InsertEvent("written"),
    pghistory.UpdateEvent("changed"),
    fields=["went_well", "hard", "needed", "party", "shown"],
    model_name="QuarterStatusEvent",
)
class QuarterStatus(models.Model):
    """What went well, what is hard and what is needed, as `party` said it last (None: whoever holds the alliance). It stands when the quarter is over.

    `shown`: the parties want it on the page that is open to everybody. `revision` rises with each change.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="statuses")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    went_well = models.CharField(max_length=LONGEST_LINE)
    hard = models.CharField(max_length=LONGEST_LINE, blank=True)
    needed = models.CharField(max_length=LONGEST_LINE, blank=True)
    shown = models.BooleanField(default=False)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    objects = QuarterStatusQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "year", "quarter"], name="alliances_one_status_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="alliances_four_quarters"),
        ]
        verbose_name = "status"
        verbose_name_plural = "status"

    def __str__(self) -> str:
        return self.when.words

    @property
    def when(self) -> Quarter:
        """The quarter it is about."""
        return Quarter(self.year, self.quarter)
