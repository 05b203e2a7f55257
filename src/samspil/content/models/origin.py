"""Where a loaded thing came from, so that loading again never overwrites what an editor changed."""

from django.db import models


class Origin(models.Model):
    """`file_hash` is the file's SHA-256 at the last load; `revision_id` the thing's newest revision right after it (0: none)."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=100)
    file_hash = models.CharField(max_length=64)
    revision_id = models.BigIntegerField(default=0)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="content_one_origin")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
