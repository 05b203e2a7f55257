"""Change a series or one shift: the form, what would happen, and one press that does what was shown."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.change_series import CHANGED, change_series
from samspil.exchange.actions.change_shift import change_shift, one_of, plan_shift
from samspil.exchange.actions.plan_series import NAMES, plan_of
from samspil.exchange.forms.shift import OneShiftForm, SeriesForm
from samspil.exchange.presenting.series import change_one_page, change_page, form_page, one_page
from samspil.exchange.views.answers import refused_form
from samspil.exchange.views.shifts import SECTION, place
from samspil.identity.actor import actor_of

FORM, SHOWN = "exchange/shifts/series.html", "exchange/shifts/change.html"
ONE, SHOWN_ONE = "exchange/shifts/one.html", "exchange/shifts/change_one.html"


@login_required
@never_cache
def change(request: HttpRequest, slug: str, series_id: int) -> HttpResponse:
    """Without a stamp the press shows what would happen; with the one that was shown it is done, unless something has changed since."""
    actor, now = actor_of(request), timezone.now()
    need, row = queries.get_series_for(actor, slug, series_id)
    form = SeriesForm(request.POST or None, initial={name: getattr(row, name) for name in NAMES})
    shown = {**SECTION, **form_page(need, row), "form": form}
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return render(request, FORM, shown, status=422 if form.errors else 200)
    status, stamp = 200, request.POST.get("stamp")
    if stamp:
        result = change_series(actor, need.pk, row.pk, form.words, stamp, call_off="call_off" in request.POST, now=now)
        if not isinstance(result, Refusal):
            messages.success(request, result)
            return redirect(place(slug))
        if result != CHANGED:
            return refused_form(request, FORM, form, result, shown)
        messages.warning(request, result.text)
        row.refresh_from_db()
        status = 409
    plan = plan_of(row, form.words, now)
    if isinstance(plan, Refusal):
        return refused_form(request, FORM, form, plan, shown)
    return render(request, SHOWN, {**shown, **change_page(need, plan, now)}, status=status)


@login_required
@never_cache
def change_one(request: HttpRequest, slug: str, shift_id: int) -> HttpResponse:
    """The same of one shift."""
    actor, now = actor_of(request), timezone.now()
    need, shift = queries.get_shift_for(actor, slug, shift_id)
    before = one_of(shift)
    form = OneShiftForm(request.POST or None, initial={**vars(before), "first": before.day, "requires": list(before.requires)})
    shown = {**SECTION, **one_page(need, shift), "form": form}
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return render(request, ONE, shown, status=422 if form.errors else 200)
    status, stamp = 200, request.POST.get("stamp")
    if stamp:
        result = change_shift(actor, shift.pk, form.words, stamp, now=now)
        if not isinstance(result, Refusal):
            messages.success(request, result)
            return redirect(place(slug))
        if result != CHANGED:
            return refused_form(request, ONE, form, result, shown)
        messages.warning(request, result.text)
        shift.refresh_from_db()
        status = 409
    plan = plan_shift(shift, form.words, now)
    if isinstance(plan, Refusal):
        return refused_form(request, ONE, form, plan, shown)
    return render(request, SHOWN_ONE, {**shown, **change_one_page(need, plan, now)}, status=status)
