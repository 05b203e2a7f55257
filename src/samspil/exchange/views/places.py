"""Say yes to a need, give the place back, and answer those who said yes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.answer_place import answer_place, give_back, take_offered
from samspil.exchange.actions.sign_up import sign_up
from samspil.exchange.domain.signups import SignupState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.forms.pair import PairYesForm
from samspil.exchange.forms.signup import DeclineForm, YesForm
from samspil.exchange.presenting import needs, places
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 30
SAID = {
    SignupState.CONFIRMED: "Tak! Du har en plads.",
    SignupState.WAITING: "Tak! Du er på ventelisten og får besked, når der er plads.",
    SignupState.ASKED: "Tak! De, der spørger, svarer dig her.",
}


@login_required
def say_yes(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_need_for(actor, slug)
    if request.method != "POST" and queries.has_live_place(actor, need):
        return redirect(need.address)
    limit = places.limit_of(need)
    form_of = PairYesForm if need.kind == NeedKind.PAIR else YesForm
    form = form_of(request.POST or None, limit=limit, initial={"party_size": 1})
    shown = {**SECTION, "form": form, "need": need, "limit": limit, "facts": needs.facts(need)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/needs/yes.html", shown, status=422 if form.errors else 200)
    if too_many(request, "signup", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er sagt ja mange gange herfra den sidste time. Vent lidt.")
        return render(request, "exchange/needs/yes.html", shown, status=429)
    result = sign_up(actor, need.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/needs/yes.html", form, result, shown)
    messages.success(request, SAID[SignupState(result.state)])
    return redirect(f"{need.address}tavshed/" if need.confidential and result.state == SignupState.CONFIRMED else need.address)


@login_required
@require_POST
def return_place(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    result = give_back(actor, signup.pk, now=timezone.now())
    return told(request, signup.need.address, result, str(result))


@login_required
@require_POST
def take(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    result = take_offered(actor, signup.pk, now=timezone.now())
    return told(request, signup.need.address, result, str(result))


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, signup_id: int, errand: str) -> HttpResponse:
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    result = answer_place(actor, signup.pk, errand, now=timezone.now())
    return told(request, f"{signup.need.address}#hvem", result, str(result))


@login_required
def decline(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    actor = actor_of(request)
    queries.get_own_need_for(actor, slug)
    signup = queries.get_signup_for(actor, slug, signup_id)
    form = DeclineForm(request.POST or None)
    shown = {**SECTION, "form": form, "signup": signup, "need": signup.need}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/needs/decline.html", shown, status=422 if form.errors else 200)
    said = form.cleaned_data
    result = answer_place(actor, signup.pk, "decline", reason=said["reason"], words=said["words"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/needs/decline.html", form, result, shown)
    messages.success(request, result)
    return redirect(f"{signup.need.address}#hvem")
