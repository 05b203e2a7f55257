"""A line on somebody's own page: something happened that concerns this person."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from samspil.core.viewers import Viewer


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer: "Viewer") -> "NoticeQuerySet":
        """A notice is seen by its recipient alone."""
        return self.filter(recipient_id=viewer.person_id) if viewer.person_id else self.none()


class Notice(models.Model):
    """`recipient_id` is a person's id; no foreign key, because people live on a storey above. `theme` is what people choose by
    (identity/domain/telling.py), `mailed_at` when it went out, alone or in a digest: never twice. `about` is what a mail may say of it: a sentence of
    ours without names and without what people wrote, or ""; `text` stands on the page alone.
    """

    recipient_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=80)
    theme = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=300)
    about = models.CharField(max_length=120, blank=True, db_default="")
    url = models.CharField(max_length=500, blank=True)
    dedupe_key = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["recipient_id", "dedupe_key"], name="core_notice_once")]
        indexes = [models.Index(fields=["created_at"], condition=models.Q(mailed_at=None, read_at=None), name="core_notice_unmailed")]

    def __str__(self) -> str:
        return self.text
