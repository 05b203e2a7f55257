"""Who gives what to whom as a picture and a table; and the person others ask for at a party."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from samspil.alliances import queries, rooms
from samspil.alliances.actions.name_contact import drop_contact, name_contact
from samspil.alliances.forms.contacts import ContactForm
from samspil.alliances.presenting.giving_page import page
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.core.pagecache import public_page
from samspil.core.stored import in_frame
from samspil.identity.actor import actor_of


@public_page
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever may see the alliance; what is the parties' own only for them."""
    actor = actor_of(request)
    room = rooms.Room(queries.get_alliance_for(actor, slug))
    return in_frame(request, actor, "alliances/giving/picture.html", page(actor, room))


@login_required
def contact(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """Become the contact of one of one's own parties, or let nobody be."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party, found = queries.get_own_party_for(actor, room, party_id), queries.contacts_of(room).get(party_id)
    start = {"name": queries.name_of(actor), "shown": found.shown if found else False, "for_organisation": party.organisation_id}
    form = ContactForm(request.POST if "drop" not in request.POST and request.method == "POST" else None, initial=start)
    if "drop" in request.POST:
        return told(request, f"{room.alliance.address}billede/", drop_contact(actor, slug, party.organisation_id or 0), "Ingen er nævnt længere.")
    if form.is_valid():
        data = form.cleaned_data
        result = name_contact(actor, slug, data["for_organisation"], data["name"], shown=data["shown"], now=timezone.now())
    if written(result):
        return redirect(f"{room.alliance.address}billede/")
    return shown_again(request, "alliances/giving/contact.html", shown_with(room, form, party=party, found=found), result)
