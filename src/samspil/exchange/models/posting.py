"""What offers and needs have in common: a few words, a place, a time, and whose it is."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspil.content.models import WelfareArea
from samspil.exchange.domain.words import LANGUAGE_DA, WHEN_DA
from samspil.identity.models import Municipality, Organisation
from samspil.initiatives.models.sight import Sight, sight_of


def several(choices: dict[Any, str]) -> Any:
    """A field for several of some words."""
    return ArrayField(models.CharField(max_length=20, choices=[(str(key), name) for key, name in choices.items()]), default=list, blank=True)


def theirs(sight: Sight) -> Q:
    """What is the viewer's own: written in their name, or by an organisation they act for; and for moderators what is hidden where they moderate."""
    found = Q(pk__in=[])
    if sight.person:
        found |= Q(poster=sight.person, organisation=None)
    if sight.acts_for:
        found |= Q(organisation__any_of=sight.acts_for)
    if sight.everywhere:
        found |= ~Q(hidden_at=None)
    elif sight.moderates:
        found |= ~Q(hidden_at=None) & Q(municipality__any_of=sight.moderates)
    return found


class Posting(models.Model):
    """`poster` is the person who wrote it; where `organisation` is set it is the organisation's, and the poster only wrote it. The middle of the
    postcode's area is all that is known of the place (degrees, WGS84); `place` says more in words where that is wanted. `ends_on` is the last day it
    stands. `hidden_at` is when moderators took it away from everybody.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    text = models.TextField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(WelfareArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    postcode = models.CharField(max_length=4)
    latitude = models.FloatField()
    longitude = models.FloatField()
    place = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    poster = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    whens = several(WHEN_DA)
    when_words = models.CharField(max_length=120, blank=True)
    languages = several(LANGUAGE_DA)
    state = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


__all__ = ["Posting", "Sight", "several", "sight_of", "theirs"]
