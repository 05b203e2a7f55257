"""Searches people keep."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.core.text import clean
from samspil.exchange.actions.keep_search import change_search, drop_search, keep_search
from samspil.exchange.presenting import searches
from samspil.exchange.views.answers import told
from samspil.identity.actor import actor_of

HERE = "/behov/soegninger/"
CPR = Refusal("cpr", "Skriv ikke CPR-numre her. Kald søgningen noget andet.")
USELESS = Refusal("useless", "Den søgning kan ikke gemmes. Søg igen, og gem så.")


@login_required
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/needs/searches.html", {"section": "exchange", **searches.page(actor_of(request), timezone.now())})


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    near = request.POST.get("naer") == "ja"
    found = searches.canonical(is_near=near, raw=request.POST.get("query", "").removeprefix("?"))
    if found is None:
        return told(request, HERE, USELESS, "")
    query, name = found
    result = keep_search(actor_of(request), near=near, query=query, name=name, now=timezone.now())
    return told(request, HERE, result, "Søgningen er gemt. En gang om ugen får du besked, hvis der er noget nyt.")


@login_required
@require_POST
def change(request: HttpRequest, search_id: int) -> HttpResponse:
    """Rename, pause, resume or delete."""
    actor, errand = actor_of(request), request.POST.get("errand", "")
    if errand == "delete":
        refused = drop_search(actor, search_id)
        return told(request, HERE, refused, "Søgningen er slettet.")
    paused = {"pause": True, "resume": False}.get(errand)
    name = " ".join(clean(request.POST.get("name", ""))[:80].split())
    if searches.holds_cpr(name):
        return told(request, HERE, CPR, "")
    result = change_search(actor, search_id, name=name, paused=paused, now=timezone.now())
    if isinstance(result, Refusal):
        return told(request, HERE, result, "")
    messages.success(request, {"pause": "Søgningen holder pause.", "resume": "Du får besked igen."}.get(errand, "Navnet er rettet."))
    return redirect(HERE)
