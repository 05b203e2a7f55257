"""Invitations: a secret in a mail that somebody says yes to once. Pure; the secret itself is never stored, only its hash."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

VALID_FOR = timedelta(days=14)


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


WHY_NOT_DA = {
    InvitationState.USED: "Invitationen er allerede brugt. Log ind, så kan du se det, du er med i.",
    InvitationState.WITHDRAWN: "Invitationen er trukket tilbage. Spørg den, der inviterede dig.",
    InvitationState.EXPIRED: "Invitationen er udløbet efter 14 dage. Bed om en ny.",
}


@dataclass(frozen=True)
class Times:
    """When an invitation was made, used and withdrawn."""

    made_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None


def state_of(times: Times, now: datetime) -> InvitationState:
    """Where an invitation stands; one that was used stays used, however old."""
    if times.used_at:
        return InvitationState.USED
    if times.withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if now >= times.made_at + VALID_FOR else InvitationState.OPEN


def hashed(secret: str) -> str:
    """What is stored of a secret of an invitation: 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
