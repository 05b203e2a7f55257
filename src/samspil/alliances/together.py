"""Reading what the parties write to each other, share and tell; the gates. The room they are given was already seen by somebody who takes part."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.timezone import localdate, localtime

from samspil.alliances import gatherings, queries
from samspil.alliances.domain.handover import Underway
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.quarters import Quarter
from samspil.alliances.domain.words import PartyState
from samspil.alliances.models import Alliance, Conversation, FileVersion, FollowUp, Handover, Meeting, Message, Party, QuarterStatus, Say, SharedFile
from samspil.alliances.rooms import Room, promised
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor
from samspil.identity.models import Membership, Person
from samspil.initiatives.models import Openness

NO_FILE = "Den fil findes ikke her."


def get_conversation_of(room: Room, conversation_id: int) -> Conversation:
    """One of the alliance's conversations; Http404 otherwise."""
    found = Conversation.objects.filter(alliance=room.alliance, pk=conversation_id).first()
    if found is None:
        raise Http404("Den samtale findes ikke her.")
    return found


def get_own_message_of(actor: Actor, room: Room, message_id: int) -> Message:
    """A message that the actor wrote in the alliance and has not taken back; Http404 otherwise."""
    own = Message.objects.filter(alliance=room.alliance, author=actor.person_id, taken_back_at=None)
    found = own.filter(pk=message_id).first()
    if found is None:
        raise Http404("Den besked findes ikke, eller den er ikke din.")
    return found


def get_message_for(actor: Actor, message_id: int) -> Message:
    """A message in an alliance that the actor takes part in, for whoever reports it; Http404 otherwise, and for one that was taken back or removed."""
    found = Message.objects.select_related("alliance__initiative").filter(pk=message_id, taken_back_at=None, hidden_at=None).first()
    if found is None:
        raise Http404("Den besked findes ikke.")
    queries.get_working_room_for(actor, found.alliance.slug)
    return found


def get_file_of(room: Room, file_id: int) -> SharedFile:
    """A file of the alliance that was not taken away; Http404 otherwise."""
    found = SharedFile.objects.filter(alliance=room.alliance, removed_at=None, pk=file_id).first()
    if found is None:
        raise Http404(NO_FILE)
    return found


def get_file_version_of(room: Room, file_id: int, number: int) -> FileVersion:
    """A version that the store still keeps; Http404 otherwise."""
    versions = FileVersion.objects.select_related("file").filter(file__alliance=room.alliance, file=file_id, file__removed_at=None, number=number)
    found = versions.exclude(place="").first()
    if found is None:
        raise Http404(NO_FILE)
    return found


def status_of(room: Room, when: Quarter) -> QuarterStatus | None:
    """What the parties wrote about a quarter."""
    return QuarterStatus.objects.filter(alliance=room.alliance, year=when.year, quarter=when.number).first()


def get_open_status_of(room: Room) -> QuarterStatus:
    """The newest that the parties let everybody read who may see the alliance; Http404 when there is none."""
    found = QuarterStatus.objects.filter(alliance=room.alliance, shown=True).select_related("party").first()
    if found is None or room.alliance.initiative.openness != Openness.PUBLIC:
        raise Http404("Der er ikke skrevet nogen status, som alle kan læse.")
    return found


def get_handover_for(actor: Actor, room: Room, handover_id: int) -> Handover:
    """A note of one of the actor's own parties; Http404 otherwise."""
    own = [party.pk for party in room.own(actor)]
    found = Handover.objects.select_related("party", "given_by", "given_to").filter(pk=handover_id, party__in=own).first()
    if found is None:
        raise Http404("Den note findes ikke her.")
    return found


def underway(room: Room, party: Party, now: datetime) -> Underway:
    """What a party has under way beside its tasks, for whoever takes over."""
    waiting = [one for one in room.commitments if one.party_id == party.pk and one.as_promise(room.pieces[one.pk]).left and not one.missed_reason]
    titles = SharedFile.objects.filter(alliance=room.alliance, removed_at=None).values_list("title", flat=True)
    promises, meetings = tuple(promised(one) for one in waiting), tuple(coming_meetings(room, party, now))
    return Underway(promises=promises, meetings=meetings, waiting=tuple(to_decide_or_do(party)), files=tuple(titles))


def coming_meetings(room: Room, party: Party, now: datetime) -> list[str]:
    """The meetings the party is called to that are not over, in words, the next first."""
    coming = list(Meeting.objects.filter(alliance=room.alliance, ends__gt=now, cancelled_at=None).order_by("begins", "pk"))
    called = gatherings.called_to(room, coming)
    return [f"{danish_date(localdate(one.begins))} kl. {localtime(one.begins):%H.%M}: {one.title}" for one in coming if party in called[one.pk]]


def to_decide_or_do(party: Party) -> list[str]:
    """Questions the party has still to answer, and what it does because of a decision, in words."""
    asked = Say.objects.filter(party=party, verdict="", matter__decided_at=None, matter__taken_back_at=None).order_by("matter__due_day")
    owed = FollowUp.objects.filter(owner=party, done_at=None, dropped="").order_by("due_day")
    questions = [f"Svar senest {danish_date(day)}: {text}" for text, day in asked.values_list("matter__text", "matter__due_day")]
    return [*questions, *(f"Senest {danish_date(day)}: {what}" for what, day in owed.values_list("what", "due_day"))]


def orphaned() -> QuerySet[Alliance]:
    """Alliances that go on and that nobody can act in any more: each party's last member is gone or cannot log in, and so is whoever held it.

    For staff alone: whoever asks narrows it to the municipalities they answer for.
    """
    members = Membership.objects.active().filter(organisation=OuterRef("organisation"), person__is_active=True)
    acting = Party.objects.filter(Exists(members), alliance=OuterRef("pk"), state=PartyState.JOINED)
    over = [Stage.CLOSED.value, Stage.WITHDRAWN.value]
    held = Person.objects.filter(pk=OuterRef("initiative__holder"), is_active=True)
    return Alliance.objects.exclude(stage__in=over).filter(~Exists(acting), ~Exists(held))
