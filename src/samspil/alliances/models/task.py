"""Who does what: tasks, and each party's role in them."""

from django.db import models
from django.db.models import Q

from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import ROLE_DA, TaskRole
from samspil.alliances.models.alliance import Alliance
from samspil.alliances.models.party import Party

ROLES = [(role.value, word) for role, word in ROLE_DA.items()]


class Task(models.Model):
    """One task of an alliance. `volunteers`: volunteers help in it; then `line` says where their work ends and that of employees begins, and
    `contact` whom they can always turn to; `contact_gone`: that person left since. `revision` rises with each change of it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=120)
    volunteers = models.BooleanField(default=False)
    line = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    contact_gone = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        verbose_name = "opgave"
        verbose_name_plural = "opgaver"

    def __str__(self) -> str:
        return self.title

    @property
    def help(self) -> Volunteers | None:
        """How volunteers help in it; None when none do."""
        return Volunteers(self.line, self.contact) if self.volunteers else None

    @help.setter
    def help(self, new: Volunteers | None) -> None:
        self.contact_gone = self.contact_gone and new is not None and new.contact == self.contact
        self.volunteers, self.line, self.contact = new is not None, new.line if new else "", new.contact if new else ""


class TaskPart(models.Model):
    """A party's role in a task. The database itself lets no task have two responsible parties."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="task_parts")
    role = models.CharField(max_length=12, choices=ROLES)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "party"], name="alliances_one_role_each"),
            models.UniqueConstraint(fields=["task"], condition=Q(role=TaskRole.RESPONSIBLE.value), name="alliances_one_responsible"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.role}"
