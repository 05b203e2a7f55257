"""A need: what somebody asks others to do, lend or think about."""

from typing import TYPE_CHECKING

import pghistory
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.attest import COMES_DA
from samspil.exchange.domain.attest_rules import CONTACT_DA, FIELD_DA
from samspil.exchange.domain.needs import MOST_SEATS, SHOWN, STATE_DA, NeedState
from samspil.exchange.domain.skills import SKILL_DA
from samspil.exchange.domain.words import NEED_DA
from samspil.exchange.models.posting import Posting, Sight, several, sight_of, theirs
from samspil.exchange.models.spot import Spot
from samspil.initiatives.models import Initiative

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

KIND = "need"


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, viewer: "Viewer | Sight") -> "NeedQuerySet":
        """One that is shown, of a confirmed organisation, for everybody; any for those who act for the organisation. One that moderators have hidden is
        for those and for moderators alone."""
        sight = viewer if isinstance(viewer, Sight) else sight_of(viewer)
        seen = Q(organisation__confirmed_at__isnull=False, organisation__hidden_at=None, state__in=SHOWN, hidden_at=None)
        return self.filter(seen | theirs(sight))


@pghistory.track(
    pghistory.InsertEvent("made"), pghistory.UpdateEvent("changed"), fields=["title", "text", "state", "seats", "hidden_at"], model_name="NeedEvent"
)
class Need(Posting):
    """`initiative` is the undertaking it belongs to, an alliance's or None. `starts_at` to `ends_at` is when it is done, where it is done once. `seats` is
    how many are wanted. `facts` are answers the legal check knows (law's keys), as far as the form asked. `contact` is who receives people; it is shown
    to those who come. `unnamed`: a person is
    concerned, who is not told of before both sides have said yes. `child_contact`, `child_field` and `child_comes` decide whether people need a child
    certificate (domain/attest.py). `requires`: what one must know or have (domain/skills.py). `confidential`: what those who come are told and
    confirm that they keep to themselves (models/pledge.py); "" for nothing."""

    kind = models.CharField(max_length=12, choices=[(kind.value, NEED_DA[kind]) for kind in NEED_DA])
    initiative = models.ForeignKey(Initiative, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs")
    for_whom = models.CharField(max_length=120)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    duration = models.CharField(max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    learns = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    access = models.CharField(max_length=300, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    child_contact = models.CharField(max_length=8, blank=True, choices=[(one.value, CONTACT_DA[one]) for one in CONTACT_DA])
    child_field = models.CharField(max_length=8, blank=True, choices=[(one.value, FIELD_DA[one]) for one in FIELD_DA])
    child_comes = models.CharField(max_length=12, blank=True, choices=[(one.value, COMES_DA[one]) for one in COMES_DA])
    unnamed = models.BooleanField(default=False)
    requires = several(SKILL_DA)
    confidential = models.CharField(max_length=300, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="exchange_seats_are_some"),
            models.CheckConstraint(condition=Q(starts_at=None) | Q(ends_at__gt=models.F("starts_at")), name="exchange_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(organisation=None), name="exchange_a_need_is_somebodys"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="exchange_needs_of_one"),
            GistIndex(Spot("longitude", "latitude"), condition=Q(state__in=sorted(str(state) for state in SHOWN)), name="exchange_needs_near"),
            models.Index(fields=["ends_on"], condition=Q(state__in=[NeedState.OPEN, NeedState.FULL]), name="exchange_needs_run_out"),
        ]

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/behov/{self.slug}/"

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return STATE_DA[NeedState(self.state)]
