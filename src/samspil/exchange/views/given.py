"""What an organisation was given: hours it confirms, sees otherwise or corrects, its sums, and its thanks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.give_hours import answer_hours, correct_clock
from samspil.exchange.actions.say_thanks import say_thanks
from samspil.exchange.forms.hours import DisputeForm, LengthForm, ThanksForm, as_fields
from samspil.exchange.presenting import efforts
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 120


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/efforts/theirs.html", {**SECTION, **efforts.theirs_page(actor_of(request), request.GET.get("aar", ""))})


@login_required
@require_POST
def confirm(request: HttpRequest, hours_id: int) -> HttpResponse:
    result = answer_hours(actor_of(request), hours_id, "confirm", seen=request.POST.get("seen", ""), now=timezone.now())
    return told(request, efforts.THEIRS_AT, result, "Timerne er bekræftet. Tak.")


@login_required
def dispute(request: HttpRequest, hours_id: int) -> HttpResponse:
    actor, template = actor_of(request), "exchange/efforts/dispute.html"
    row = efforts.their_row(actor, hours_id)
    form = DisputeForm(request.POST or None)
    shown = {**SECTION, "form": form, **efforts.waiting_line(row)}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    result = answer_hours(actor, row.pk, "dispute", words=form.cleaned_data["words"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Det er sendt. Den, der hjalp, kan rette timerne eller tale med jer.")
    return redirect(efforts.THEIRS_AT)


@login_required
def correct(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    actor, template = actor_of(request), "exchange/efforts/correct.html"
    found = efforts.clocked(actor, kind, pk)
    if not actor.may("exchange.work", found["need"]):
        raise Http404(efforts.NOT_HERE)
    form = LengthForm(request.POST or None, initial=as_fields(found["minutes"]))
    shown = {**SECTION, **found, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    result = correct_clock(actor, (kind, pk), form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Timerne er rettet, og den, der hjalp, får besked.")
    return redirect(f"{result.need.address}{'vagter/' if kind == 'place' else '#hvem'}")


@login_required
def thank(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor, template = actor_of(request), "exchange/efforts/thank.html"
    queries.get_own_need_for(actor, slug)
    signup = queries.get_signup_for(actor, slug, signup_id)
    form = ThanksForm(request.POST or None)
    shown = {**SECTION, "form": form, "signup": signup, "need": signup.need}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    if too_many(request, "thanks", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er skrevet mange tak den sidste time. Vent lidt.")
        return render(request, template, shown, status=429)
    result = say_thanks(actor, signup.pk, form.cleaned_data["text"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Takken er givet. Den står på en side, kun den, der hjalp, ser.")
    return redirect(f"{signup.need.address}#hvem")
