"""Write to the other side about a need, and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Greatest

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.exchange.blocks import Party, blocked
from samspil.exchange.domain import threads as rules
from samspil.exchange.domain.matches import WAITS, MatchState
from samspil.exchange.domain.needs import SHOWN
from samspil.exchange.domain.pairs import PairState
from samspil.exchange.domain.threads import Side
from samspil.exchange.eligible import required_by
from samspil.exchange.events import ThreadWritten
from samspil.exchange.models import Match, Need, Pair, Signup, Thread, ThreadMessage, ThreadSeen
from samspil.exchange.pledges import unbound
from samspil.exchange.threads import HELD_TOGETHER, answered, get_thread_for, linked, pair_state, side_of, two_of
from samspil.identity.actor import Actor

NOT_HERE = Refusal("not-here", "Her kan du ikke skrive. Se behovets side, om der står en telefon.")
LOG_IN = Refusal("log-in", "Log ind for at skrive. Du kan få en kode på mail.")
YOUR_OWN = Refusal("own", "Det er jeres eget behov. Skriv til dem, der har sagt ja, fra listen på siden.")
NO_ACCOUNT = Refusal("no-account", "Personen har ikke en konto her. Ring i stedet.")
NOT_ALONE = Refusal("not-alone", "Hvor der er børn med, skriver to ikke sammen alene. Skriv til koordinatoren.")
FIRST_BOUND = Refusal("first-bound", "Først bekræfter den, der hjælper, at fortroligt bliver mellem jer. Det gør man på opgavens side.")
NOT_YOURS = Refusal("not-yours", "Det kan kun den, der har skrevet beskeden.")
TWICE = timedelta(minutes=2)


@dataclass(frozen=True)
class About:
    """What one writes about: a `kind` of thing (need, place, match, pair) and its number."""

    kind: str
    number: int


@dataclass(frozen=True)
class Link:
    """The two sides of a thread that may not have begun."""

    need: Need
    other: Party
    pair: Pair | None = None


def to_need(actor: Actor, number: int) -> Link | Refusal:
    """Somebody wonders about a need they see."""
    need = Need.objects.visible_to(actor).filter(pk=number, state__in=SHOWN, hidden_at=None).first()
    if need is None:
        return NOT_HERE
    return YOUR_OWN if actor.may("exchange.work", need) else Link(need, Party(person=actor.person_id))


def to_place(actor: Actor, number: int) -> Link | Refusal:
    """Those who ask write to somebody who said yes; that person to them."""
    found = Signup.objects.visible_to(actor).select_related("need").filter(pk=number, state__in=HELD_TOGETHER).first()
    if found is None:
        return NOT_HERE
    return Link(found.need, Party(person=found.person_id)) if found.person_id else NO_ACCOUNT


def to_match(actor: Actor, number: int) -> Link | Refusal:
    """One side of a proposal that waits or was agreed on writes to the other. A desk that proposed it is no side."""
    states = [*WAITS, MatchState.AGREED]
    found = Match.objects.visible_to(actor).select_related("need", "offer").filter(pk=number, state__in=states).first()
    if found is None:
        return NOT_HERE
    if found.offer.organisation_id:
        return Link(found.need, Party(organisation=found.offer.organisation_id))
    return Link(found.need, Party(person=found.offer.poster_id)) if found.offer.poster_id else NO_ACCOUNT


def to_pair(actor: Actor, number: int) -> Link | Refusal:
    """The two of a lasting pair write to each other; where children are met, through the coordinator."""
    found = Pair.objects.visible_to(actor).select_related("need__organisation", "giver").filter(pk=number).first()
    two = {found.receiver_id, found.giver.person_id} if found and found.giver else set()
    if found is None or actor.person_id not in two or not rules.between_two(PairState(found.state)):
        return NOT_HERE
    if None in two:
        return NO_ACCOUNT
    if found.giver and unbound(found.giver.person_id, found.need):
        return FIRST_BOUND
    return NOT_ALONE if required_by(found.need) else Link(found.need, Party(person=found.giver.person_id if found.giver else None), found)


LINKS: dict[str, Callable[[Actor, int], Link | Refusal]] = {"need": to_need, "place": to_place, "match": to_match, "pair": to_pair}


def link(actor: Actor, about: About) -> Link | Refusal:
    """Who the two sides would be, and that the actor is one of them."""
    if actor.person_id is None:
        return LOG_IN
    found = LINKS[about.kind](actor, about.number)
    if isinstance(found, Refusal):
        return found
    return found if side_of(actor, begun(found)) else NOT_HERE


def begun(found: Link) -> Thread:
    """The thread of a link, not kept before somebody writes in it."""
    told = {"need": found.need, "pair": found.pair, "person_id": found.other.person, "organisation_id": found.other.organisation}
    return Thread.objects.filter(**told).first() or Thread(**told)


@transaction.atomic
def begin_thread(actor: Actor, about: About, text: str, *, now: datetime) -> ThreadMessage | Refusal:
    """Write to the other side for the first time, or once more: two people never have two threads about the same."""
    found = link(actor, about)
    if isinstance(found, Refusal):
        return found
    thread = begun(found)
    refused = why_not(actor, thread, text, now)
    if refused:
        return refused
    return keep_message(actor, thread if thread.pk else kept(found, now), text, now)


def kept(found: Link, now: datetime) -> Thread:
    """The thread, written down; of two who begin at once the later finds the first's."""
    thread = begun(found)
    thread.made_at = now
    try:
        with transaction.atomic():
            thread.save()
    except IntegrityError:
        return begun(found)
    return thread


@transaction.atomic
def write_in_thread(actor: Actor, thread_id: int, text: str, *, now: datetime) -> ThreadMessage | Refusal:
    """Answer in a thread."""
    thread = get_thread_for(actor, thread_id)
    return why_not(actor, thread, text, now) or keep_message(actor, thread, text, now)


def why_not(actor: Actor, thread: Thread, text: str, now: datetime) -> Refusal | None:
    """Why the actor may not write this now."""
    side = side_of(actor, thread)
    if side is None:
        return NOT_HERE
    if not text.strip():
        return rules.NO_WORDS
    two = two_of(thread)
    refused = blocked(two.of(side), two.beside(side))
    if refused:
        return refused
    if thread.pair and required_by(thread.need):
        return NOT_ALONE
    fresh = thread._state.adding
    state = pair_state(thread)
    stands = rules.may_write(side, linked=linked(thread), answered=not fresh and answered(thread, side), pair=state)
    return stands or too_many(actor, thread, now)


def too_many(actor: Actor, thread: Thread, now: datetime) -> Refusal | None:
    """Why no more is written this hour, to anybody new today, or in this thread at all."""
    own = ThreadMessage.objects.filter(author=actor.person_id)
    if thread._state.adding:
        earlier = ThreadMessage.objects.filter(thread=OuterRef("thread"), pk__lt=OuterRef("pk"))
        lately = own.filter(~Exists(earlier), written_at__gt=now - timedelta(days=1))
        return rules.TOO_MANY_NEW if lately.count() >= rules.MOST_NEW_A_DAY else None
    if thread.messages.count() >= rules.MOST_IN_ONE:
        return rules.FULL
    return rules.TOO_MANY if own.filter(written_at__gt=now - timedelta(hours=1)).count() >= rules.MOST_AN_HOUR else None


def keep_message(actor: Actor, thread: Thread, text: str, now: datetime) -> ThreadMessage:
    """The message, last in its thread. The same words by the same person within two minutes are one form that was sent twice."""
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    again = ThreadMessage.objects.filter(thread=thread, author=actor.person_id, text=text.strip(), written_at__gt=now - TWICE).first()
    if again:
        return again
    message = ThreadMessage.objects.create(
        thread=thread, side=side_of(actor, thread) or Side.OTHER, author_id=actor.person_id, text=text.strip(), written_at=now
    )
    thread.latest = message.pk
    thread.save(update_fields=["latest"])
    see_thread(actor, thread.pk, message.pk)
    events.record(ThreadWritten(message_id=message.pk), actor_id=actor.person_id)
    return message


def see_thread(actor: Actor, thread_id: int, message_id: int) -> None:
    """The actor has met all messages up to this one; two pages at once end at the later."""
    if actor.person_id is None or not message_id:
        return
    if not ThreadSeen.objects.filter(person=actor.person_id, thread=thread_id).update(message=Greatest("message", message_id)):
        ThreadSeen.objects.get_or_create(person_id=actor.person_id, thread_id=thread_id, defaults={"message": message_id})


@transaction.atomic
def take_back(actor: Actor, message_id: int, *, now: datetime) -> ThreadMessage | Refusal:
    """The words are deleted for good; that there was a message stays. What a moderator hid is kept for the appeal."""
    found = ThreadMessage.objects.select_for_update(of=("self",)).filter(pk=message_id, author=actor.person_id).first() if actor.person_id else None
    if found is None or found.hidden_at:
        return NOT_YOURS
    if found.taken_back_at is None:
        found.text, found.taken_back_at = "", now
        found.save(update_fields=["text", "taken_back_at"])
    return found
