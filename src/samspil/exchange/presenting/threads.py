"""What the pages of messages show each side: no more names than have been shared."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from samspil.core import compiled
from samspil.exchange import threads
from samspil.exchange.actions.write_in_thread import why_not
from samspil.exchange.domain.matching.clocks import told
from samspil.exchange.domain.threads import NAMELESS, Side
from samspil.exchange.models import Block, Thread, ThreadMessage
from samspil.identity.actor import Actor

GONE_DA = "Beskeden er trukket tilbage"
HIDDEN_DA = "Fjernet af en moderator"


class Said(NamedTuple):
    """A message as its page shows it; `text` is "" for what is gone, and `gone` says why."""

    pk: int
    sender: str
    text: str
    gone: str
    when: str
    own_side: bool
    own: bool
    hidden: bool


class Line(NamedTuple):
    """A thread in the list."""

    address: str
    title: str
    who: str
    text: str
    when: str
    new: bool


def other(side: Side) -> Side:
    """The side across."""
    return Side.OTHER if side is Side.ASKER else Side.ASKER


def page(actor: Actor, thread: Thread, now: datetime) -> dict[str, Any]:
    """A thread with its messages, as the actor's side reads it; one that nobody has written in yet has none."""
    side = threads.side_of(actor, thread) or Side.OTHER
    rows = list(thread.messages.order_by("pk")[: threads.MOST_MESSAGES]) if thread.pk else []
    names = {one: threads.name_of(thread, one) for one in Side}
    refused = why_not(actor, thread, "-", now)
    return {
        "thread": thread,
        "need": thread.need,
        "said": [said(actor, one, side, names) for one in rows],
        "latest": rows[-1].pk if rows else 0,
        "who": names[other(side)],
        "as_whom": names[side] if two_is_organisation(thread, side) else "",
        "readers": readers(two_is_organisation(thread, side), two_is_organisation(thread, other(side))),
        "nameless": side is Side.OTHER and not two_is_organisation(thread, side) and names[side] == NAMELESS[side],
        "closed": refused.text if refused else "",
    }


def two_is_organisation(thread: Thread, side: Side) -> bool:
    """Whether a side is an organisation, whose people all read it."""
    return threads.two_of(thread).of(side).organisation is not None


def readers(own: bool, theirs: bool) -> str:
    """Who reads a thread: whether one's own side, and the other, is an organisation."""
    if not own and not theirs:
        return "Kun I to. Det, du anmelder, bliver læst af en moderator."
    who = "Du og alle hos dem, der søger folk" if not own else "Alle hos jer, og personen" if not theirs else "Alle hos jer og hos den anden organisation"
    return f"{who}: her skriver ingen alene med nogen."


def said(actor: Actor, one: ThreadMessage, side: Side, names: dict[Side, str]) -> Said:
    """One message."""
    own = one.author_id is not None and one.author_id == actor.person_id
    gone = HIDDEN_DA if one.hidden_at else GONE_DA if one.taken_back_at else ""
    sender = "Du" if own else names[Side(one.side)]
    return Said(one.pk, sender, "" if gone else one.text, gone, told(localtime(one.written_at)), one.side == side, own, one.hidden_at is not None)


def lines(actor: Actor) -> list[Line]:
    """The actor's threads, the newest first."""
    found = threads.threads_of(actor)
    newest = {one.pk: one for one in compiled.objects(threads.messages_among, pks=[one.latest for one in found])} if found else {}
    return [line(actor, one, newest[one.latest]) for one in found if one.latest in newest]


def line(actor: Actor, thread: Thread, latest: ThreadMessage) -> Line:
    """A thread in the list."""
    side = threads.side_of(actor, thread) or Side.OTHER
    text = HIDDEN_DA if latest.hidden_at else GONE_DA if latest.taken_back_at else latest.text
    new = not (thread.met or thread.own)  # type: ignore[attr-defined]  # annotated by threads_of
    return Line(thread.address, thread.need.title, threads.name_of(thread, other(side)), text, told(localtime(latest.written_at)), new)


def blocked_by(actor: Actor) -> list[Block]:
    """Those the actor has blocked, and for the organisations they lead those these have."""
    if actor.person_id is None:
        return []
    led = [pk for pk in actor.memberships if actor.may("exchange.vet", pk)]
    rows = Block.objects.filter(by_person=actor.person_id) | Block.objects.filter(by_organisation__in=led)
    return list(rows.select_related("by_organisation"))
