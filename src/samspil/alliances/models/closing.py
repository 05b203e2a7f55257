"""What the parties of an alliance say when it ends: what happened to those it touches, where the task goes on, and what each of them learnt."""

from django.db import models

from samspil.alliances.domain.closing import ONWARD_DA, Exit, Farewell, Onward, Settled
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

ONWARD = [(onward.value, word) for onward, word in ONWARD_DA.items()]


class Closing(models.Model):
    """One row an alliance at most: each exit with whether it is in place and who saw to it; `domain.closing.Farewell` tells what each means.

    `revision` rises with each change. Taking the alliance up again removes the row.
    """

    alliance = models.OneToOneField(Alliance, on_delete=models.CASCADE, related_name="closing")
    citizens_done = models.BooleanField(default=False)
    citizens_by = models.CharField(max_length=200, blank=True)
    volunteers_done = models.BooleanField(default=False)
    volunteers_by = models.CharField(max_length=200, blank=True)
    data_done = models.BooleanField(default=False)
    data_by = models.CharField(max_length=200, blank=True)
    things_done = models.BooleanField(default=False)
    things_by = models.CharField(max_length=200, blank=True)
    onward = models.CharField(max_length=10, choices=ONWARD, blank=True)
    onward_to = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "afslutning"
        verbose_name_plural = "afslutninger"

    def __str__(self) -> str:
        return f"Afslutning af alliance {self.alliance_id}"

    def as_farewell(self) -> Farewell:
        """What is said, as the rules look at it."""
        exits = {one: Settled(getattr(self, f"{one.value}_done"), getattr(self, f"{one.value}_by")) for one in Exit}
        return Farewell(exits, Onward(self.onward) if self.onward else None, self.onward_to)


class Lesson(models.Model):
    """What a party learnt, in a line the others read; `revision` rises with each change."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="lesson")
    text = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "læring"
        verbose_name_plural = "læring"

    def __str__(self) -> str:
        return self.text
