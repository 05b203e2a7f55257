"""Offer something, confirm it, look after it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.core.pagecache import public_page
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame
from samspil.exchange import queries
from samspil.exchange.actions.change_offer import change_offer, count_free, move_offer
from samspil.exchange.actions.confirm_offer import USELESS, confirm_offer, offer_of
from samspil.exchange.actions.post_offer import NewOffer, post_offer
from samspil.exchange.forms.offer import OfferForm
from samspil.exchange.presenting import offers
from samspil.exchange.presenting.match_lines import lines
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 8
SAID = {"pause": "Tilbuddet er sat på pause. Ingen kan se det imens.", "resume": "Tilbuddet er åbent igen.", "end": "Tilbuddet er taget tilbage."}


def offer_form(request: HttpRequest, **kwargs: Any) -> OfferForm:
    """The form for this visitor."""
    actor = actor_of(request)
    return OfferForm(request.POST or None, known=actor.person_id is not None, own=queries.own_organisations(actor) if actor.memberships else (), **kwargs)


def give(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    start = {"kind": request.GET.get("slags", "time"), "max_km": 10, "people": 1, "municipality": offers.home_of(actor)}
    form = offer_form(request, initial=start)
    shown = {**SECTION, "form": form, "known": actor.person_id is not None}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/offers/give.html", shown, status=422 if form.errors else 200)
    if form.is_from_a_program:
        return redirect("exchange:offer_sent")
    if too_many(request, "offer", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er skrevet mange tilbud herfra den sidste time. Vent lidt.")
        return render(request, "exchange/offers/give.html", shown, status=429)
    new = NewOffer(words=form.written(), for_organisation=form.organisation, email=form.cleaned_data.get("email", ""))
    result = post_offer(actor, new, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/offers/give.html", form, result, shown)
    if actor.person_id is None:
        return redirect("exchange:offer_sent")
    messages.success(request, "Tak. Tilbuddet er åbent.")
    return redirect(on_to(request, result.address))


def on_to(request: HttpRequest, address: str) -> str:
    """Where whoever wrote an offer for a certain need (`?til=slug`) goes on to: to give it there."""
    need = queries.needs_named(actor_of(request), request.GET.get("til", "")[:140])
    return f"{need.address}giv/" if need else address


def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/offers/sent.html", SECTION)


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Looking never confirms: mail scanners follow links."""
    now = timezone.now()
    if request.method != "POST":
        found = offer_of(token, now)
        shown = {**SECTION, "offer": found, "refused": None if found else USELESS.text}
        return render(request, "exchange/offers/confirm.html", shown, status=200 if found else 410)
    result = confirm_offer(token, now=now)
    if isinstance(result, Refusal):
        return render(request, "exchange/offers/confirm.html", {**SECTION, "offer": None, "refused": result.text}, status=410)
    return render(request, "exchange/offers/confirmed.html", {**SECTION, "offer": result})


@public_page
def read(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    offer = queries.get_offer_for(actor, slug)
    return in_frame(request, actor, "exchange/offers/offer.html", {**SECTION, **offers.page(actor, offer), "matches": lines(actor, offer)})


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    offer = queries.get_own_offer_for(actor, slug)
    form = OfferForm(request.POST or None, known=True, initial=offers.begun(offer))
    shown = {**SECTION, "form": form, "offer": offer, "known": True}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/offers/give.html", shown, status=422 if form.errors else 200)
    result = change_offer(actor, offer.pk, form.written(), revision=form.cleaned_data["revision"] or 0, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/offers/give.html", form, result, shown)
    messages.success(request, "Tilbuddet er rettet.")
    return redirect(offer.address)


@login_required
@require_POST
def move(request: HttpRequest, slug: str, errand: str) -> HttpResponse:
    actor = actor_of(request)
    offer = queries.get_own_offer_for(actor, slug)
    return told(request, offer.address, move_offer(actor, offer.pk, errand, now=timezone.now()), SAID[errand])


@login_required
@require_POST
def free(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    offer = queries.get_own_offer_for(actor, slug)
    number = request.POST.get("free", "")
    result = count_free(actor, offer.pk, int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else -1, now=timezone.now())
    return told(request, offer.address, result, "Tak. Alle kan se, hvor mange der er ledige.")
