"""Urgent help: a call for it, whom it was asked of, and how people want to be asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.exchange.models.need import Need

PERSON = settings.AUTH_USER_MODEL
OPEN = "open"
ENDS_DA = {"filled": "Der er fundet hjælp", "expired": "Tiden er gået", "exhausted": "Ikke flere at spørge", "stopped": "Stoppet"}


class UrgentCall(models.Model):
    """Help is sought in waves (domain/waves.py) for a need that begins soon. `next_at`: when to look again; None when it is over (`state`)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="calls")
    state = models.CharField(max_length=10, default=OPEN, choices=[(OPEN, "Spørger"), *ENDS_DA.items()])
    next_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["need"], condition=Q(state=OPEN), name="exchange_one_call_at_a_time"),
            models.CheckConstraint(condition=Q(state=OPEN, next_at__isnull=False) | (~Q(state=OPEN) & Q(next_at=None)), name="exchange_open_calls_look_again"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=Q(state=OPEN), name="exchange_calls_that_wait")]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.state}"

    @property
    def end_da(self) -> str:
        """How it ended, for people; "" while it goes on."""
        return ENDS_DA.get(self.state, "")


class UrgentAsk(models.Model):
    """One person is asked. A yes is a place in the need; `no` that they cannot, `told` that they need not answer any more."""

    call = models.ForeignKey(UrgentCall, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    no = models.BooleanField(default=False)
    told = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="exchange_asked_once_a_call")]
        indexes = [models.Index(fields=["person", "-asked_at"], name="exchange_urgent_asks_of_one")]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.call_id}"


class UrgentChoice(models.Model):
    """How somebody wants to be asked: not at all (`never`), or at night as well. Whoever chose nothing is asked by day."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, primary_key=True, related_name="+")
    never = models.BooleanField(default=False)
    nights = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person_id}"
