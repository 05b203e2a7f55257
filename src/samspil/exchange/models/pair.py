"""Two who meet again and again: the one a need is about, and the one who said yes to it."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.core.periods import Period
from samspil.exchange.domain.pairs import GIVER, PAIR_DA, RECEIVER, PairState
from samspil.exchange.domain.tastes import INTEREST_DA, TRAIT_DA, Tastes
from samspil.exchange.domain.words import LANGUAGE_DA
from samspil.exchange.models.need import Need
from samspil.exchange.models.posting import several, sight_of
from samspil.exchange.models.signup import Signup

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer

OVER = [PairState.CLOSED]


class Tasted(models.Model):
    """What somebody likes, speaks, has at home and cannot be with (domain/tastes.py)."""

    interests = several(INTEREST_DA)
    languages = several(LANGUAGE_DA)
    traits = several(TRAIT_DA)
    wont = several(TRAIT_DA)

    class Meta:
        abstract = True

    @property
    def tastes(self) -> Tastes:
        """As the domain reads them."""
        return Tastes(frozenset(self.interests), frozenset(self.languages), frozenset(self.traits), frozenset(self.wont))


class GiverTastes(Tasted):
    """What somebody who said yes to a lasting pair told of themselves; for those who put people together."""

    signup = models.OneToOneField(Signup, on_delete=models.CASCADE, related_name="tastes")

    def __str__(self) -> str:
        return f"{self.signup_id}"


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, viewer: "Viewer") -> "PairQuerySet":
        """For the two, and for those who act for the organisation that asks; what of it each may read is for `domain.pairs.opens`."""
        sight = sight_of(viewer)
        if not sight.person:
            return self.none()
        seen = Q(receiver=sight.person) | Q(giver__person=sight.person)
        return self.filter(seen | Q(need__organisation__any_of=sight.acts_for) if sight.acts_for else seen)


@pghistory.track(pghistory.InsertEvent("made"), pghistory.UpdateEvent("moved"), fields=["need", "state", "coordinator"], model_name="PairEvent")
class Pair(Tasted):
    """`about` is told without identity to whoever is proposed; `first_name` when both have said yes, `surname` and `phone` when they begin. `receiver` is
    the account of the one it is about, where they have one; else the coordinator writes what they answer, and `heard` says how it was heard. `giver` is
    the place of whoever is proposed or met now. `wants_another`: what the receiver answered when it ended."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="pairs")
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first_name = models.CharField(max_length=40, blank=True)
    surname = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    near = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=500, blank=True)
    giver = models.ForeignKey(Signup, on_delete=models.SET_NULL, null=True, blank=True, related_name="pairs")
    giver_yes = models.BooleanField(default=False)
    receiver_yes = models.BooleanField(default=False)
    heard = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=12, choices=[(state.value, PAIR_DA[state]) for state in PAIR_DA], default=PairState.NEED)
    until = models.DateField(null=True, blank=True)
    trial_begins = models.DateField(null=True, blank=True)
    trial_ends = models.DateField(null=True, blank=True)
    wants_another = models.BooleanField(null=True, blank=True)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["giver"], condition=~Q(state__in=OVER), name="exchange_a_giver_in_one_pair"),
            models.CheckConstraint(condition=Q(trial_begins=None) | Q(trial_ends__gt=models.F("trial_begins")), name="exchange_a_trial_has_an_end"),
        ]
        indexes = [
            models.Index(fields=["need", "state"], name="exchange_pairs_of_a_need"),
            models.Index(fields=["until"], condition=Q(until__isnull=False), name="exchange_pairs_that_wait"),
            models.Index(fields=["receiver"], condition=Q(receiver__isnull=False), name="exchange_pairs_of_a_receiver"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.state}"

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"/behov/par/{self.pk}/"

    @property
    def state_da(self) -> str:
        """Its state for people."""
        return PAIR_DA[PairState(self.state)]

    @property
    def said(self) -> list[str]:
        """The sides that have said yes to this proposal."""
        return [side for side, yes in ((GIVER, self.giver_yes), (RECEIVER, self.receiver_yes)) if yes]


class PairNo(models.Model):
    """A no, or a stop. Only the coordinator reads reason and words; `signup` is not put together with this pair's receiver again."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="noes")
    signup = models.ForeignKey(Signup, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=12)
    at = models.CharField(max_length=12)
    reason = models.CharField(max_length=12)
    words = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.by}"


class PairTalk(models.Model):
    """A talk that was held with each of the two. What was said is not kept, only whether something worries."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="talks")
    key = models.CharField(max_length=20)
    held_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    worry = models.BooleanField(default=False)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["pair", "key"], name="exchange_a_talk_once")]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.key}"


class PairPause(models.Model):
    """Days the two do not meet; `last` is None while nobody knows."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField()
    last = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=Q(last=None) | Q(last__gte=models.F("first")), name="exchange_a_pause_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.pair_id}: {self.first}"

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first, self.last)
