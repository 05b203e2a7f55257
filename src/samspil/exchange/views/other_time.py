"""Yes, but at another time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.other_time import answer_time, propose_time
from samspil.exchange.forms.other_time import OtherTimeForm
from samspil.exchange.presenting import needs
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

MOST_AN_HOUR = 20
TEMPLATE = "exchange/needs/other_time.html"


@login_required
def propose(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    form = OtherTimeForm(request.POST or None)
    shown = {"section": "exchange", "form": form, "need": signup.need, "when": needs.when_of(signup.need)}
    if request.method != "POST" or not form.is_valid():
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    if too_many(request, "another-time", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er foreslået mange tider den sidste time. Vent lidt.")
        return render(request, TEMPLATE, shown, status=429)
    result = propose_time(actor, signup.pk, form.cleaned_data["wanted"], form.cleaned_data["words"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, TEMPLATE, form, result, shown)
    messages.success(request, "Forslaget er sendt. Din plads er, som den var, til I er enige.")
    return redirect(signup.need.address)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    result = answer_time(actor, signup.pk, yes=request.POST.get("answer") == "yes", now=timezone.now())
    return told(request, f"{signup.need.address}#hvem", result, str(result))
