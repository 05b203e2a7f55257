"""Child certificates: who needs one, and what was noted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from samspil.core.refusals import Refusal
from samspil.exchange.actions.keep_certificate import keep_certificate
from samspil.exchange.forms.certificate import CertificateForm
from samspil.exchange.presenting import certificates
from samspil.exchange.views.answers import refused_form
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/trust/certificates.html", {**SECTION, **certificates.page(actor_of(request), localdate())})


@login_required
def note(request: HttpRequest, organisation_id: int, person_id: int) -> HttpResponse:
    actor = actor_of(request)
    form = CertificateForm(request.POST or None)
    shown = {**SECTION, **certificates.one(actor, organisation_id, person_id, localdate()), "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/trust/certificate.html", shown, status=422 if form.errors else 200)
    result = keep_certificate(actor, organisation_id, person_id, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/trust/certificate.html", form, result, shown)
    messages.success(request, "Det er skrevet ned. Slet selve attesten nu.")
    return redirect("/behov/attester/")
