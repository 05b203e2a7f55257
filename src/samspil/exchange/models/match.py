"""An offer and a need that somebody thinks belong together."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.matches import MATCH_DA, MOST_UNITS, WAITS, MatchState
from samspil.exchange.models.need import Need
from samspil.exchange.models.offer import Offer
from samspil.exchange.models.posting import sight_of
from samspil.exchange.models.signup import Signup

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, viewer: "Viewer") -> "MatchQuerySet":
        """For whoever offers, those who act for either organisation, and whoever proposed it; nobody else."""
        sight = sight_of(viewer)
        if not sight.person:
            return self.none()
        seen = Q(offer__poster=sight.person, offer__organisation=None) | Q(proposer=sight.person)
        if sight.acts_for:
            seen |= Q(offer__organisation__any_of=sight.acts_for) | Q(need__organisation__any_of=sight.acts_for)
        return self.filter(seen)


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["offer", "need", "state", "units"], model_name="MatchEvent")
class Match(models.Model):
    """`units` is how many places, things or people it is about. `words` is what whoever began wrote; `said` what came with a no. `name` and `phone` are
    what the one who offers chose to be called and reached by, told to the other side when both have said yes. `signup` is the place a person got by it;
    an organisation's holds its places by itself."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    signup = models.OneToOneField(Signup, on_delete=models.SET_NULL, null=True, blank=True, related_name="match")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    began = models.CharField(max_length=6)
    units = models.PositiveSmallIntegerField(default=1)
    words = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    said = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=[(state.value, MATCH_DA[state]) for state in MATCH_DA])
    until = models.DateField()
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "need"], condition=Q(state__in=[*WAITS, MatchState.AGREED]), name="exchange_one_match_each"),
            models.CheckConstraint(condition=Q(units__gte=1, units__lte=MOST_UNITS), name="exchange_a_match_is_about_some"),
        ]
        indexes = [
            models.Index(fields=["need"], condition=Q(state=MatchState.AGREED, signup=None), name="exchange_matches_that_hold"),
            models.Index(fields=["until"], condition=Q(state__in=WAITS), name="exchange_matches_that_wait"),
            models.Index(fields=["offer", "-made_at"], name="exchange_asks_of_an_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} – {self.need_id}: {self.state}"

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/tilbud/forslag/{self.pk}/"

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return MATCH_DA[MatchState(self.state)]
