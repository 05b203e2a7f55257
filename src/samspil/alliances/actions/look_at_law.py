"""Say that the legal check was looked at: it is kept as it stood that day."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.law_standing import FOLLOWS, OVER, follow, speaks_for
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, change, closed_now
from samspil.alliances.domain.law_texts import chosen, law_content
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import LegalCheck
from samspil.alliances.rooms import Room, law_seen
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.law.domain.checking.explaining import Explained

NO_FACTS = Refusal("no-facts", "Svar først på spørgsmålene om det, I laver. Så kan vi sige, hvad loven kræver.")


@transaction.atomic
def look_at_law(actor: Actor, slug: str, for_organisation: int | None, *, now: datetime) -> LegalCheck | Refusal:
    """A party says that it has read the check of today. Saying so again, when it says the same, keeps the check that is there."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    alliance = room.alliance
    party, may = speaks_for(actor, room, for_organisation)
    if alliance.stage in OVER:
        return closed_now(room)
    if not may or alliance.facts_at is None:
        return NO_FACTS if may else NOT_YOUR_PARTY
    today = localdate(now)
    latest = LegalCheck.objects.filter(alliance=alliance).first()
    if latest and latest.on == today and law_seen(alliance):
        return latest
    check = follow(alliance, today)
    renew_texts(room, check, now)
    made = LegalCheck.objects.create(
        alliance=alliance, party=party, person_id=actor.person_id, on=today, made_at=now, facts=alliance.facts, result=check, revision=1
    )
    alliance.law_seen_at, alliance.law_again = now, ""
    events.change(alliance, ["law_seen_at", "law_again", *FOLLOWS], AllianceChanged(alliance_id=alliance.pk), actor_id=actor.person_id)
    return made


def renew_texts(room: Room, check: Explained, now: datetime) -> None:
    """Texts taken into an agreement that is not signed yet say what the new check says; what it no longer offers goes. What is signed stands."""
    alliance = room.alliance
    kept = chosen(check, {row["key"] for row in alliance.law_texts})
    fresh = law_content(tuple(kept))
    if room.open_to_change and undated(fresh) != undated(alliance.law_texts) and change(room, "edit", now=now) is None:
        alliance.law_texts = fresh
        alliance.save(update_fields=["law_texts"])


def undated(texts: list[dict[str, str]]) -> list[dict[str, str]]:
    """The texts without the day of their check: the same words read again are no change of what is agreed."""
    return [{key: value for key, value in row.items() if key != "on"} for row in texts]
