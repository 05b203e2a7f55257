"""Freeze what the parties have written as a version of the agreement that waits for every party's yes."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.law_standing import FOLLOWS, hold_against
from samspil.alliances.actions.working import begin, move, move_amendment
from samspil.alliances.domain.agreement import content_of, fingerprint
from samspil.alliances.domain.missing import missing
from samspil.alliances.events import AgreementProposed
from samspil.alliances.models import AgreementVersion
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

NOTHING_CHANGED = Refusal("nothing-changed", "Der står det samme som i den aftale, der gælder. Ret det, I vil ændre, og gør ændringen klar bagefter.")


@transaction.atomic
def propose_agreement(actor: Actor, slug: str, *, now: datetime) -> AgreementVersion | Refusal:
    """A new version with the next number; while one waits, or holds and is not being amended, asking again gives that one back."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    standing = room.waiting or (None if room.amendment else room.in_force)
    if standing:
        return standing
    hold_against(room.alliance, localdate(now))
    room.alliance.save(update_fields=["law_again", *FOLLOWS])
    lacking = missing(room.plan)
    if lacking:
        return Refusal("missing", f"I er ikke helt klar: {'; '.join(reason.text for reason in lacking[:5])}.")
    if room.amendment and fingerprint(content_of(room.plan)) == fingerprint(room.amendment.stood):
        return NOTHING_CHANGED
    refusal = move_amendment(room, "propose", now=now) if room.amendment else move(room, "propose")
    if refusal:
        return refusal
    content, latest = content_of(room.plan), room.alliance.versions.order_by("-number").values_list("number", flat=True).first()
    version = AgreementVersion.objects.create(
        alliance=room.alliance,
        number=(latest or 0) + 1,
        content=content,
        sha256=fingerprint(content),
        proposed_at=now,
        proposed_by_id=actor.person_id,
        amendment=room.amendment,
    )
    events.record(AgreementProposed(alliance_id=room.alliance.pk, version_id=version.pk), actor_id=actor.person_id)
    return version
