"""An invitation to come into an organisation. Whoever has the mail has the secret; the database has its hash, and the worker makes it anew from `key`."""

from datetime import datetime

from django.conf import settings
from django.db import models

from samspil.identity.domain.invitations import InvitationState, Times, state_of
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.models.organisation import Organisation


class Invitation(models.Model):
    """Single use, valid for 14 days, bound to `email`: with another address it only asks, and an administrator answers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    key = models.UUIDField(unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    contact = models.BooleanField(default=False)
    signatory = models.BooleanField(default=False)
    administrator = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"til {self.organisation_id}"

    @property
    def roles(self) -> list[MemberRole]:
        """What the member may do, besides being one."""
        return [role for role in MemberRole if role is not MemberRole.MEMBER and getattr(self, role.value)]

    def state(self, now: datetime) -> InvitationState:
        """Where it stands."""
        return state_of(Times(self.made_at, self.used_at, self.withdrawn_at), now)
