"""Somebody phones in and has no e-mail: staff write for them what they say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.exchange import desk, queries
from samspil.exchange.actions.help_in import offer_for, sign_up_for
from samspil.exchange.actions.post_offer import NewOffer
from samspil.exchange.forms.desk import PhonedOfferForm, PhonedYesForm
from samspil.exchange.views.answers import refused_form
from samspil.exchange.views.desk import STAFF_AT, scope_for


@login_required
@never_cache
def offer(request: HttpRequest) -> HttpResponse:
    """They offer something."""
    actor, scope, shown = scope_for(request, staff=True)
    people = queries.assisted_people(actor)
    start = {"kind": "time", "max_km": 10, "people": 1, "municipality": scope.municipalities[0]}
    form = PhonedOfferForm(request.POST or None, people=people, initial=start)
    shown |= {"form": form, "people": people, "mode": "offer"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/desk/phoned.html", shown, status=422 if form.errors else 200)
    result = offer_for(actor, form.cleaned_data["who"], NewOffer(words=form.written()), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/desk/phoned.html", form, result, shown)
    messages.success(request, "Tilbuddet er skrevet. Det er personens eget, og det står, at du har skrevet det for dem.")
    return redirect(STAFF_AT)


@login_required
@never_cache
def say_yes(request: HttpRequest) -> HttpResponse:
    """They say yes to something."""
    actor, scope, shown = scope_for(request, staff=True)
    people, needs = queries.assisted_people(actor), desk.open_needs(actor, scope)
    form = PhonedYesForm(request.POST or None, people=people, needs=needs, initial={"party_size": 1, "need": request.GET.get("behov", "")})
    shown |= {"form": form, "people": people, "mode": "yes"}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/desk/phoned.html", shown, status=422 if form.errors else 200)
    who = next(one for one in people if one.pk == form.cleaned_data["who"])
    yes = form.yes_of(who.person.first_name or "En, der ringede")
    result = sign_up_for(actor, who.pk, form.cleaned_data["need"], yes, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/desk/phoned.html", form, result, shown)
    messages.success(request, "Personen er skrevet på, og det står, at du har gjort det for dem.")
    return redirect(STAFF_AT)
