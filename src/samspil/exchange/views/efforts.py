"""What one gave: one's own page, hours written by hand, and thanks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.give_hours import change_hours, say_clock_is_wrong, take_hours_back, write_hours
from samspil.exchange.actions.say_thanks import put_thanks_away
from samspil.exchange.forms.hours import ChangedHoursForm, HoursForm, LengthForm, as_fields
from samspil.exchange.presenting import efforts
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
FORM = "exchange/efforts/write.html"
MOST_AN_HOUR = 60
SAID = "Tak. Timerne tæller, når de, du gav dem til, har bekræftet dem."


@login_required
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/efforts/own.html", {**SECTION, **efforts.own_page(actor_of(request), request.GET.get("aar", ""))})


@login_required
def write(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    form = HoursForm(request.POST or None, initial={"people": signup.party_size, "day": localdate()})
    shown = {**SECTION, "form": form, "need": signup.need, "about": signup.need.title}
    if request.method != "POST" or not form.is_valid():
        return render(request, FORM, shown, status=422 if form.errors else 200)
    if too_many(request, "hours", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er skrevet mange timer ind den sidste time. Vent lidt.")
        return render(request, FORM, shown, status=429)
    result = write_hours(actor, signup.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, FORM, form, result, shown)
    messages.success(request, SAID)
    return redirect(efforts.page_of(result.day))


@login_required
def change(request: HttpRequest, hours_id: int) -> HttpResponse:
    actor = actor_of(request)
    row = efforts.own_row(actor, hours_id)
    form = ChangedHoursForm(request.POST or None, initial=as_fields(row.minutes, people=row.people, words=row.words))
    shown = {**SECTION, "form": form, "need": row.need, "about": row.need.title, "day": row.day, "said": row.said}
    if request.method != "POST" or not form.is_valid():
        return render(request, FORM, shown, status=422 if form.errors else 200)
    result = change_hours(actor, row.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, FORM, form, result, shown)
    messages.success(request, SAID)
    return redirect(efforts.page_of(result.day))


@login_required
def wrong(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The clock had it wrong: the person says how long it took."""
    actor = actor_of(request)
    found = efforts.clocked(actor, kind, pk)
    form = LengthForm(request.POST or None, initial=as_fields(found["minutes"]))
    shown = {**SECTION, **found, "form": form, "clock": True}
    if request.method != "POST" or not form.is_valid():
        return render(request, FORM, shown, status=422 if form.errors else 200)
    result = say_clock_is_wrong(actor, (kind, pk), form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, FORM, form, result, shown)
    messages.success(request, SAID)
    return redirect(efforts.page_of(result.day))


@login_required
@require_POST
def take_back(request: HttpRequest, hours_id: int) -> HttpResponse:
    result = take_hours_back(actor_of(request), hours_id, now=timezone.now())
    return told(request, efforts.OWN_AT, result, "Timerne er trukket tilbage og tæller ikke med.")


@login_required
@require_POST
def put_away(request: HttpRequest, thanks_id: int) -> HttpResponse:
    result = put_thanks_away(actor_of(request), thanks_id)
    return told(request, f"{efforts.OWN_AT}#tak", result, str(result))
