"""Go out of an alliance: what it means is told first."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.alliances import queries
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.forms.ending import LeaveForm
from samspil.alliances.printing import notice_in_words
from samspil.alliances.views.answers import refused_form
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of


@login_required
def leave(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """For the party in the address and in the form, which stands on the button."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    form = LeaveForm(request.POST or None, initial={"for_organisation": party.organisation_id})
    version = room.open_version
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "party": party, "form": form, "version": version}
    shown["keeps"] = party.pk in room.accepted
    shown["notice"] = notice_in_words(room.alliance.notice_months)
    shown["tasks"] = [task.title for task in room.tasks if party.pk in room.roles[task.pk]]
    shown["promises"] = [one.what for one in room.commitments if one.party_id == party.pk and one.as_promise(room.pieces[one.pk]).left]
    if not form.is_valid():
        return render(request, "alliances/leave.html", shown, status=422 if form.errors else 200)
    result = leave_alliance(actor, room.alliance.slug, form.cleaned_data["for_organisation"], form.cleaned_data["reason"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "alliances/leave.html", form, result, shown)
    messages.success(request, f"{result.name} er gået ud af alliancen. De andre får besked.")
    return redirect(f"{room.alliance.address}aftale/")
