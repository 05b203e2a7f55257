"""The check-up: how it goes, one party's answer, and asking for a round."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.check_up import answer_checkup, ask_for_checkup
from samspil.alliances.forms.base import PartyForm
from samspil.alliances.forms.checkup import CheckUpForm, as_answered
from samspil.alliances.presenting import checkup as presenting
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of

ANSWERED = "Tak. Svaret er gemt, og I kan ændre det, til tjekket lukker."


def place(slug: str) -> str:
    return reverse("alliances:checkup", args=[slug])


@login_required
def checkup(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the open round stands, and what the last one showed."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, **presenting.page(actor, room)}
    return render(request, "alliances/checkup/page.html", shown)


@login_required
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a round, for the party on the button."""
    form, actor = PartyForm(request.POST), actor_of(request)
    organisation = form.cleaned_data["for_organisation"] if form.is_valid() else 0
    result = ask_for_checkup(actor, slug, organisation, now=timezone.now())
    return told(request, place(slug), result, "Tjekket er åbnet. Alle parter er spurgt, også jer.")


@login_required
def reply(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """Answer for one of the viewer's parties, or change what was answered."""
    actor, form, result = actor_of(request), CheckUpForm(request.POST or None), None
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        result = answer_checkup(actor, slug, data["for_organisation"], form.written(), revision=data["revision"], now=now)
    if written(result):
        return told(request, place(slug), result, ANSWERED)
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    round_, found = presenting.own_reply(actor, room, party)
    if round_ is None and result is None:
        return told(request, place(slug), presenting.why_not(actor, room, party), "")
    form.initial = {"for_organisation": party.organisation_id, **(as_answered(found) if found else {})}
    return shown_again(request, "alliances/checkup/reply.html", shown_with(room, form, party=party, round=round_), result)
