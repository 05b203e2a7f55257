"""A place is given back, taken when it is offered, or answered by those who ask."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.keep_pair import giver_left
from samspil.exchange.actions.pairing import is_for_pairs
from samspil.exchange.actions.seating import answered, begins, day_of, hold, offer_what_is_free, say_whether_full, shut, step, taken_of
from samspil.exchange.domain.signups import ORGANISER, PERSON, SYSTEM, DeclineReason, SignupState, decline_text, withdrawal
from samspil.exchange.eligible import hindered
from samspil.exchange.events import PlaceGivenBack
from samspil.exchange.models import Need, Signup
from samspil.identity.actor import Actor

APART = Refusal("apart", "Der er lukket for kontakt mellem jer. Sig venligt nej, så går pladsen videre.")
OWN = Refusal("own", "Du kan ikke skrive, om du selv kom. Bed en anden i organisationen gøre det.")
WHO_CAME = frozenset({"attend", "miss", "excuse"})
NOT_YOURS = Refusal("not-yours", "Det kan kun den, hvis plads det er, eller de, der spørger.")
NO_ROOM = Refusal("full", "Der er ikke plads til flere. Sæt antallet op på behovet, eller sig nej for denne gang.")
RAN_OUT = Refusal("ran-out", "Svarfristen for pladsen er gået, så den er gået videre. Skriv dig på igen, så kommer du på ventelisten.")
BOTH_FIRST = Refusal("pair", "Her siger begge ja først. Foreslå de to for hinanden under »Par«, så bliver begge spurgt.")
TOO_EARLY = Refusal("early", "Det er ikke begyndt endnu.")
SAID = {
    "accept": "Pladsen er din.",
    "pass": "Tak for svaret. Pladsen går videre til den næste.",
    "confirm": "Pladsen er givet, og den, det drejer sig om, får besked.",
    "attend": "Det er skrevet ned. Tak.",
    "miss": "Det er skrevet ned. Spørg gerne, om alt er vel.",
    "excuse": "Det er rettet til afbud.",
}


def held(signup_id: int) -> tuple[Need, Signup] | None:
    """A place with its need, both held."""
    found = Signup.objects.filter(pk=signup_id).values_list("need", flat=True).first()
    need = hold(found) if found else None
    signup = Signup.objects.select_for_update(of=("self",)).filter(pk=signup_id, need=need).first() if need else None
    if need is None or signup is None:
        return None
    signup.need = need
    return need, signup


@transaction.atomic
def give_back(actor: Actor, signup_id: int, *, now: datetime) -> str | Refusal:
    """Give one's place back. It always can be done; the next in the queue is offered it. Returns what is said to the person."""
    both = held(signup_id)
    if both is None or both[1].person_id != actor.person_id or actor.person_id is None:
        return NOT_YOURS
    need, signup = both
    history.done_by(actor.person_id)
    errand = "pass" if signup.state == SignupState.OFFERED else "withdraw"
    refused = step(signup, errand, PERSON, now)
    if refused:
        return refused
    events.record(PlaceGivenBack(signup_id=signup.pk), actor_id=actor.person_id, municipality_code=need.municipality_id)
    giver_left(signup, actor.person_id, now)
    offer_what_is_free(need, actor.person_id, now)
    return withdrawal(now, begins(need)).text if errand == "withdraw" else SAID["pass"]


@transaction.atomic
def take_offered(actor: Actor, signup_id: int, *, now: datetime) -> str | Refusal:
    """Say yes to a seat that is held for one."""
    both = held(signup_id)
    if both is None or both[1].person_id != actor.person_id or actor.person_id is None:
        return NOT_YOURS
    need, signup = both
    if signup.state == SignupState.OFFERED and signup.offered_until and signup.offered_until <= now:
        return RAN_OUT
    back = shut(signup, need) or hindered(actor.person_id, need, day_of(need), localdate(now), own=True)
    if back:
        return back
    history.done_by(actor.person_id)
    refused = step(signup, "accept", PERSON, now)
    if refused:
        return refused
    say_whether_full(need, actor.person_id)
    return SAID["accept"]


@transaction.atomic
def answer_place(actor: Actor, signup_id: int, errand: str, *, reason: str = "", words: str = "", now: datetime) -> str | Refusal:
    """The organiser confirms, declines with a reason, or says who came ("attend", "miss", "excuse"). Returns what is said to the organiser."""
    both = held(signup_id)
    if both is None or not actor.may("exchange.work", both[0]):
        return NOT_YOURS
    need, signup = both
    refused = OWN if errand in WHO_CAME and signup.person_id == actor.person_id else not_now(need, signup, errand, now)
    if refused:
        return refused
    if errand == "decline":
        said = decline_text(DeclineReason(reason) if reason in set(DeclineReason) else DeclineReason.OTHER, words)
        if isinstance(said, Refusal):
            return said
        signup.said = said[:500]
    history.done_by(actor.person_id)
    refused = step(signup, errand, ORGANISER, now)
    if refused:
        return refused
    if errand in {"confirm", "decline"}:
        answered(signup, actor.person_id)
    if signup.state == SignupState.DECLINED:
        giver_left(signup, actor.person_id, now)
    offer_what_is_free(need, actor.person_id, now)
    return SAID.get(errand, "Tak. Den, der fik nej, får en venlig besked med grunden.")


def not_now(need: Need, signup: Signup, errand: str, now: datetime) -> Refusal | None:
    """Why the organiser cannot say this of a place now."""
    if errand == "confirm" and need.unnamed and is_for_pairs(need):
        return BOTH_FIRST
    back = APART if shut(signup, need) else hindered(signup.person_id, need, day_of(need), localdate(now), own=False)
    back = back if errand == "confirm" else None
    if back:
        return back
    if errand == "confirm" and signup.party_size > need.seats - taken_of(need):
        return NO_ROOM
    return TOO_EARLY if errand in {"attend", "miss"} and signup.starts_at and signup.starts_at > now else None


@transaction.atomic
def lapse_offer(signup_id: int, *, now: datetime) -> None:
    """An offered seat that nobody answered goes on to the next."""
    both = held(signup_id)
    if both and both[1].state == SignupState.OFFERED and both[1].offered_until and both[1].offered_until <= now:
        need, signup = both
        step(signup, "lapse", SYSTEM, now)
        answered(signup, None)
        offer_what_is_free(need, None, now)


@transaction.atomic
def leave_place(signup_id: int, *, now: datetime) -> None:
    """Whoever had the place is gone from here: it goes on, and those who ask hear of it."""
    both = held(signup_id)
    if both:
        need, signup = both
        if step(signup, "pass" if signup.state == SignupState.OFFERED else "withdraw", PERSON, now) is None:
            events.record(PlaceGivenBack(signup_id=signup.pk), municipality_code=need.municipality_id)
            giver_left(signup, None, now)
            offer_what_is_free(need, None, now)


@transaction.atomic
def begin_without(signup_id: int, *, now: datetime) -> None:
    """It begins, and there was neither room nor an answer: the wait is over."""
    both = held(signup_id)
    if both and begins(both[0]) <= now:
        step(both[1], "begin", SYSTEM, now)


def call_off_places(need: Need, actor_id: int | None, now: datetime) -> None:
    """A need is called off: everybody who is part of it hears of it. Called with the need held."""
    for signup in Signup.objects.select_for_update(of=("self",)).filter(need=need).select_related("need"):
        if step(signup, "cancel", ORGANISER, now) is None:
            answered(signup, actor_id)
