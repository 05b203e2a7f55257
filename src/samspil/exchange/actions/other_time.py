"""Yes, but at another time: the person proposes one, and whoever asks says yes or a kind no. Nothing changes before both have agreed."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.answer_place import NOT_YOURS, held
from samspil.exchange.domain.signups import SignupState, Stretch, another_time
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.events import TimeAnswered, TimeProposed
from samspil.exchange.models import Need, Signup
from samspil.identity.actor import Actor

NO_TIME = Refusal("no-time", "Opgaven har ingen fast tid. Skriv til dem, der spørger, hvornår du kan.")
SHIFTS = Refusal("shifts", "Her er der vagter at vælge imellem. Tag en, der passer dig.")
NONE_WAITS = Refusal("none", "Der er ikke et forslag om en anden tid, der venter.")


def refused_for(need: Need, signup: Signup, wanted: Stretch, now: datetime) -> Refusal | None:
    """Why another time cannot be proposed here."""
    if need.kind in {NeedKind.SHIFTS, NeedKind.PAIR}:
        return SHIFTS if need.kind == NeedKind.SHIFTS else NO_TIME
    if signup.starts_at is None or signup.ends_at is None:
        return NO_TIME
    return another_time(SignupState(signup.state), Stretch(signup.starts_at, signup.ends_at), wanted, now)


@transaction.atomic
def propose_time(actor: Actor, signup_id: int, wanted: Stretch, words: str, *, now: datetime) -> Signup | Refusal:
    """Propose it, in place of what was proposed before. The place is kept as it is."""
    both = held(signup_id)
    if both is None or actor.person_id is None or both[1].person_id != actor.person_id:
        return NOT_YOURS
    need, signup = both
    refused = refused_for(need, signup, wanted, now)
    if refused:
        return refused
    history.done_by(actor.person_id)
    signup.asks_from, signup.asks_to, signup.asks_words = wanted.starts_at, wanted.ends_at, words
    signup.save(update_fields=["asks_from", "asks_to", "asks_words"])
    events.record(TimeProposed(signup_id=signup.pk), actor_id=actor.person_id, municipality_code=need.municipality_id)
    return signup


@transaction.atomic
def answer_time(actor: Actor, signup_id: int, *, yes: bool, now: datetime) -> str | Refusal:
    """The organiser agrees, and the person comes then; or the need's own time stands. Returns what is said to the organiser."""
    both = held(signup_id)
    if both is None or not actor.may("exchange.work", both[0]):
        return NOT_YOURS
    need, signup = both
    wanted = Stretch(signup.asks_from, signup.asks_to) if signup.asks_from and signup.asks_to else None
    if wanted is None:
        return NONE_WAITS
    refused = refused_for(need, signup, wanted, now) if yes else None
    if refused:
        return refused
    history.done_by(actor.person_id)
    if yes:
        signup.own_from, signup.own_to = wanted.starts_at, wanted.ends_at
    signup.asks_from, signup.asks_to, signup.asks_words, signup.moved_at = None, None, "", now
    signup.save()
    events.record(TimeAnswered(signup_id=signup.pk, agreed=yes), actor_id=actor.person_id, municipality_code=need.municipality_id)
    return "Tiden er aftalt, og den, det drejer sig om, får besked." if yes else "Tak. Personen får en venlig besked om, at tiden står ved det, der er skrevet."
