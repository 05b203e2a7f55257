"""Mail that comes back marks an address; its person says when it works again, and whoever invited it sees it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from samspil.core.mail import mark_for
from samspil.identity.actor import Actor
from samspil.identity.domain.bounces import TIMES, Bounce, bounces_in, letters
from samspil.identity.models import AddressTrouble


@dataclass
class Taken:
    """What a pile of returned mail came to: `counted` failures, `marked` addresses that now get no more, `left` what was not ours to believe."""

    counted: int = 0
    marked: int = 0
    left: int = 0


def take_bounces(data: bytes, *, now: datetime) -> Taken:
    """Read one returned mail, or an mbox of them. Only a notification that gives back the mark of our own mail is believed; taking it twice counts once.

    It may have been an invitation to somebody who is not here; such an address is kept as long as an invitation is valid.
    """
    taken = Taken()
    for letter in letters(data):
        found = bounces_in(letter)
        taken.left += not found
        for bounce in found:
            if not constant_time_compare(bounce.mark, mark_for(bounce.address)):
                taken.left += 1
            else:
                take(bounce, taken, now)
    return taken


@transaction.atomic
def take(bounce: Bounce, taken: Taken, now: datetime) -> None:
    """Count one failure of one address."""
    trouble, _ = AddressTrouble.objects.select_for_update().get_or_create(
        email=bounce.address, defaults={"status": bounce.status[:12], "first_at": now, "last_at": now}
    )
    key = hashlib.sha256(f"{bounce.key}:{bounce.address}".encode()).hexdigest()
    if key in trouble.seen:
        return
    taken.counted += 1
    trouble.seen = [*trouble.seen, key][-10:]
    trouble.status, trouble.last_at = bounce.status[:12], now
    if trouble.dead_since is None and (bounce.gone or len(trouble.seen) >= TIMES):
        trouble.dead_since = now
        taken.marked += 1
    trouble.save()


def address_works(actor: Actor) -> int:
    """The person says that mail reaches them again: the mark goes, and with it what was counted; how many marks went."""
    removed, _ = AddressTrouble.objects.filter(email=actor.email.lower()).delete() if actor.person_id else (0, {})
    return removed
