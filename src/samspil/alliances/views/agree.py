"""Agree: freeze a version, sign it for a party, and say what happens to the alliance as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries
from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.move_alliance import ASKED_AT, move_alliance
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.forms.signing import SignForm
from samspil.alliances.models.alliance import address_of
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import told
from samspil.alliances.views.read import agreement_again
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of


@login_required
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    result = propose_agreement(actor_of(request), slug, now=timezone.now())
    return told(request, f"{address_of(slug)}aftale/", result, "Aftalen er klar. Nu kan hver part læse den og skrive under.")


@login_required
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """A yes for the party that stands in the form and on its button."""
    actor = actor_of(request)
    if request.method != "POST":
        queries.get_working_room_for(actor, slug)
        return redirect(f"{address_of(slug)}aftale/")
    form = SignForm(request.POST, auto_id=f"id_{request.POST.get('for_organisation', '')[:20]}_%s")
    if not form.is_valid():
        return agreement_again(request, queries.get_working_room_for(actor, slug), form, status=422)
    data = form.cleaned_data
    signature = Signature(data["for_organisation"], data["number"], data["sha256"], data["name"])
    result = accept_agreement(actor, slug, signature, now=timezone.now())
    if isinstance(result, Refusal):
        form.add_error(None, result.text)
        now = queries.get_working_room_for(actor, slug)
        return agreement_again(request, now, of_newest(form, request, now), status=409)
    settled = " Nu har alle sagt ja: I har en aftale." if result.version.agreed_at else ""
    messages.success(request, f"Tak. {result.party.name} har skrevet under.{settled}")
    return redirect(f"{address_of(slug)}aftale/")


def of_newest(form: SignForm, request: HttpRequest, room: Room) -> SignForm:
    """The refused form below the version that waits now: whoever has read that one can sign it."""
    if room.waiting:
        data = request.POST.copy()
        data["number"], data["sha256"] = str(room.waiting.number), room.waiting.sha256
        form.data = data
    return form


@login_required
@require_POST
def move(request: HttpRequest, slug: str, errand: str) -> HttpResponse:
    actor = actor_of(request)
    if errand in ASKED_AT:
        queries.get_working_room_for(actor, slug)
        return redirect(f"{address_of(slug)}{ASKED_AT[errand]}")
    return told(request, address_of(slug), move_alliance(actor, slug, errand, now=timezone.now()), "Det er noteret.")
