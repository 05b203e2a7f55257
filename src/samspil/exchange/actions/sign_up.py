"""Say yes to a need."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange.actions.seating import begins, day_of, hold_for, say_whether_full, standing_of
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain import needs
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.seats import place_for
from samspil.exchange.domain.signups import HOLDING, SignupState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.eligible import hindered
from samspil.exchange.events import SignedUp
from samspil.exchange.models import GiverTastes, Need, Signup
from samspil.identity.actor import Actor

# What anybody may simply take a seat in; for the rest people meet first, so the organiser answers.
AT_ONCE = frozenset({NeedKind.HELP, NeedKind.SHORT, NeedKind.SHIFTS})
LOG_IN = Refusal("log-in", "Log ind for at sige ja. Du kan få en kode på mail.")
CLOSED = Refusal("closed", "Der er ikke brug for flere her. Find en anden opgave.")
PAST = Refusal("past", "Det er begyndt. Find en anden opgave, eller ring til dem, der spørger.")
ALREADY = Refusal("already", "Du har allerede sagt ja. Se dit svar på siden.")


@dataclass(frozen=True, kw_only=True)
class Yes:
    """What the form gathered. `old_enough`: the person says that they have the age. `tastes`: of whoever says yes to a lasting pair."""

    name: str
    phone: str = ""
    words: str = ""
    party_size: int = 1
    old_enough: bool = False
    tastes: dict[str, list[str]] = field(default_factory=dict)


def age_limit(need: Need) -> int:
    """How old one must be for this need; 0 when age does not matter."""
    return needs.age_limit(need.min_age, unnamed=need.unnamed, home_visits=bool(need.facts.get("home_visits")))


@transaction.atomic
def sign_up(actor: Actor, need_id: int, yes: Yes, *, now: datetime) -> Signup | Refusal:
    """Take a seat, or a place in the queue; or ask, where people meet first. Of fifty who come at once for the last seat exactly one gets it."""
    if actor.person_id is None:
        return LOG_IN
    need = hold_for(actor.person_id, need_id)
    if need is None or need.state not in SHOWN or need.hidden_at:
        return CLOSED
    refused = why_not(actor, need, yes, now)
    if refused:
        return refused
    return seat(need, actor.person_id, yes, now)


def seat(need: Need, person_id: int, yes: Yes, now: datetime, *, agreed: bool = False) -> Signup | Refusal:
    """Write the person down for a seat, the queue, or an answer; `agreed`: those who ask have said yes already. Called with the need held."""
    standing = standing_of(need, person_id)
    if standing.mine:
        return ALREADY
    shut = blocked(Party(person=person_id), Party(organisation=need.organisation_id)) if standing.apart else None
    if shut:
        return shut
    place = place_for(need.seats, standing.taken, yes.party_size, standing.waiting)
    if isinstance(place, Refusal):
        return place
    back = hindered(person_id, need, day_of(need), localdate(now), own=True)
    state = SignupState.ASKED if back else SignupState.CONFIRMED if agreed else place.state if need.kind in AT_ONCE else SignupState.ASKED
    told = {"name": yes.name, "phone": yes.phone, "words": yes.words, "party_size": yes.party_size}
    signup = Signup(need=need, person_id=person_id, state=state, made_at=now, moved_at=now, **told)
    if not events.insert(signup, SignedUp, actor_id=person_id, municipality_code=need.municipality_id):
        return ALREADY
    if need.kind == NeedKind.PAIR:
        GiverTastes.objects.create(signup=signup, **yes.tastes)
    say_whether_full(need, person_id, standing.taken + (yes.party_size if state in HOLDING else 0))
    return signup


def why_not(actor: Actor, need: Need, yes: Yes, now: datetime) -> Refusal | None:
    """Why this person may not say yes to this need now, and what would change it."""
    if begins(need) <= now:
        return PAST
    limit = age_limit(need)
    if limit and not yes.old_enough:
        return Refusal("age", f"Man skal være fyldt {limit} år. Er du det, så sæt kryds. Ellers er der andre opgaver, du kan være med til nu.")
    return None
