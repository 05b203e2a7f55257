"""Administrators block accounts, see which are blocked and why, and open them again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.identity import people
from samspil.identity.actions import block as blocking
from samspil.identity.actor import actor_of
from samspil.identity.forms import BlockForm
from samspil.identity.views.members import tell


def overview(request: HttpRequest) -> HttpResponse:
    blocked = people.blocked_for(actor_of(request))
    form = BlockForm(request.POST or None)
    if form.is_valid():
        result = blocking.block(actor_of(request), form.cleaned_data["email"], form.cleaned_data["reason"], now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.email} er spærret, logget ud overalt og får besked med mail.")
            return redirect("/bord/personer/spaer/")
        form.add_error("email", result.text)
    return render(request, "identity/blocking.html", {"section": "desk", "form": form, "blocked": blocked}, status=422 if form.errors else 200)


@require_POST
def unblock(request: HttpRequest, person_id: int) -> HttpResponse:
    people.blocked_for(actor_of(request))
    result = blocking.unblock(actor_of(request), person_id)
    tell(request, result, "" if isinstance(result, Refusal) else f"{result.email} kan logge ind igen.")
    return redirect("/bord/personer/spaer/")
