"""Offer a shift for another's, take the offer back, and answer one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.swap_shifts import answer_swap, offer_swap, take_swap_back
from samspil.exchange.presenting.swaps import offer_page
from samspil.exchange.views.answers import told
from samspil.exchange.views.shifts import SECTION, is_number, place
from samspil.identity.actor import actor_of

CHOOSE = Refusal("choose", "Vælg den vagt, du vil bytte til.")


@login_required
@never_cache
def offer(request: HttpRequest, slug: str, place_id: int) -> HttpResponse:
    """Choose the shift one would rather have; those who have it are asked."""
    actor, now = actor_of(request), timezone.now()
    need = queries.get_roster_need_for(actor, slug)
    one = queries.get_own_place(actor, need, place_id)
    if request.method != "POST":
        return render(request, "exchange/shifts/swap.html", {**SECTION, **offer_page(need, one, now)})
    chosen = request.POST.get("shift", "")
    result = offer_swap(actor, one.pk, int(chosen), now=now) if is_number(chosen) else CHOOSE
    back = f"{place(slug)}plads/{one.pk}/byt/" if isinstance(result, Refusal) else place(slug)
    return told(request, back, result, str(result))


@login_required
@require_POST
def take_back(request: HttpRequest, slug: str, place_id: int) -> HttpResponse:
    actor = actor_of(request)
    queries.get_roster_need_for(actor, slug)
    result = take_swap_back(actor, place_id)
    return told(request, place(slug), result, str(result))


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, swap_id: int, errand: str) -> HttpResponse:
    """Say yes or no to swapping."""
    actor = actor_of(request)
    queries.get_roster_need_for(actor, slug)
    result = answer_swap(actor, swap_id, yes=errand == "yes", now=timezone.now())
    return told(request, place(slug), result, str(result))
