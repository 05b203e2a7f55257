"""Meetings of an alliance: when and where, what is on the agenda, who comes, and what was said; and people's own calendar addresses."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samspil.alliances.domain.meetings import Times
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.deciding import Matter
from samspil.alliances.models.file import SharedFile
from samspil.alliances.models.party import Party


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def taken_part_in_by(self, person_id: int, organisations: "frozenset[int]") -> "MeetingQuerySet":
        """Those to which one of these organisations is called as a party that takes part now, or of alliances the person holds: none after leaving."""
        joined = Party.objects.filter(organisation__in=sorted(organisations), state=PartyState.JOINED.value)
        called = Meeting.called.through.objects.filter(party__in=joined.values("pk")).values("meeting")
        asked = Q(alliance__in=joined.values("alliance")) & (Q(everybody=True) | Q(pk__in=called))
        return self.filter(asked | Q(alliance__initiative__holder=person_id))


class Meeting(models.Model):
    """`begins` to `ends`, at `place` or `link`. `key` makes the meeting's UID in calendars, which never changes; `sequence` rises when it is moved,
    renamed or cancelled, so that calendars follow. `revision` rises with each change of its form.

    `everybody`: all parties are called, also those that come in later; otherwise those in `called`. All parties read it and its minutes.
    `files` are those that are to be read before it. `reminded_on` is the day those who are asked were last reminded.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="meetings")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=120)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    called_by = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    called_at = models.DateTimeField()
    everybody = models.BooleanField(default=True)
    called = models.ManyToManyField(Party, related_name="+")
    files = models.ManyToManyField(SharedFile, related_name="meetings")
    changed_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["begins", "pk"]
        constraints = [models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="alliances_meeting_forwards")]
        verbose_name = "møde"
        verbose_name_plural = "møder"

    def __str__(self) -> str:
        return self.title

    @property
    def times(self) -> Times:
        """When it is, as the rules look at it."""
        return Times(self.begins, self.ends)

    @property
    def uid(self) -> str:
        """What calendars know it by, through every change."""
        return f"meeting-{self.key}@samspil"


@pghistory.track(pghistory.UpdateEvent("changed"), fields=["minutes"], model_name="MinutesEvent")
class AgendaPoint(models.Model):
    """A point that the party `added_by` wants to talk about; `note` is why, and `question` the one it is to decide, or None.

    `minutes` is what was said of it; `revision` rises with each change of that, and its history keeps every wording with who wrote it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    title = models.CharField(max_length=160)
    note = models.CharField(max_length=600, blank=True)
    question = models.ForeignKey(Matter, on_delete=models.SET_NULL, null=True, blank=True, related_name="points")
    added_by = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    minutes = models.TextField(blank=True)
    minutes_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = "punkt på dagsordenen"
        verbose_name_plural = "punkter på dagsordenen"

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether a party comes to a meeting, as it has said; and, in the minutes, whether it was there (None: nobody has written it)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    comes = models.BooleanField(null=True)
    was_there = models.BooleanField(null=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "party"], name="alliances_one_attendance_each")]
        verbose_name = "fremmøde"
        verbose_name_plural = "fremmøder"

    def __str__(self) -> str:
        return f"{self.party_id} til {self.meeting_id}"


class CalendarAddress(models.Model):
    """A person's own secret address of a calendar with all their meetings. The secret is made of `key`; the database has its hash. A new one ends the old."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "kalenderadresse"
        verbose_name_plural = "kalenderadresser"

    def __str__(self) -> str:
        return f"kalender {self.pk}"
