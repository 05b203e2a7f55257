"""A search somebody keeps, to hear once a week what is new in it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, viewer: "Viewer") -> "SavedSearchQuerySet":
        """One's own, and nobody else's."""
        return self.filter(person=viewer.person_id) if viewer.person_id else self.none()


class SavedSearch(models.Model):
    """`query` is the search's address after the question mark, as domain and forms write it: of the list of needs, or `near` somebody. `told_until`: what
    was shown before then is not told again; `seen_at`: when the person last looked at their searches. `paused`: they want peace for a while."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    near = models.BooleanField(default=False)
    query = models.CharField(max_length=1000, blank=True)
    paused = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    told_until = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "near", "query"], name="exchange_a_search_once")]
        indexes = [models.Index(fields=["told_until"], condition=models.Q(paused=False), name="exchange_searches_to_tell")]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where what it finds stands."""
        return f"/behov/{'naer/' if self.near else ''}{'?' if self.query else ''}{self.query}"
