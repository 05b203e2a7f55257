"""Public pages as they were rendered when they last changed."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class StoredPageQuerySet(models.QuerySet["StoredPage"]):
    def visible_to(self, viewer: "Viewer") -> "StoredPageQuerySet":
        """Pages whose audience the viewer belongs to."""
        return self.filter(audience__in=sorted(viewer.audiences))


class StoredPage(models.Model):
    """The parts of one page's HTML. `main` holds places for other things' cards, never the cards themselves (core/stored.py).

    `shown_kinds` and `shown_ids` name the things whose cards have places. `build` says which templates made it;
    `only_on` is set when the text depends on the day it was made. `pattern` is what other rooms may begin from, as the thing's own room wrote it down.
    `mark` is what the page was made of, where it is made at a visit (core/storing.py); "" where its room stores it at each change.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=60)
    url = models.CharField(max_length=500, db_index=True)
    section = models.CharField(max_length=30)
    title = models.TextField()
    description = models.TextField()
    head = models.TextField(blank=True)
    main = models.TextField()
    shown_kinds = ArrayField(models.TextField(), default=list, blank=True)
    shown_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    build = models.CharField(max_length=16)
    only_on = models.DateField(null=True, blank=True)
    pattern = models.JSONField(default=dict, blank=True, db_default={})
    mark = models.TextField(blank=True, default="", db_default="")

    objects = StoredPageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="core_stored_page_once")]

    def __str__(self) -> str:
        return self.url
