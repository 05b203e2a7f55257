"""What follows from an alliance's answers to the legal check, kept on its row so that pages need not ask law."""

from datetime import date

from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.models import Alliance, LegalCheck, Party
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor
from samspil.law.domain.checking.editions import difference
from samspil.law.domain.checking.explaining import Explained
from samspil.law.domain.public_service import public_service
from samspil.law.queries import explained_check

FOLLOWS = ["law_service", "law_stops", "law_edition"]
OVER = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


def check_now(alliance: Alliance, on: date) -> Explained:
    """What the law says to the answers on a day."""
    return explained_check(alliance.facts, on, alliance.initiative.lead_id)


def follow(alliance: Alliance, on: date) -> Explained:
    """Set what follows from the answers on a day; the caller saves FOLLOWS. Returns the check."""
    check = check_now(alliance, on)
    alliance.law_service = public_service(alliance.facts).value
    alliance.law_stops = [row["what"] for row in check["stops"]]
    alliance.law_edition = check["edition"]
    return check


def hold_against(alliance: Alliance, on: date) -> bool:
    """Set what follows from the answers on a day; True when the check that was looked at says something else by then, and nobody has been told so."""
    now, latest = follow(alliance, on), LegalCheck.objects.filter(alliance=alliance).first()
    differs = difference(latest.result, now) if latest and not alliance.law_again else None
    if differs:
        alliance.law_again = differs.in_words
    return bool(differs)


def speaks_for(actor: Actor, room: Room, organisation_id: int | None) -> tuple[Party | None, bool]:
    """The party the actor speaks for, and whether they may: whoever holds the alliance in their own name speaks for no party."""
    if organisation_id is None:
        return None, room.holder_id is not None and room.holder_id == actor.person_id
    party = next((one for one in room.own(actor) if one.organisation_id == organisation_id), None)
    return party, party is not None
