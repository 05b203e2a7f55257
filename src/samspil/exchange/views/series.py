"""Change a series: the form, what would happen, and one press that does what was shown."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.change_series import CHANGED, change_series
from samspil.exchange.actions.plan_series import NAMES, plan_of
from samspil.exchange.forms.shift import SeriesForm
from samspil.exchange.presenting.series import change_page, form_page
from samspil.exchange.views.answers import refused_form
from samspil.exchange.views.shifts import SECTION, place
from samspil.identity.actor import actor_of

FORM, SHOWN = "exchange/shifts/series.html", "exchange/shifts/change.html"


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
