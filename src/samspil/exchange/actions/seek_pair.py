"""From a need without identity to two who have both said yes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.exchange.actions.pairing import NOT_A_PAIR, NOT_YOURS, SaidNo, coordinates, hold_pair, is_for_pairs, keep, part, role_of, say_no, step
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain.pairs import COORDINATOR, GIVER, RECEIVER, SIDES, SYSTEM, PairState, say_yes
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.models import Need, Pair, PairNo, Signup
from samspil.identity.actor import Actor
from samspil.identity.models import Person

# So long the two have to answer a proposal.
ANSWER_DAYS = timedelta(days=14)
MOST_PAIRS = 60
FULL = Refusal("full", "Der er allerede så mange, som behovet har pladser til. Sæt antallet op på behovet først.")
NOT_ASKED = Refusal("asked", "Spørg først den, det handler om: de skal vide, at I leder, og at deres navn står her.")
NO_GIVER = Refusal("giver", "Den, du foreslår, har ikke sagt ja til behovet længere. Vælg en anden.")
TAKEN = Refusal("taken", "Den, du foreslår, er allerede foreslået til en anden. Vent på svaret, eller vælg en anden.")
AGAIN = Refusal("again", "De to er foreslået hinanden før, og det blev et nej. Vælg en anden.")
THEMSELVES = Refusal("themselves", "De svarer selv: de har en konto og har fået besked.")
UNKNOWN_PERSON = Refusal("account", "Der er ingen konto med den adresse. Lad feltet stå tomt, så skriver du svaret for dem.")
APART = Refusal("apart", "De to kan ikke foreslås for hinanden. Vælg en anden.")
HEARD = frozenset({"phone", "visit", "meeting"})


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """What the form gathered of the one it is about. `knows`: they have been asked. `account`: their e-mail, where they answer themselves."""

    first_name: str
    surname: str = ""
    phone: str = ""
    near: str = ""
    about: str = ""
    account: str = ""
    knows: bool = False
    tastes: dict[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def add_receiver(actor: Actor, need_id: int, new: Receiver, *, now: datetime) -> Pair | Refusal:
    """Write down who the need is about. Nobody but the coordinator reads the name before both have said yes."""
    need = Need.objects.select_for_update(of=("self",), no_key=True).filter(pk=need_id).first()
    if need is None or not actor.may("exchange.work", need):
        return NOT_YOURS
    if not is_for_pairs(need):
        return NOT_A_PAIR
    if not new.knows:
        return NOT_ASKED
    living = Pair.objects.filter(need=need).exclude(state=PairState.CLOSED).count()
    if living >= min(need.seats, MOST_PAIRS):
        return FULL
    receiver = Person.objects.filter(email__iexact=new.account, is_active=True).first() if new.account else None
    if new.account and receiver is None:
        return UNKNOWN_PERSON
    history.done_by(actor.person_id)
    pair = Pair(need=need, coordinator_id=actor.person_id, receiver=receiver, made_at=now, moved_at=now, **told(new))
    keep(pair, actor.person_id)
    return pair


def told(new: Receiver) -> dict[str, Any]:
    """The words of the form as fields."""
    return {name: getattr(new, name) for name in ("first_name", "surname", "phone", "near", "about")} | new.tastes


@transaction.atomic
def change_receiver(actor: Actor, pair_id: int, new: Receiver, *, now: datetime) -> Pair | Refusal:
    """Mend what is written of the one it is about, until it is over."""
    pair = hold_pair(pair_id)
    if pair is None or not coordinates(actor, pair) or pair.state == PairState.CLOSED:
        return NOT_YOURS
    history.done_by(actor.person_id)
    for name, value in told(new).items():
        setattr(pair, name, value)
    pair.save()
    return pair


@transaction.atomic
def propose_giver(actor: Actor, pair_id: int, signup_id: int, *, now: datetime) -> Pair | Refusal:
    """Propose one who said yes. Both are asked; neither learns who the other is."""
    pair = hold_pair(pair_id)
    if pair is None or not coordinates(actor, pair):
        return NOT_YOURS
    giver = Signup.objects.select_for_update(of=("self",)).filter(pk=signup_id, need=pair.need, state=SignupState.ASKED).first()
    refused = why_not(pair, giver)
    if refused or giver is None:
        return refused or NO_GIVER
    if giver.person_id == actor.person_id:
        return Refusal("own", "Du kan ikke koordinere dit eget par. Bed en anden i organisationen om at foreslå det.")
    history.done_by(actor.person_id)
    if pair.state == PairState.NEED:
        step(pair, "shortlist", COORDINATOR, now)
    refused = step(pair, "propose", COORDINATOR, now)
    if refused:
        return refused
    pair.giver, pair.until = giver, localdate(now) + ANSWER_DAYS
    keep(pair, actor.person_id)
    return pair


def why_not(pair: Pair, giver: Signup | None) -> Refusal | None:
    """Why this giver cannot be proposed now."""
    if giver is None or giver.person_id is None or giver.person_id == pair.receiver_id:
        return NO_GIVER
    if Pair.objects.filter(giver=giver).exclude(state=PairState.CLOSED).exclude(pk=pair.pk).exists():
        return TAKEN
    if PairNo.objects.filter(pair=pair, signup=giver).exists():
        return AGAIN
    two = (Party(person=giver.person_id), Party(person=pair.receiver_id))
    return APART if pair.receiver_id and blocked(*two) else blocked(Party(organisation=pair.need.organisation_id), two[0])


@transaction.atomic
def answer_pair(actor: Actor, pair_id: int, errand: str, *, side: str = "", heard: str = "", said: SaidNo | None = None, now: datetime) -> Pair | Refusal:
    """A yes or a no. `side`: whose answer the coordinator writes down, and `heard` how it was given; for whoever has no account."""
    pair = hold_pair(pair_id)
    role = role_of(actor, pair) if pair else ""
    if pair is None or role not in {*SIDES, COORDINATOR}:
        return NOT_YOURS
    history.done_by(actor.person_id)
    if errand == "no":
        return say_no(pair, side if role == COORDINATOR and side in SIDES else role, said or SaidNo(), actor.person_id, now) or pair
    speaks = side if role == COORDINATOR else role
    if role == COORDINATOR:
        refused = speaks_for(pair, side, heard)
        if refused:
            return refused
        pair.heard = heard
    if pair.giver and pair.receiver_id and blocked(Party(person=pair.giver.person_id), Party(person=pair.receiver_id)):
        return APART
    state = say_yes(PairState(pair.state), pair.said, speaks)
    if isinstance(state, Refusal):
        return state
    pair.giver_yes, pair.receiver_yes = pair.giver_yes or speaks == GIVER, pair.receiver_yes or speaks == RECEIVER
    pair.state, pair.moved_at = state, now
    keep(pair, actor.person_id)
    return pair


def speaks_for(pair: Pair, side: str, heard: str) -> Refusal | None:
    """Why the coordinator cannot write this side's yes: whoever has an account answers themselves, and how it was heard is said."""
    if side == RECEIVER and pair.receiver_id is None and heard in HEARD:
        return None
    if side == GIVER and heard in HEARD and pair.giver and pair.giver.person and pair.giver.person.email == "":
        return None
    return THEMSELVES if heard in HEARD else Refusal("heard", "Skriv, hvordan de svarede: i telefonen, ved et besøg eller ved et møde.")


@transaction.atomic
def withdraw_pair(actor: Actor, pair_id: int, *, now: datetime) -> Pair | Refusal:
    """The one it is about does not want it any more, before anybody is proposed."""
    pair = hold_pair(pair_id)
    role = role_of(actor, pair) if pair else ""
    if pair is None or role not in {RECEIVER, COORDINATOR}:
        return NOT_YOURS
    history.done_by(actor.person_id)
    refused = step(pair, "withdraw", role, now)
    if refused:
        return refused
    keep(pair, actor.person_id)
    return pair


@transaction.atomic
def lapse_pair(pair_id: int, *, now: datetime) -> None:
    """Nobody answered in time: the coordinator looks on."""
    pair = hold_pair(pair_id)
    if pair and pair.until and pair.until < localdate(now):
        former = pair.giver.person_id if pair.giver else None
        if step(pair, "lapse", SYSTEM, now) is None:
            part(pair)
            keep(pair, None, former=former)
