"""An alliance told as an example: what the parties write together, and each party's own part with its yes."""

from django.db import models
from django.db.models import Q

from samspil.alliances.domain.story import TELLING_DA, OwnPart, SharedText, Telling
from samspil.alliances.domain.words import Sector
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party
from samspil.content.models import WelfareArea

TELLINGS = [(telling.value, word) for telling, word in TELLING_DA.items()]
SHARED = ("title", "teaser", "place", "done", "took", "outcome", "obstacles", "advice")
OWN = ("brings", "gains", "delivered", "learnt")


class Story(models.Model):
    """One row an alliance at most. `page_id` is the editors' page while there is one, and `page_url` its address while everybody can read it.

    `revision` rises with each change of the shared text.
    """

    alliance = models.OneToOneField(Alliance, on_delete=models.CASCADE, related_name="story")
    state = models.CharField(max_length=10, choices=TELLINGS, default=Telling.WRITING.value)
    title = models.CharField(max_length=120, blank=True)
    teaser = models.CharField(max_length=220, blank=True)
    place = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(WelfareArea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.TextField(blank=True)
    took = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    obstacles = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    page_id = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    page_url = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(page_url="") | Q(state=Telling.PUBLISHED.value), name="alliances_a_public_story_has_a_page")]
        verbose_name = "fortælling"
        verbose_name_plural = "fortællinger"

    def __str__(self) -> str:
        return self.title

    def as_text(self) -> SharedText:
        """What the parties write together."""
        return SharedText(**{name: getattr(self, name) for name in SHARED})


class StoryPart(models.Model):
    """A party's own part. `approved_at` is its yes to exactly this; a change of it or of the shared text takes it back. `revision` rises with each change."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    brings = models.CharField(max_length=300, blank=True)
    gains = models.CharField(max_length=300, blank=True)
    delivered = models.CharField(max_length=300, blank=True)
    learnt = models.CharField(max_length=300, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["party"]
        constraints = [models.UniqueConstraint(fields=["story", "party"], name="alliances_one_part_each")]
        verbose_name = "parts fortælling"
        verbose_name_plural = "parters fortællinger"

    def __str__(self) -> str:
        return f"{self.party_id} i {self.story_id}"

    def as_part(self, name: str, sector: Sector) -> OwnPart:
        """The part as the rules look at it."""
        return OwnPart(name, sector, self.approved_at is not None, **{one: getattr(self, one) for one in OWN})
