"""What the pages of messages show, a page at a time by key, and what is new to whoever looks."""

from datetime import datetime
from typing import Any, NamedTuple

from samspil.alliances.domain.talk import NO_SUBJECT_DA, in_words, may_change, sender_in_words
from samspil.alliances.models import Conversation, LastSeen, Message
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

MOST_CONVERSATIONS, MOST_MESSAGES, MOST_COUNTED = 20, 30, 99
NEWEST = 2**63 - 1
REMOVED_DA = "Fjernet af en moderator"


class Said(NamedTuple):
    """A message as its page shows it; `yours` and `open` say what its writer may still do. What a moderator `removed` has no text here."""

    pk: int
    sender: str
    text: str
    at: datetime
    changed: bool
    taken_back: bool
    removed: bool
    yours: bool
    open: bool
    own_party: bool


class Line(NamedTuple):
    """A conversation in the list."""

    pk: int
    title: str
    number: str
    sender: str
    at: datetime
    text: str
    new: bool


def place(actor: Actor, room: Room) -> dict[str, Any]:
    """What every page of the parties shows: where it lies, and whom the reader acts for."""
    return {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "own": room.own(actor)}


def seen_by(actor: Actor, room: Room) -> int:
    """The newest message the actor has met here; 0 for whoever has met none."""
    return LastSeen.objects.filter(person=actor.person_id, alliance=room.alliance).values_list("message", flat=True).first() or 0


def unread(actor: Actor, room: Room, seen: int) -> int:
    """How many messages of others came after the one last met; counts no further than MOST_COUNTED."""
    newer = Message.objects.filter(alliance=room.alliance, pk__gt=seen, taken_back_at=None).exclude(author=actor.person_id)
    return newer.order_by().values("pk")[:MOST_COUNTED].count()


def conversations(actor: Actor, room: Room, before: int | None) -> dict[str, Any]:
    """A page of conversations, the one with the newest message first; `top` is the newest message of them all on the first page, else 0."""
    seen = seen_by(actor, room)
    own = Conversation.objects.filter(alliance=room.alliance, latest__lt=NEWEST if before is None else before)
    found = list(own.order_by("-latest")[: MOST_CONVERSATIONS + 1])
    shown = found[:MOST_CONVERSATIONS]
    newest = Message.objects.filter(pk__in=[one.latest for one in shown]).select_related("party", "author").in_bulk()
    lines = [line(actor, one, newest[one.latest], seen) for one in shown if one.latest in newest]
    more = f"?foer={shown[-1].latest}" if len(found) > MOST_CONVERSATIONS else ""
    top = shown[0].latest if shown and before is None else 0
    new = unread(actor, room, seen) if top > seen else 0
    return {"lines": lines, "more": more, "further": before is not None, "unread": in_words(new, "ny ", "nye ") if new else "", "top": top, "seen": seen}


def line(actor: Actor, one: Conversation, latest: Message, seen: int) -> Line:
    new = one.latest > seen and latest.author_id != actor.person_id
    text = REMOVED_DA if latest.hidden_at else latest.text
    return Line(one.pk, one.subject or NO_SUBJECT_DA, in_words(one.number), sender_of(latest), latest.written_at, text, new)


def conversation(actor: Actor, room: Room, one: Conversation, before: int | None, now: datetime) -> dict[str, Any]:
    """A page of a conversation's messages, the newest last; `older` leads to those before."""
    rows = one.messages.filter(pk__lt=NEWEST if before is None else before).select_related("party", "author")
    found = list(rows.order_by("-pk")[: MOST_MESSAGES + 1])
    shown = found[:MOST_MESSAGES]
    older = f"?foer={shown[-1].pk}" if len(found) > MOST_MESSAGES else ""
    own = {party.pk for party in room.own(actor)}
    messages = [said(actor, message, own, now) for message in reversed(shown)]
    return {"conversation": one, "title": one.subject or NO_SUBJECT_DA, "said": messages, "older": older, "further": before is not None}


def said(actor: Actor, message: Message, own: set[int], now: datetime) -> Said:
    taken_back, removed = message.taken_back_at is not None, message.hidden_at is not None
    yours = message.author_id is not None and message.author_id == actor.person_id
    may = yours and may_change(message.written_at, now, taken_back=taken_back) and not removed
    own_party = message.party_id in own if message.party_id else yours
    changed = message.edited_at is not None
    text = "" if removed else message.text
    return Said(message.pk, sender_of(message), text, message.written_at, changed, taken_back, removed, yours, may, own_party)


def sender_of(message: Message) -> str:
    """Party and person; of a closed or deleted account the party alone. Whoever held the alliance and is gone has no name."""
    author = message.author
    person = author.get_full_name() if author and author.is_active else ""
    party = message.party.name if message.party else ""
    return sender_in_words(party, person) or "Den, der startede alliancen"
