"""What people know or have."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.keep_qualification import drop_qualification, see_qualification, tell_qualification
from samspil.exchange.eligible import asked_by
from samspil.exchange.forms.qualification import QualificationForm
from samspil.exchange.presenting import qualifications
from samspil.exchange.views.answers import refused_form
from samspil.identity.actor import actor_of

OWN, SEEN = "exchange/trust/qualifications.html", "exchange/trust/seen.html"


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """One's own, and a form for another."""
    actor = actor_of(request)
    form = QualificationForm(request.POST or None)
    shown = {"section": "exchange", "form": form, "lines": qualifications.own(actor, localdate())}
    if request.method != "POST" or not form.is_valid():
        return render(request, OWN, shown, status=422 if form.errors else 200)
    result = tell_qualification(actor, form.cleaned_data["skill"], form.cleaned_data["expires_on"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, OWN, form, result, shown)
    messages.success(request, "Det er skrevet. Vis beviset til dem, der søger folk, første gang du kommer.")
    return redirect("exchange:qualifications")


@login_required
@require_POST
def drop(request: HttpRequest, skill: str) -> HttpResponse:
    drop_qualification(actor_of(request), skill)
    messages.success(request, "Det er slettet.")
    return redirect("exchange:qualifications")


@login_required
def seen(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    """Those who ask note what they saw the paper of."""
    actor = actor_of(request)
    signup = queries.get_signup_for(actor, slug, signup_id)
    if not actor.may("exchange.work", signup.need):
        raise Http404(queries.NO_SIGNUP)
    skills = asked_by(signup.need)
    form = QualificationForm(request.POST or None, skills=skills, seen=True)
    shown = {"section": "exchange", "form": form, "signup": signup, "need": signup.need, "lines": qualifications.of_signup(signup, skills, localdate())}
    if request.method != "POST" or not form.is_valid():
        return render(request, SEEN, shown, status=422 if form.errors else 200)
    result = see_qualification(actor, signup.pk, form.cleaned_data["skill"], form.cleaned_data["expires_on"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, SEEN, form, result, shown)
    messages.success(request, "Det er skrevet ned, at I har set det. Selve beviset gemmes ikke.")
    return redirect(f"{signup.need.address}#hvem")
