"""Give the baton on, read the note, say who takes over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries, together
from samspil.alliances.actions.hand_over import hand_over
from samspil.alliances.actions.take_over import give_to_parties, take_over
from samspil.alliances.forms.handover import HandoverForm
from samspil.alliances.models import Handover
from samspil.alliances.presenting import handover as shown
from samspil.alliances.presenting import talk
from samspil.alliances.views.answers import told
from samspil.alliances.views.write import shown_again, shown_with
from samspil.identity.actor import actor_of


@login_required
def baton(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom one turns to in each party."""
    actor = actor_of(request)
    return render(request, "alliances/handover/baton.html", shown.page(actor, queries.get_working_room_for(actor, slug)))


@login_required
def give(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """Somebody else of the same party takes over."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_own_party_for(actor, room, party_id)
    form = HandoverForm(request.POST or None, people=shown.people_of(party), initial={"for_organisation": party.organisation_id})
    if form.is_valid():
        data = form.cleaned_data
        result = hand_over(actor, slug, data["for_organisation"], data["to"], data["words"], now=timezone.now())
    if isinstance(result, Handover):
        return told(request, reverse("alliances:handover_note", args=[slug, result.pk]), result, "Stafetten er givet videre. Her er noten.")
    return shown_again(request, "alliances/handover/give.html", {**talk.place(actor, room), **shown_with(room, form, party=party)}, result)


@login_required
def note(request: HttpRequest, slug: str, handover_id: int) -> HttpResponse:
    """What is under way, for the party whose baton it is."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    return render(request, "alliances/handover/note.html", {**talk.place(actor, room), **shown.note(together.get_handover_for(actor, room, handover_id))})


@login_required
@require_POST
def takes_over(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = request.POST.get("for_organisation", "")
    known = int(organisation) if organisation.isascii() and organisation.isdecimal() and len(organisation) < 19 else 0
    result = take_over(actor_of(request), slug, known, now=timezone.now())
    return told(request, reverse("alliances:baton", args=[slug]), result, "Tak. De andre får besked om, at I tager over.")


@login_required
@require_POST
def lets_go(request: HttpRequest, slug: str) -> HttpResponse:
    result = give_to_parties(actor_of(request), slug, now=timezone.now())
    return told(request, reverse("alliances:alliances"), result, "Alliancen er nu parternes. De er spurgt, hvem der tager over.")
