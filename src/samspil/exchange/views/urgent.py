"""Urgent help."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.exchange import queries
from samspil.exchange.actions.call_urgently import cannot, choose, start_call, stop_call
from samspil.exchange.presenting import urgent
from samspil.exchange.views.answers import told
from samspil.identity.actor import actor_of

OWN = "/behov/haster/"


@login_required
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """How urgent help is sought for a need, or would be."""
    need = queries.get_own_need_for(actor_of(request), slug)
    return render(request, "exchange/urgent/call.html", {"section": "exchange", **urgent.page(need, timezone.now())})


@login_required
@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    result = start_call(actor, need.pk, now=timezone.now())
    return told(request, f"{need.address}haster/", result, "De første er spurgt. Du får besked, når der er fundet hjælp.")


@login_required
@require_POST
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    return told(request, f"{need.address}haster/", stop_call(actor, need.pk), "Der bliver ikke spurgt flere, og de, der venter, får besked.")


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """What one is asked for now, and how one wants to be asked."""
    actor = actor_of(request)
    if request.method == "POST":
        choose(actor, never="never" in request.POST, nights="nights" in request.POST)
        messages.success(request, "Det er gemt.")
        return redirect(OWN)
    return render(request, "exchange/urgent/own.html", {"section": "exchange", **urgent.own(actor)})


@login_required
@require_POST
def no(request: HttpRequest, ask_id: int) -> HttpResponse:
    result = cannot(actor_of(request), ask_id, now=timezone.now())
    return told(request, OWN, result, "Tak for svaret. Vi spørger en anden. Det er helt i orden, at du ikke kan.")
