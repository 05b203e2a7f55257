"""Somebody's place in what a need asks for."""

from datetime import datetime
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.signups import HOLDING, SIGNUP_DA, SignupState
from samspil.exchange.models.need import Need
from samspil.exchange.models.posting import sight_of

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

# Those who still are, or may come to be, part of it: one such a person and need.
LIVE = [SignupState.ASKED, SignupState.WAITING, SignupState.OFFERED, SignupState.CONFIRMED]


class SignupQuerySet(models.QuerySet["Signup"]):
    def visible_to(self, viewer: "Viewer") -> "SignupQuerySet":
        """One's own, and for those who act for the organisation that asks all that people said yes to."""
        sight = sight_of(viewer)
        seen = Q(person=sight.person) if sight.person else Q(pk__in=[])
        return self.filter(seen | Q(need__organisation__any_of=sight.acts_for) if sight.acts_for else seen)


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["need", "state", "party_size"], model_name="SignupEvent")
class Signup(models.Model):
    """`name` and `phone` are what the person chose to be called and reached by; they and `words` are for the organisation that asks, and go a while after
    it is over. `party_size`: how many come. The queue goes by `pk`; `skipped` as in domain/seats.py. `offered_until`: a seat is held until then.
    `said` is what the organiser wrote with a no. `asks_from` to `asks_to` is another time the person proposes, with `asks_words`; `own_from` to `own_to`
    the one both have agreed on, None where it is the need's. `certificate_told`: how pressing a child certificate was when both sides last heard of it
    (attest.AttestNeed), "" when none is."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="signups")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=500, blank=True)
    party_size = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=[(state.value, SIGNUP_DA[state]) for state in SIGNUP_DA])
    skipped = models.PositiveSmallIntegerField(default=0)
    offered_until = models.DateTimeField(null=True, blank=True)
    asks_from = models.DateTimeField(null=True, blank=True)
    asks_to = models.DateTimeField(null=True, blank=True)
    asks_words = models.CharField(max_length=200, blank=True)
    own_from = models.DateTimeField(null=True, blank=True)
    own_to = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)
    certificate_told = models.CharField(max_length=12, blank=True, default="", db_default="")
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = SignupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "person"], condition=Q(state__in=LIVE), name="exchange_one_place_each"),
            models.CheckConstraint(condition=Q(asks_from=None, asks_to=None) | Q(asks_to__gt=models.F("asks_from")), name="exchange_an_asked_time_has_an_end"),
            models.CheckConstraint(condition=Q(own_from=None, own_to=None) | Q(own_to__gt=models.F("own_from")), name="exchange_an_own_time_has_an_end"),
            models.CheckConstraint(condition=~Q(state=SignupState.OFFERED) | Q(offered_until__isnull=False), name="exchange_an_offered_seat_has_an_end"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="exchange_signups_of_one"),
            models.Index(fields=["offered_until"], condition=Q(state=SignupState.OFFERED), name="exchange_offered_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def starts_at(self) -> datetime | None:
        """When this person comes: the time that was agreed on, else the need's."""
        return self.own_from or self.need.starts_at

    @property
    def ends_at(self) -> datetime | None:
        """Until when."""
        return self.own_to or self.need.ends_at

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return SIGNUP_DA[SignupState(self.state)]


__all__ = ["HOLDING", "LIVE", "Signup"]
