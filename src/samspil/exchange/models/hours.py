"""Hours people wrote themselves or that were corrected, and the thanks they got."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.domain.hours import A_DAY, STATE_DA, HourSource, HourState
from samspil.exchange.models.need import Need
from samspil.exchange.models.posting import sight_of
from samspil.exchange.models.shift import ShiftPlace
from samspil.exchange.models.signup import Signup

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

PERSON = settings.AUTH_USER_MODEL
OF_SHIFT, BY_HAND = Q(source=HourSource.SHIFT), Q(source=HourSource.MANUAL)


class GivenHoursQuerySet(models.QuerySet["GivenHours"]):
    def visible_to(self, viewer: "Viewer") -> "GivenHoursQuerySet":
        """One's own, and for those who act for the organisation that asked all that were given it."""
        sight = sight_of(viewer)
        seen = Q(person=sight.person) if sight.person else Q(pk__in=[])
        if sight.acts_for:
            seen |= Q(signup__need__organisation__any_of=sight.acts_for) | Q(place__shift__need__organisation__any_of=sight.acts_for)
        return self.filter(seen)


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["state", "day", "minutes"], model_name="GivenHoursEvent")
class GivenHours(models.Model):
    """Minutes somebody gave on a day. By hand (MANUAL) of a `signup` without a clock; or what stands in place of the clock's time of a `place` in a shift,
    or of a `signup`, where that was wrong. What the clock says rightly is no row: it is worked out from who came (`efforts.py`). `said` is what the
    organiser wrote where they see it otherwise."""

    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, null=True, blank=True, related_name="hours")
    place = models.OneToOneField(ShiftPlace, on_delete=models.CASCADE, null=True, blank=True, related_name="hours")
    source = models.CharField(max_length=6, choices=[(one.value, one.value) for one in HourSource])
    state = models.CharField(max_length=10, choices=[(state.value, STATE_DA[state]) for state in STATE_DA])
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField(default=1)
    words = models.CharField(max_length=200, blank=True)
    said = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = GivenHoursQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=A_DAY), name="exchange_hours_of_a_day"),
            models.CheckConstraint(
                condition=Q(signup__isnull=False, place=None) | (OF_SHIFT & Q(signup=None, place__isnull=False)), name="exchange_hours_of_something"
            ),
            models.UniqueConstraint(fields=["signup"], condition=OF_SHIFT, name="exchange_one_correction"),
            models.UniqueConstraint(fields=["signup", "day"], condition=BY_HAND & ~Q(state=HourState.TAKEN_BACK), name="exchange_hours_once_a_day"),
        ]
        indexes = [models.Index(fields=["person", "-day"], name="exchange_hours_of_one")]

    def __str__(self) -> str:
        return f"{self.day}: {self.minutes} ({self.state})"

    @property
    def need(self) -> Need:
        """What they were given to."""
        return self.place.shift.need if self.place else self.signup.need  # type: ignore[union-attr]  # a constraint holds that it has one of the two


class ThankYouQuerySet(models.QuerySet["ThankYou"]):
    def visible_to(self, viewer: "Viewer") -> "ThankYouQuerySet":
        """One's own, and for those who act for the organisation that thanked what it wrote; nobody's when moderators have hidden it."""
        sight = sight_of(viewer)
        seen = Q(signup__person=sight.person) if sight.person else Q(pk__in=[])
        return self.shown().filter(seen | Q(signup__need__organisation__any_of=sight.acts_for) if sight.acts_for else seen)

    def shown(self) -> "ThankYouQuerySet":
        """What moderators have not hidden."""
        return self.filter(hidden_at=None)


class ThankYou(models.Model):
    """What an organisation wrote to somebody who helped, by whoever is in it. The person may put it away, and then it is gone. `hidden_at`: when
    moderators took it away, after the person reported it."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="thanks")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=500)
    day = models.DateField()
    made_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = ThankYouQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["signup", "day"], name="exchange_thanked_once_a_day")]

    def __str__(self) -> str:
        return f"Tak {self.pk}"
