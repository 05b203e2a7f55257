"""The search index: one row for each thing that can be found, with the card that lists show."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, viewer: "Viewer") -> "DocumentQuerySet":
        """Documents whose audience the viewer belongs to; always the first filter, before any cap or count."""
        audiences = viewer.audiences
        if len(audiences) == 1:
            return self.filter(audience=next(iter(audiences)))
        return self.filter(audience__in=sorted(audiences))


class Document(models.Model):
    """What a room says of one of its things.

    `facets` are "name:value" strings ("area:aeldre", "municipality:0350"). `revision` grows with every change of
    any row (a database sequence), so a process can fetch just what changed since it last looked. `heard_at` is when the
    room last told of the thing, `changed_at` when that made a difference.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2, default="da")
    audience = models.CharField(max_length=60, default="public")
    municipalities = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=300, db_collation="C")
    also_named = models.TextField(blank=True)
    searched = models.BooleanField(default=True)
    teaser = models.TextField(blank=True)
    text = models.TextField(blank=True)
    card = models.TextField(blank=True)
    facets = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    sort_on = models.DateField()
    changed_at = models.DateTimeField(auto_now=True)
    heard_at = models.DateTimeField(default=timezone.now)
    revision = models.BigIntegerField(default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="core_document_once")]
        indexes = [
            models.Index(fields=["kind", "audience", "-sort_on", "-id"], name="core_document_newest"),
            models.Index(fields=["kind", "audience", "title_key", "id"], name="core_document_title"),
            models.Index(fields=["revision"], name="core_document_revision"),
            models.Index(fields=["url"], name="core_document_url"),
            GinIndex(fields=["facets"], name="core_document_facets"),
        ]

    def __str__(self) -> str:
        return self.title
