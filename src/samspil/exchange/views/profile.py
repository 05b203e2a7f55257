"""The profile one owns: as a file, as a proof, and the open page that checks a proof's code."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange.actions.prove_effort import make_proof, take_proof_back
from samspil.exchange.forms.profile import ProfileForm
from samspil.exchange.presenting import profile
from samspil.exchange.profiles import called, organisers_of
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

PAGE = "exchange/efforts/profile.html"
MOST_AN_HOUR, MOST_CHECKS = 30, 60


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Choose what to show; then take it as a file, or make a proof of it."""
    actor = actor_of(request)
    form = ProfileForm(request.POST or None, organisers=organisers_of(actor.person_id or 0), initial={"name": called(actor)})
    shown = {"section": "exchange", "form": form, "proofs": profile.lines_of(actor)}
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, shown, status=422 if form.errors else 200)
    if too_many(request, "effort-proof", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er hentet mange profiler herfra den sidste time. Vent lidt.")
        return render(request, PAGE, shown, status=429)
    if request.POST.get("what") == "file":
        text = json.dumps(profile.own_file(actor, form.written()), ensure_ascii=False, indent=2)
        named = {"Content-Disposition": f'attachment; filename="min-indsats-{localdate().isoformat()}.json"'}
        return HttpResponse(text, content_type="application/json; charset=utf-8", headers=named)
    result = make_proof(actor, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, PAGE, form, result, shown)
    messages.success(request, "Beviset er lavet. Hent det som PDF, og giv det til hvem du vil.")
    return redirect(f"{profile.OWN_AT}#beviser")


@login_required
@require_POST
def take_back(request: HttpRequest, proof_id: int) -> HttpResponse:
    result = take_proof_back(actor_of(request), proof_id)
    return told(request, f"{profile.OWN_AT}#beviser", result, str(result))


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """For everybody: whether a code holds. Tried often, it says wait."""
    code = request.GET.get("kode", "")[:40]
    if code and too_many(request, "proof-code", limit=MOST_CHECKS, seconds=3600):
        return HttpResponse("Der er prøvet mange koder herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    found = profile.checked(code) if code else {}
    answer = render(request, "exchange/efforts/check.html", {"section": "exchange", "code": code, "asked": bool(code), **found})
    answer.headers["Cache-Control"] = "no-store"
    return answer
