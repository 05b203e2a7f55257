"""Messages between the parties: read them, write one, change one's own, take it back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from samspil.alliances import queries, together
from samspil.alliances.actions.change_message import change_message, take_back_message
from samspil.alliances.actions.see_messages import see_messages
from samspil.alliances.actions.write_message import write_message
from samspil.alliances.forms.talk import MessageForm, NewMessageForm, WordsForm
from samspil.alliances.models import Message
from samspil.alliances.presenting import talk
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with
from samspil.identity.actor import actor_of

SENT, CHANGED, TAKEN_BACK = "Beskeden er sendt.", "Beskeden er rettet.", "Beskeden er trukket tilbage."
LONGEST_KEY = 18


def key_of(request: HttpRequest) -> int | None:
    """Where a page of a list begins; None for its beginning, and for what is no number."""
    told = request.GET.get("foer", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= LONGEST_KEY else None


def place(slug: str, conversation_id: int | None = None) -> str:
    name, args = ("conversation", [slug, conversation_id]) if conversation_id else ("messages", [slug])
    return reverse(f"alliances:{name}", args=args)


@login_required
def messages(request: HttpRequest, slug: str) -> HttpResponse:
    """All conversations; looking at the newest of them is having met them."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    shown = talk.conversations(actor, room, key_of(request))
    see_messages(actor, room.alliance.pk, shown["top"], seen=shown["seen"])
    return render(request, "alliances/talk/conversations.html", {**talk.place(actor, room), **shown})


@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A message with a subject of its own, or without."""
    actor, form, result = actor_of(request), NewMessageForm(request.POST or None), None
    if form.is_valid():
        result = write_message(actor, slug, form.written(), now=timezone.now())
    if isinstance(result, Message):
        return told(request, place(slug, result.conversation_id), result, SENT)
    room = queries.get_working_room_for(actor, slug)
    return shown_again(request, "alliances/talk/new.html", {**talk.place(actor, room), **shown_with(room, form)}, result)


@login_required
def conversation(request: HttpRequest, slug: str, conversation_id: int) -> HttpResponse:
    """One conversation, and an answer in it."""
    actor, form, result = actor_of(request), MessageForm(request.POST or None), None
    if form.is_valid():
        result = write_message(actor, slug, form.written(conversation_id), now=timezone.now())
    if isinstance(result, Message):
        return told(request, place(slug, conversation_id), result, SENT)
    room = queries.get_working_room_for(actor, slug)
    found = together.get_conversation_of(room, conversation_id)
    shown = {**talk.place(actor, room), **talk.conversation(actor, room, found, key_of(request), timezone.now())}
    return shown_again(request, "alliances/talk/conversation.html", {**shown, **shown_with(room, form)}, result)


@login_required
def change(request: HttpRequest, slug: str, message_id: int) -> HttpResponse:
    """New words for one's own message."""
    actor, form, result = actor_of(request), WordsForm(request.POST or None), None
    if form.is_valid():
        result = change_message(actor, slug, message_id, form.cleaned_data["text"], now=timezone.now())
    if isinstance(result, Message):
        return told(request, place(slug, result.conversation_id), result, CHANGED)
    room = queries.get_working_room_for(actor, slug)
    found = together.get_own_message_of(actor, room, message_id)
    form.initial = {"text": found.text}
    return shown_again(request, "alliances/talk/change.html", {**shown_with(room, form), "message": found}, result)


@login_required
def take_back(request: HttpRequest, slug: str, message_id: int) -> HttpResponse:
    """Asked first: what is taken back is gone."""
    actor = actor_of(request)
    if request.method == "POST":
        result = take_back_message(actor, slug, message_id, now=timezone.now())
        return told(request, place(slug, getattr(result, "conversation_id", None)), result, TAKEN_BACK)
    room = queries.get_working_room_for(actor, slug)
    found = together.get_own_message_of(actor, room, message_id)
    return render(request, "alliances/talk/take_back.html", {**talk.place(actor, room), "message": found})
