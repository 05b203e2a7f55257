"""Ask for something, show it, look after it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.pagecache import public_page
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame
from samspil.exchange import queries
from samspil.exchange.actions.move_need import move_need
from samspil.exchange.actions.write_need import change_need, write_need
from samspil.exchange.forms.need import NeedForm
from samspil.exchange.presenting import needs
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import Actor, actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 40
SAID = {"publish": "Behovet er vist for alle.", "close": "Behovet er lukket.", "cancel": "Behovet er aflyst."}


def need_form(request: HttpRequest, actor: Actor, **kwargs: Any) -> NeedForm:
    """The form for this person."""
    return NeedForm(request.POST or None, own=queries.own_organisations(actor), undertakings=queries.own_initiatives(actor), **kwargs)


@login_required
def write(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not actor.may("exchange.ask"):
        return render(request, "exchange/needs/no_organisation.html", SECTION)
    form = need_form(request, actor, initial=needs.fresh(actor, request.GET))
    shown = {**SECTION, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/needs/write.html", shown, status=422 if form.errors else 200)
    if too_many(request, "need", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er skrevet mange behov herfra den sidste time. Vent lidt.")
        return render(request, "exchange/needs/write.html", shown, status=429)
    result = write_need(actor, int(form.cleaned_data["for_organisation"]), form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/needs/write.html", form, result, shown)
    messages.success(request, "Behovet er gemt som kladde. Se det igennem, og vis det så for alle.")
    return redirect(result.address)


@public_page
def read(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    return in_frame(request, actor, "exchange/needs/need.html", {**SECTION, **needs.page(actor, queries.get_need_for(actor, slug))})


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    form = need_form(request, actor, initial=needs.begun(need))
    shown = {**SECTION, "form": form, "need": need}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/needs/write.html", shown, status=422 if form.errors else 200)
    result = change_need(actor, need.pk, form.written(), revision=form.cleaned_data["revision"] or 0, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/needs/write.html", form, result, shown)
    messages.success(request, "Behovet er rettet.")
    return redirect(need.address)


@login_required
@require_POST
def move(request: HttpRequest, slug: str, errand: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    return told(request, need.address, move_need(actor, need.pk, errand, now=timezone.now()), SAID[errand])
