"""The municipality's staff and the volunteer centre confirm organisations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity import members
from samspil.identity.actions.confirm_organisation import confirm_organisation
from samspil.identity.actor import actor_of

MOST_SHOWN = 100


def overview(request: HttpRequest) -> HttpResponse:
    return shown(request)


def answer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("site:confirm_organisations")
    yes = request.POST.get("svar") == "ja"
    result = confirm_organisation(actor_of(request), organisation_id, yes=yes, now=timezone.now())
    if isinstance(result, Refusal):
        return shown(request, refusal=result, status=403)
    messages.success(request, f"{result.name} er bekræftet." if yes else f"{result.name} er ikke længere bekræftet.")
    return redirect("site:confirm_organisations")


def shown(request: HttpRequest, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """Those that wait, oldest first."""
    actor = actor_of(request)
    merges = bool(actor.moderates_in) or actor.may("identity.merge_anywhere")
    context = {"section": "desk", "waiting": list(members.waiting_for(actor)[:MOST_SHOWN]), "refusal": refusal, "can_merge": merges}
    return render(request, "identity/confirm_organisations.html", context, status=status)
