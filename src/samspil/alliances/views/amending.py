"""Amend an agreement that holds, renew it, and see two versions side by side."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.amend import Dropping, Proposal, begin_amendment, drop_amendment
from samspil.alliances.actions.renew import Renewal, let_it_stand, renew_agreement
from samspil.alliances.actions.working import NO_AMENDMENT
from samspil.alliances.forms.amending import DropForm, ProposeForm, RenewForm
from samspil.alliances.forms.base import PartyForm
from samspil.alliances.presenting import amendments
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.end import speaking_party
from samspil.alliances.views.write import shown_again, shown_with, written
from samspil.identity.actor import Actor, actor_of

AGAIN = "Ændringen er begyndt med den tekst, der blev afvist. Ret den nu. Aftalen gælder imens."
LONGER = timedelta(days=365)


def place(room: Room) -> str:
    return f"{room.alliance.address}aendring/"


def acting(actor: Actor, room: Room) -> dict[str, Any]:
    """The party that the viewer speaks for, as a form begins with it."""
    party = speaking_party(actor, room)
    return {"for_organisation": party.organisation_id if party else None}


@login_required
def amendment(request: HttpRequest, slug: str) -> HttpResponse:
    """The amendment that is open, or a proposal of one; and what became of the earlier ones."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    page = amendments.page(actor, room)
    again = next((one for one in page["earlier"] if str(one["again"]) == request.GET.get("igen")), None)
    form = ProposeForm(request.POST or None, initial={**acting(actor, room), **(amendments.begun_with(again) if again else {})})
    if form.is_valid():
        data = form.cleaned_data
        result = begin_amendment(actor, slug, Proposal(data["for_organisation"], data["what"], data["why"], data["again"]), now=timezone.now())
    if written(result):
        messages.success(request, AGAIN if form.cleaned_data["again"] else "Ændringen er begyndt. Skriv den nu. Aftalen gælder imens.")
        return redirect(place(room))
    shown = shown_with(room, form, party=speaking_party(actor, room), again=again, **page)
    return shown_again(request, "alliances/amendments/amendment.html", shown, result)


@login_required
def drop(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the open amendment up, for the party in the form."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    start = {**acting(actor, room), "amendment": room.amendment.pk if room.amendment else 0}
    form = DropForm(request.POST or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        result = drop_amendment(actor, slug, Dropping(data["for_organisation"], data["amendment"], data["reason"]), now=timezone.now())
    if written(result) or room.amendment is None:
        return told(request, place(room), result or NO_AMENDMENT, "Ændringen er droppet. Aftalen gælder som før. Alle parter får besked.")
    shown = shown_with(room, form, party=speaking_party(actor, room), amendment=room.amendment, holds=room.in_force)
    return shown_again(request, "alliances/amendments/drop.html", shown, result)


@login_required
def renew(request: HttpRequest, slug: str) -> HttpResponse:
    """Renew, amend or end: the days that may be moved stand in the form."""
    actor, result = actor_of(request), None
    room = queries.get_working_room_for(actor, slug)
    form = RenewForm(request.POST or None, initial={**acting(actor, room), **days_later(room)})
    if form.is_valid():
        data = form.cleaned_data
        result = renew_agreement(actor, slug, Renewal(data["for_organisation"], data["last_day"], data["review_on"], data["why"]), now=timezone.now())
    if written(result):
        messages.success(request, "Forlængelsen er skrevet som en ændring. Se den igennem, og gør den klar til underskrift.")
        return redirect(place(room))
    shown = shown_with(room, form, party=speaking_party(actor, room), **amendments.page(actor, room))
    return shown_again(request, "alliances/amendments/renew.html", shown, result)


def days_later(room: Room) -> dict[str, date | None]:
    """As long a period again, and a look at it halfway."""
    first, last = room.plan.first, room.plan.last
    if last is None:
        return {}
    length = last - first if first else LONGER
    return {"last_day": last + length, "review_on": last + length / 2}


@login_required
@require_POST
def stands(request: HttpRequest, slug: str) -> HttpResponse:
    """They have looked at it together, and let it stand."""
    actor, form = actor_of(request), PartyForm(request.POST)
    room = queries.get_working_room_for(actor, slug)
    organisation = form.cleaned_data["for_organisation"] if form.is_valid() else 0
    said = "Det er noteret. De andre får besked."
    return told(request, room.alliance.address, let_it_stand(actor, slug, organisation, now=timezone.now()), said)


@login_required
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions of the agreement side by side: ?fra=1&til=2."""
    room = queries.get_working_room_for(actor_of(request), slug)
    versions = queries.versions_of(room)
    shown = amendments.comparison(room, versions, request.GET.get("fra", ""), request.GET.get("til", ""))
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative}
    return render(request, "alliances/amendments/compare.html", {**place, **shown})
