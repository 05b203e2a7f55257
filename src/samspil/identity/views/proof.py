"""Proving once more that it is you, for who has neither password nor second step: by a code to the address."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from samspil.core import ratelimit
from samspil.identity import proof
from samspil.identity.actor import actor_of
from samspil.identity.forms import ProofCodeForm

TOO_MANY = "Der er sendt for mange koder. Prøv igen om en time."
WRONG = "Koden er ikke rigtig, eller den er for gammel. Se efter igen, eller få en ny."


@login_required
def by_code(request: HttpRequest) -> HttpResponse:
    """A press sends the code; the right one leads on."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    onward = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/min-side/"
    sending = request.method == "POST" and "code" not in request.POST
    form = ProofCodeForm(request.POST if "code" in request.POST else None)
    limited = sending and ratelimit.too_many(request, "proof-code", limit=5, seconds=3600)
    if sending and not limited:
        proof.send_code(request)
    if form.is_valid():
        if proof.take_code(request, form.cleaned_data["code"]):
            return redirect(onward)
        form.add_error("code", WRONG)
    shown = {"section": "me", "form": form, "next": onward, "asked": proof.ASKED in request.session, "limited": TOO_MANY if limited else ""}
    return render(request, "identity/prove_by_code.html", {**shown, "actor": actor_of(request)}, status=422 if form.errors or limited else 200)
