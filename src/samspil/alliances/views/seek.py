"""Say which parties the alliance still looks for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspil.alliances import queries
from samspil.alliances.actions.seek_parties import seek_parties
from samspil.alliances.forms.seeking import SeekForm
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import actor_of


@login_required
def seek(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """For one of one's own parties."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party, stands = queries.get_own_party_for(actor, room, party_id), room.alliance.sought
    form = SeekForm(request.POST or None, initial={"sought": stands, "before": stands, "for_organisation": party.organisation_id})
    if form.is_valid():
        data = form.cleaned_data
        result = seek_parties(actor, slug, data["for_organisation"], data["sought"], data["before"], now=timezone.now())
    if written(result):
        said = "Det står på siden, og de, der følger alliancen, får besked." if form.cleaned_data["sought"] else "Siden siger ikke længere, at I søger parter."
        return told(request, room.alliance.address, result, said)
    return shown_again(request, "alliances/seek.html", shown_with(room, form, party=party), result)
