"""Give an alliance up, close it when it is over, or take it up again: asked about first, because it is so for everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.alliances import queries
from samspil.alliances.actions.move_alliance import Ending, errands_of, move_alliance
from samspil.alliances.actions.reopen import reopen_alliance
from samspil.alliances.actions.show import SPEAKERS
from samspil.alliances.actions.working import closed_now
from samspil.alliances.forms.ending import EndForm, ReopenForm
from samspil.alliances.models import Party
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import refused_form, told
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of

TEMPLATE = "alliances/end.html"
DONE = {"withdraw": "Alliancen er opgivet. Alle parter får besked.", "close": "Alliancen er afsluttet. Alle parter får besked."}


@login_required
def end(request: HttpRequest, slug: str, errand: str) -> HttpResponse:
    """For the party in the form, which stands on the button."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    if errand not in errands_of(room.alliance.stage):
        return told(request, room.alliance.address, closed_now(room), "")
    shown = question(request, actor, room, errand)
    form = shown["form"]
    if not form.is_valid():
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    ending = Ending(form.cleaned_data["for_organisation"], form.cleaned_data["reason"])
    result = move_alliance(actor, room.alliance.slug, errand, ending=ending, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, TEMPLATE, form, result, shown)
    messages.success(request, DONE[errand])
    return redirect(room.alliance.address)


def question(request: HttpRequest, actor: Actor, room: Room, errand: str) -> dict[str, Any]:
    """What the page asks, on behalf of the first party the viewer may speak for; whoever holds the alliance without one asks in their own name."""
    party = speaking_party(actor, room)
    form = EndForm(request.POST or None, must_say_why=errand == "withdraw", initial={"for_organisation": party.organisation_id if party else None})
    return {**told_of(room, party), "form": form, "gives_up": errand == "withdraw"}


def speaking_party(actor: Actor, room: Room) -> Party | None:
    """The first party the viewer may speak for, or is a member of; None for whoever holds the alliance without one."""
    return next(iter([*(party for role in SPEAKERS for party in room.own(actor, role)), *room.own(actor)]), None)


def told_of(room: Room, party: Party | None) -> dict[str, Any]:
    """What both questions tell: of which alliance, for whom, and who hears of it."""
    others = [one.name for one in room.standing if one != party]
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "version": room.open_version}
    return {**place, "name": party.name if party else "", "others": others}


@login_required
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Take it up again, for the party in the form, which stands on the button."""
    actor, template = actor_of(request), "alliances/reopen.html"
    room = queries.get_working_room_for(actor, slug)
    if "reopen" not in errands_of(room.alliance.stage):
        return told(request, room.alliance.address, closed_now(room), "")
    party = speaking_party(actor, room)
    form = ReopenForm(request.POST if request.method == "POST" else None, initial={"for_organisation": party.organisation_id if party else None})
    shown = {**told_of(room, party), "form": form}
    if not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    result = reopen_alliance(actor, room.alliance.slug, form.cleaned_data["for_organisation"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Alliancen er taget op igen. Alle parter får besked.")
    return redirect(room.alliance.address)
