"""An offer: what somebody can give."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pghistory
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.offers import STATE_DA, OfferState
from samspil.exchange.domain.words import AGE_DA, COMPANY_DA, OFFER_DA, AgeGroup
from samspil.exchange.models.posting import Posting, Sight, several, sight_of, theirs
from samspil.identity.actor import PLACES

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

KIND = "offer"


def desks_of(viewer: "Viewer") -> list[str]:
    """Codes of the municipalities the viewer places people in."""
    return sorted(name.removeprefix(PLACES) for name in viewer.audiences if name.startswith(PLACES))


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, viewer: "Viewer | Sight", *, desks: Any = ()) -> "OfferQuerySet":
        """An open one of a confirmed organisation for everybody, an adult's own for whoever is logged in; any for those whose it is.

        A minor's is for themselves and for those who place people in its municipality. One that moderators have hidden is for its owners and for them.
        `desks`: where the viewer places people, for a sight in a compiled statement, which does not know it.
        """
        sight = viewer if isinstance(viewer, Sight) else sight_of(viewer)
        desks = desks if isinstance(viewer, Sight) else desks_of(viewer)
        seen = Q(organisation__confirmed_at__isnull=False, organisation__hidden_at=None)
        if sight.person:
            seen |= Q(organisation=None, age=AgeGroup.ADULT)
        if desks:
            seen |= Q(organisation=None, municipality__any_of=desks)
        return self.filter(Q(seen, state=OfferState.OPEN, hidden_at=None) | theirs(sight))


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["state", "hidden_at"], model_name="OfferEvent")
class Offer(Posting):
    """`age` is "" where an organisation offers. `people` is how many come, at most. `wont` is what they will not do. Of places and things there are
    `units`, of which `free` were free on `counted_on`. `email` and `key` are set while an address that has no account here is asked to confirm."""

    kind = models.CharField(max_length=12, choices=[(kind.value, OFFER_DA[kind]) for kind in OFFER_DA])
    age = models.CharField(max_length=8, choices=[(age.value, AGE_DA[age]) for age in AGE_DA], blank=True)
    max_km = models.PositiveSmallIntegerField(default=10)
    companies = several(COMPANY_DA)
    people = models.PositiveSmallIntegerField(default=1)
    hours = models.CharField(max_length=80, blank=True)
    wont = models.CharField(max_length=300, blank=True)
    units = models.PositiveSmallIntegerField(null=True, blank=True)
    free = models.PositiveSmallIntegerField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(free=None) | Q(free__lte=models.F("units")), name="exchange_no_more_free_than_there_are"),
            models.CheckConstraint(condition=Q(state=OfferState.UNCONFIRMED) | Q(email=""), name="exchange_address_only_until_confirmed"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="exchange_offers_of_one"),
            models.Index(fields=["poster", "-id"], name="exchange_offers_of_person"),
            models.Index(fields=["ends_on"], condition=Q(state__in=[OfferState.OPEN, OfferState.PAUSED]), name="exchange_offers_run_out"),
            models.Index(fields=["email"], condition=~Q(email=""), name="exchange_offers_unconfirmed"),
        ]

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/tilbud/{self.slug}/"

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return STATE_DA[OfferState(self.state)]
