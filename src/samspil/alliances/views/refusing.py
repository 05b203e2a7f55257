"""Say no to a version with a reason, and take a yes back before all have said theirs."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.accept_agreement import OUTDATED
from samspil.alliances.actions.reject_agreement import Objection, reject_agreement
from samspil.alliances.actions.take_back_acceptance import take_back_acceptance
from samspil.alliances.forms.amending import RejectForm, TakeBackForm
from samspil.alliances.models.alliance import address_of
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of


@login_required
def reject(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """For the party in the form, which stands on the button."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    start = {"for_organisation": party.organisation_id, "number": room.waiting.number if room.waiting else 0}
    form = RejectForm(request.POST or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        result = reject_agreement(actor, slug, Objection(data["for_organisation"], data["number"], data["reason"]), now=timezone.now())
    if written(result) or room.waiting is None:
        return told(request, f"{room.alliance.address}aftale/", result or OUTDATED, f"Det er noteret. De andre ser, hvad {party.name} har brug for.")
    shown = shown_with(room, form, party=party, holds=room.in_force)
    return shown_again(request, "alliances/amendments/reject.html", shown, result)


@login_required
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """For the party in the form, which stands on the button."""
    actor, form = actor_of(request), TakeBackForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {"for_organisation": 0, "number": 0}
    result = take_back_acceptance(actor, slug, data["for_organisation"], data["number"], now=timezone.now())
    return told(request, f"{address_of(slug)}aftale/", result, "Jeres ja er taget tilbage. De andre får besked.")
