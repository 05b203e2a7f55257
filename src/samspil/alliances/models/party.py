"""The parties of an alliance, and the invitations by mail to those who are not here yet."""

from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.alliances.domain.words import PARTY_STATE_DA, SECTOR_DA, PartyState
from samspil.alliances.models.alliance import Alliance
from samspil.identity.domain.invitations import InvitationState, Times, state_of
from samspil.identity.models import Organisation

OUT = [PartyState.DECLINED.value, PartyState.LEFT.value]
SECTORS = [(sector.value, word) for sector, word in SECTOR_DA.items()]
STATES = [(state.value, word) for state, word in PARTY_STATE_DA.items()]


@pghistory.track(
    pghistory.InsertEvent("asked"),
    pghistory.UpdateEvent("changed"),
    fields=["organisation", "name", "state", "brings", "stake", "gain", "leaves", "measure", "gives", "for_relatives", "shown"],
    model_name="PartyEvent",
)
class Party(models.Model):
    """One party. `organisation` is None until an invitation by mail is answered; until then `name` and `sector` are what the inviter wrote.

    `gives` are the kinds of what it brings (domain.words.Brought); `for_relatives`: it speaks for the relatives; `loose`: asked as a group of citizens
    without a CVR number. `shown` is the party's own yes to a public page; `revision` rises with each change of what it writes of itself. `keeper` is the
    member who keeps the thread for it; `keeper_gone_at` is when that one left without anybody taking over.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=10, choices=SECTORS)
    state = models.CharField(max_length=10, choices=STATES, default=PartyState.INVITED.value)
    brings = models.TextField(blank=True)
    stake = models.TextField(blank=True)
    gain = models.TextField(blank=True)
    leaves = models.TextField(blank=True)
    measure = models.TextField(blank=True)
    gives = models.JSONField(default=list, blank=True)
    for_relatives = models.BooleanField(default=False)
    loose = models.BooleanField(default=False)
    shown = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    keeper_gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "organisation"], condition=~Q(state__in=OUT), name="alliances_one_party_each"),
            models.CheckConstraint(condition=Q(organisation__isnull=False) | ~Q(state=PartyState.JOINED.value), name="alliances_who_joined_is_known"),
        ]
        verbose_name = "part"
        verbose_name_plural = "parter"

    def __str__(self) -> str:
        return self.name


class PartyContact(models.Model):
    """The person others ask for at a party, by the name they wrote themselves. `shown`: visitors see it too; the parties always do.

    It is nobody's contact once the person is no longer in the party's organisation (`queries.contacts_of`).
    """

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="contact")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    shown = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "kontakt for en part"
        verbose_name_plural = "kontakter for parter"

    def __str__(self) -> str:
        return f"kontakt for part {self.party_id}"


class PartyInvitation(models.Model):
    """An invitation by mail to become a party. Single use, 14 days, bound to `email`; taking it back deletes it. The database has the secret's hash.

    `sender` is the organisation that asks, as it was called then, or "" when a person asks in their own name. `greeting` is what the inviter wrote;
    it stands on the page behind the secret and in no mail.
    """

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="invitation")
    email = models.EmailField()
    sender = models.CharField(max_length=120, blank=True)
    greeting = models.CharField(max_length=600, blank=True)
    key = models.UUIDField(unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"til part {self.party_id}"

    def state(self, now: datetime) -> InvitationState:
        """Where it stands."""
        return state_of(Times(self.made_at, self.used_at), now)
