"""Tasks on the editors' desk: something a person of the house must look at, and by when."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from samspil.identity.actor import Actor


class DeskTaskQuerySet(models.QuerySet["DeskTask"]):
    def visible_to(self, actor: "Actor") -> "DeskTaskQuerySet":
        """Staff in a running staff session see the desk; nobody else."""
        return self.all() if actor.may("content.see_desk") else self.none()

    def waiting(self) -> "DeskTaskQuerySet":
        """Not done yet, the most urgent first."""
        return self.filter(done_at=None).order_by("due_on", "pk")


class DeskTask(models.Model):
    """`key` makes raising the same task twice harmless."""

    key = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    due_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeskTaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title
