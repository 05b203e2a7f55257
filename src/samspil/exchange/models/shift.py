"""A roster: the shifts of a need, who has them, and who is asked when somebody cannot come."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samspil.exchange.domain.shifts import MOST_SEATS
from samspil.exchange.domain.signups import SIGNUP_DA, SignupState
from samspil.exchange.domain.skills import SKILL_DA
from samspil.exchange.domain.swaps import SwapState
from samspil.exchange.models.need import Need
from samspil.exchange.models.posting import several, sight_of

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

PERSON = settings.AUTH_USER_MODEL


class Roster(models.Model):
    """`signs` are the answers to the five questions that weigh work against effort (effort.Sign: true, false or null), `weighed_at` when they were
    given. `shown_at`: since then those who said yes to the need see it and take shifts themselves."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, primary_key=True, related_name="roster")
    signs = models.JSONField(default=dict, blank=True)
    weighed_at = models.DateTimeField(null=True, blank=True)
    weighed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(shown_at=None) | Q(weighed_at__isnull=False), name="exchange_weighed_before_it_is_shown")]

    def __str__(self) -> str:
        return f"Vagtplan {self.pk}"


class ShiftSeries(models.Model):
    """Shifts that come back, as domain/series.py reads them: each `every` weeks on `weekdays` (0 is Monday), from `first` to `until`; with `nth`
    (1 to 4, or -1 for the last) each `every` months on that weekday of the month. `requires`: what one must know or have in this role."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="series")
    role = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField()
    first = models.DateField()
    until = models.DateField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    begins = models.TimeField()
    ends = models.TimeField()
    every = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(default=0, db_default=0)
    requires = several(SKILL_DA)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.role


class Shift(models.Model):
    """One role at one time, for `seats` people. `cancelled_at`: it is called off, and does not come back by itself."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="shifts")
    series = models.ForeignKey(ShiftSeries, on_delete=models.SET_NULL, null=True, blank=True, related_name="shifts")
    role = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    requires = several(SKILL_DA)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="exchange_a_shift_has_seats"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="exchange_a_shift_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["need", "starts_at"], name="exchange_shifts_in_order")]

    def __str__(self) -> str:
        return self.role


class ShiftPlaceQuerySet(models.QuerySet["ShiftPlace"]):
    def visible_to(self, viewer: "Viewer") -> "ShiftPlaceQuerySet":
        """One's own, and for those who act for the organisation that asks all of its shifts."""
        sight = sight_of(viewer)
        seen = Q(person=sight.person) if sight.person else Q(pk__in=[])
        return self.filter(seen | Q(shift__need__organisation__any_of=sight.acts_for) if sight.acts_for else seen)


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["shift", "state"], model_name="ShiftPlaceEvent")
class ShiftPlace(models.Model):
    """Somebody's place in a shift, moved as every place is (domain/signups.py). `name` and `phone` are what they gave with their yes to the need.
    `given`: an organiser put them there, and they may say no. `sought_at`: they look for somebody who takes it over, and keep it until then.
    `was_from` and `was_to`: the time they said yes to, when the shift was moved since and they have not said whether the new one fits; `reminded_at`: they
    were asked about it once more. `lack_told_at`: both sides heard that they lack something the shift requires; the place stays, people decide."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=12, choices=[(state.value, SIGNUP_DA[state]) for state in SIGNUP_DA])
    given = models.BooleanField(default=False)
    sought_at = models.DateTimeField(null=True, blank=True)
    was_from = models.DateTimeField(null=True, blank=True)
    was_to = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    lack_told_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = ShiftPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["shift", "person"], condition=Q(state=SignupState.CONFIRMED), name="exchange_one_place_in_a_shift"),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="exchange_shift_places_of_one")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return SIGNUP_DA[SignupState(self.state)]


class SubstituteAsk(models.Model):
    """Somebody is asked to take over a place that is given back late, or that its holder wants to hand over. `answer`: "" while nobody knows, "yes",
    "no", or "found" when another was quicker."""

    place = models.ForeignKey(ShiftPlace, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["place", "person"], name="exchange_asked_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer or '?'}"


class ShiftSwap(models.Model):
    """Somebody offers the shift of the place `gives` for that of the place `wants`, whose holder says yes or no. Where several hold the wanted shift, each
    is asked in a row of their own, and the first yes swaps. Nobody reads who the other is before."""

    gives = models.ForeignKey(ShiftPlace, on_delete=models.CASCADE, related_name="swaps_offered")
    wants = models.ForeignKey(ShiftPlace, on_delete=models.CASCADE, related_name="swaps_asked")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in SwapState], default=SwapState.OPEN)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gives", "wants"], condition=Q(state=SwapState.OPEN), name="exchange_one_open_swap"),
            models.CheckConstraint(condition=~Q(gives=F("wants")), name="exchange_a_swap_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gives_id} ⇄ {self.wants_id}: {self.state}"


class ShiftWish(models.Model):
    """When somebody can take shifts of a need: `pattern` as domain/weekly_reading.py reads it, with the days they are away; at most so many a week."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="wishes")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    pattern = models.JSONField()
    most = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "person"], name="exchange_one_wish_each")]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.need_id}"
