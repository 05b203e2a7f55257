"""Begin what was agreed, close it when it is over, or give it up before there is an agreement."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.alliances.actions.amend import end_amendment
from samspil.alliances.actions.close_well import closing_of, still_unsaid
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, change, move, party_of
from samspil.alliances.domain.closing import continued_with
from samspil.alliances.domain.lifecycle import LIFECYCLE, MEMBER
from samspil.alliances.domain.missing import listed
from samspil.alliances.models import Alliance
from samspil.alliances.rooms import Room
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

ERRAND_DA = {"begin": "Vi er gået i gang", "close": "Afslut alliancen", "withdraw": "Opgiv alliancen", "reopen": "Tag den op igen"}
# What ends it for everybody: asked about on a page of its own, and only by whoever may speak for a party.
ENDINGS = frozenset({"close", "withdraw"})
# Where what is asked about first is asked, below the alliance's address.
ASKED_AT = {"close": "afslut/", "withdraw": "opgiv/", "reopen": "genoptag/"}
CLOSED_DA = "Alliancen er afsluttet."
NO_SAY = Refusal("no-say", "Det bestemmer jeres kontaktperson, underskriver eller administrator.")


@dataclass(frozen=True)
class Ending:
    """Who ends it and what they say to the others. `for_organisation` is None for the person who holds the alliance in their own name."""

    for_organisation: int | None = None
    reason: str = ""


def errands_of(stage: str) -> list[str]:
    """What those who take part can do to the alliance as a whole in this stage."""
    return [errand for errand in LIFECYCLE.possible(stage, MEMBER) if errand in ERRAND_DA]


@transaction.atomic
def move_alliance(actor: Actor, slug: str, errand: str, *, ending: Ending | None = None, now: datetime) -> Alliance | Refusal:
    """Do one of ERRAND_DA; `ending` goes with one of ENDINGS, and without it only whoever holds the alliance in their own name ends it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    if errand not in ERRAND_DA or errand == "reopen":  # reopen.py does that
        return Refusal("no-errand", "Det kan man ikke gøre med en alliance.")
    if errand not in ENDINGS:
        return move(room, errand) or room.alliance
    ending = ending or Ending()
    return why_no_end(actor, room, ending) or why_unfinished(room, errand, ending, now) or end(actor, room, errand, ending, now) or room.alliance


def why_unfinished(room: Room, errand: str, ending: Ending, now: datetime) -> Refusal | None:
    """Whoever closes it before all is said of the ending says why, so that the others know."""
    unsaid = still_unsaid(room, localdate(now)) if errand == "close" and not ending.reason.strip() else []
    if not unsaid or errand not in errands_of(room.alliance.stage):
        return None
    return Refusal("unsaid", f"Der er ikke sagt, {listed(unsaid)}. Sig det i guiden, eller skriv kort, hvorfor I lukker uden.")


def why_no_end(actor: Actor, room: Room, ending: Ending) -> Refusal | None:
    """Refused for whoever may not speak for the party that stands in the form."""
    if ending.for_organisation is None:
        return None if room.holder_id == actor.person_id else NOT_YOUR_PARTY
    if party_of(actor, room, ending.for_organisation) is None:
        return NOT_YOUR_PARTY
    return None if any(party_of(actor, room, ending.for_organisation, role) for role in SPEAKERS) else NO_SAY


def end(actor: Actor, room: Room, errand: str, ending: Ending, now: datetime) -> Refusal | None:
    """Close it or give it up. Who did it and why is kept for the others; they are told when the stage has changed."""
    amendment = room.amendment
    refusal = change(room, errand, now=now) if errand == "withdraw" else move(room, errand)
    if refusal is None and amendment:
        end_amendment(room, amendment, "drop", party_of(actor, room, ending.for_organisation or 0), CLOSED_DA, now)
    if refusal is None:
        alliance, organisation = room.alliance, ending.for_organisation
        alliance.ended_for = party_of(actor, room, organisation) if organisation is not None else None
        alliance.ended_at, alliance.end_reason = now, ending.reason.strip()
        alliance.continued_with = continued_with(closing_of(room).as_farewell()) if errand == "close" else ""
        alliance.save(update_fields=["ended_for", "ended_at", "end_reason", "continued_with"])
    return refusal
