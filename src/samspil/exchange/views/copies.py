"""An earlier roster as the pattern of the next: the form, what would be written, and one press that writes it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.copy_roster import copy_of, copy_roster
from samspil.exchange.forms.copy import CopyForm
from samspil.exchange.presenting.times import time_of
from samspil.exchange.views.answers import refused_form
from samspil.exchange.views.shifts import SECTION, place
from samspil.identity.actor import actor_of

TEMPLATE = "exchange/shifts/copy.html"
# So many are told by their times; of the rest how many.
MOST_TOLD = 10


@login_required
@never_cache
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    need = queries.get_own_need_for(actor, slug)
    form = CopyForm(request.POST or None, rosters=queries.own_rosters(actor), initial={"source": str(need.pk)})
    shown = {**SECTION, "need": need, "form": form}
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    if "write" in request.POST:
        number = copy_roster(actor, need.pk, form.words, now=now)
        if isinstance(number, Refusal):
            return refused_form(request, TEMPLATE, form, number, shown)
        messages.success(request, f"{number} vagter er skrevet." if number > 1 else "Vagten er skrevet.")
        return redirect(place(slug))
    plan = copy_of(actor, need, form.words, now)
    if isinstance(plan, Refusal):
        return refused_form(request, TEMPLATE, form, plan, shown)
    times = [(one.role, time_of(one)) for one in plan.shifts]
    return render(request, TEMPLATE, {**shown, "plan": plan, "times": times[:MOST_TOLD], "more": times[MOST_TOLD:], "last": times[-1][1]})
