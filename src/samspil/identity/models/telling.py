"""What people have chosen to be told, and addresses that mail does not reach."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class NoticeChoice(models.Model):
    """How one person wants to be told about one theme, or about everything without a choice of its own (Theme and Way of domain/telling.py)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices")
    theme = models.CharField(max_length=20)
    way = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="identity_one_choice_a_theme")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.theme}: {self.way}"


class AddressTroubleQuerySet(models.QuerySet["AddressTrouble"]):
    def dead(self) -> "AddressTroubleQuerySet":
        """Addresses that get no more mail than what is needed."""
        return self.exclude(dead_since=None)

    def of_mail(self, address: models.OuterRef, sent_at: models.OuterRef) -> "AddressTroubleQuerySet":
        """For Exists(): the mail sent to this address then has come back since."""
        return self.filter(email=address, last_at__gte=sent_at)


class AddressTrouble(models.Model):
    """Our mail to this address has come back. `seen` are hashes of the notifications counted, so that none counts twice."""

    email = models.EmailField(unique=True)
    status = models.CharField(max_length=12)
    seen = ArrayField(models.CharField(max_length=64), default=list)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    dead_since = models.DateTimeField(null=True, blank=True)

    objects = AddressTroubleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"
