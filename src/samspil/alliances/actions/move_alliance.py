"""Begin what was agreed, close it when it is over, or give it up before there is an agreement."""

from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import begin, change, move
from samspil.alliances.domain.lifecycle import LIFECYCLE, MEMBER
from samspil.alliances.models import Alliance
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

ERRAND_DA = {"begin": "Vi er gået i gang", "close": "Afslut alliancen", "withdraw": "Opgiv alliancen"}


def errands_of(stage: str) -> list[str]:
    """What those who take part can do to the alliance as a whole in this stage."""
    return [errand for errand in LIFECYCLE.possible(stage, MEMBER) if errand in ERRAND_DA]


@transaction.atomic
def move_alliance(actor: Actor, alliance_id: int, errand: str, *, now: datetime) -> Alliance | Refusal:
    """Do one of ERRAND_DA."""
    room = begin(actor, alliance_id)
    if isinstance(room, Refusal):
        return room
    if errand not in ERRAND_DA:
        return Refusal("no-errand", "Det kan man ikke gøre med en alliance.")
    refusal = change(room, errand, now=now) if errand == "withdraw" else move(room, errand)
    return refusal or room.alliance
