"""Yearly declarations of associations: theirs, and the municipality's list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.exchange.actions.declare import CHANGED, declare, note_received, take_back, tell_what_it_is
from samspil.exchange.domain.declarations import DeclarationState
from samspil.exchange.forms.declaration import DeclareForm, ReceivedForm, WhatItIsForm
from samspil.exchange.presenting import declarations
from samspil.exchange.views.answers import refused_form, told
from samspil.exchange.views.desk import scope_for
from samspil.identity.actor import actor_of

OWN_AT, DESK_AT = "/behov/erklaering/", "/bord/tilbud-og-behov/erklaeringer/"
SECTION = {"section": "exchange"}


@login_required
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/trust/declarations.html", {**SECTION, **declarations.page(actor_of(request), localdate())})


@login_required
def facts(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the association is."""
    actor = actor_of(request)
    organisation = declarations.led(actor, organisation_id)
    form = WhatItIsForm(request.POST or None, initial=declarations.begun(organisation))
    shown = {**SECTION, "form": form, "organisation": organisation}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/trust/what_it_is.html", shown, status=422 if form.errors else 200)
    seeks = form.cleaned_data["seeks"] == "yes"
    stamp = form.cleaned_data["stamp"]
    result = tell_what_it_is(actor, organisation_id, popular_education=form.popular_education, seeks=seeks, stamp=stamp, now=timezone.now())
    if result is CHANGED:
        messages.error(request, CHANGED.text)
        return redirect(request.path)
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/trust/what_it_is.html", form, result, shown)
    messages.success(request, "Det er gemt. Her ser I, om der skal gives en erklæring.")
    return redirect(OWN_AT)


@login_required
def give(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Declare, for this very association."""
    actor = actor_of(request)
    organisation = declarations.led(actor, organisation_id)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    shown = {**SECTION, "form": form, "organisation": organisation, "year": str(localdate().year)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/trust/declare.html", shown, status=422 if form.errors else 200)
    result = declare(actor, organisation_id, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/trust/declare.html", form, result, shown)
    messages.success(request, f"Erklæringen for {result.year} er givet. Kommunen kan se den her.")
    return redirect(OWN_AT)


@login_required
@require_POST
def back(request: HttpRequest, organisation_id: int) -> HttpResponse:
    actor = actor_of(request)
    declarations.led(actor, organisation_id)
    return told(request, OWN_AT, take_back(actor, organisation_id, now=timezone.now()), "Erklæringen er taget tilbage.")


@login_required
@require_POST
def desk_back(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the municipality noted by mistake today."""
    actor, scope, _ = scope_for(request, staff=True)
    organisation = declarations.in_places(organisation_id, scope.municipalities)
    return told(request, DESK_AT, take_back(actor, organisation.pk, now=timezone.now()), "Det er taget tilbage.")


@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """The municipality's list."""
    actor, scope, shown = scope_for(request, staff=True)
    state = request.GET.get("stand", "")
    chosen = state if state in set(DeclarationState) else ""
    found = declarations.received(actor, scope.municipalities, chosen, request.GET.get("navn", "")[:80].strip(), localdate())
    return render(request, "exchange/desk/declarations.html", {**shown, **found, "here_at": DESK_AT})


@login_required
def note(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Write down that one came another way."""
    actor, scope, shown = scope_for(request, staff=True)
    organisation = declarations.in_places(organisation_id, scope.municipalities)
    form = ReceivedForm(request.POST or None, initial={"day": localdate()})
    shown |= {"form": form, "organisation": organisation, "year": str(localdate().year), "here_at": DESK_AT}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/desk/received.html", shown, status=422 if form.errors else 200)
    result = note_received(actor, organisation_id, form.cleaned_data["day"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/desk/received.html", form, result, shown)
    messages.success(request, f"Det er skrevet ned, at {organisation.name} har givet sin erklæring for {result.year}.")
    return redirect(DESK_AT)
