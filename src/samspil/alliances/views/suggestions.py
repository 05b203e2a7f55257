"""Texts of the example an alliance was begun from, beside the form: one press puts one into its field, where it can still be changed or left."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from samspil.alliances import known, templates_of
from samspil.alliances.domain import suggestions
from samspil.alliances.domain.suggestions import Suggestion
from samspil.alliances.domain.words import SHARE_DA, Share
from samspil.alliances.models import Party
from samspil.alliances.rooms import Room
from samspil.identity.actor import Actor

PRESSED = "use"
HEADINGS = {share.value: SHARE_DA[share] for share in Share}
DONE, BROUGHT = "Det gjorde de", "Det kom parterne med"
LISTED = ("helps", "told")


def pattern_of(actor: Actor, room: Room) -> dict[str, Any]:
    """What the alliance was begun from: an example, or a template or other alliance."""
    url = room.alliance.like_url
    return known.pattern_of(actor, url) if url else templates_of.begun_from(room.alliance.pk)


def for_party(actor: Actor, room: Room, party: Party) -> list[Suggestion]:
    return suggestions.for_party(pattern_of(actor, room), party.sector)


def for_task(actor: Actor, room: Room) -> list[Suggestion]:
    return suggestions.for_task(pattern_of(actor, room), [task.title for task in room.tasks])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is to judge: nothing while somebody only takes a text over."""
    return request.POST if request.method == "POST" and PRESSED not in request.POST else None


def begun(request: HttpRequest, found: list[Suggestion]) -> dict[str, Any]:
    """What was typed so far, with the text whose button was pressed; nothing is saved by it."""
    if PRESSED not in request.POST:
        return {}
    typed: dict[str, Any] = {**request.POST.dict(), **{name: request.POST.getlist(name) for name in LISTED}}
    pressed = pressed_of(request, found)
    if pressed:
        before = typed.get(pressed.field, "") if pressed.field in suggestions.FITTING else ""
        typed[pressed.field] = suggestions.taken_over(before, pressed.text)
    return typed


def pressed_of(request: HttpRequest, found: list[Suggestion]) -> Suggestion | None:
    """The one whose button was pressed; None when there is none, or the example has changed since."""
    return next((one for one in found if request.POST.get(PRESSED) == f"{one.field}:{one.text}"), None)


def beside(request: HttpRequest, room: Room, form: forms.Form, found: list[Suggestion]) -> dict[str, Any]:
    """What the page shows beside its form, by field; the field that took a text over has the focus."""
    pressed = pressed_of(request, found)
    if pressed:
        form.fields[pressed.field].widget.attrs["autofocus"] = True
    groups: dict[str, list[Suggestion]] = {}
    for one in found:
        groups.setdefault(HEADINGS.get(one.field) or (BROUGHT if one.who else DONE), []).append(one)
    return {"suggested": list(groups.items()), "like_url": room.alliance.like_url, "taken_over": pressed is not None}
