"""How views of exchange answer a refusal."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.core.refusals import Refusal
from samspil.exchange.actions.writing import Stale

LABELS = {
    "title": "Én linje",
    "text": "Tekst",
    "for_whom": "Til hvem",
    "when_words": "Hvornår",
    "hours": "Hvor længe",
    "duration": "Hvor længe",
    "wont": "Vil ikke",
    "learns": "Hvad man lærer",
    "access": "Adgang",
    "contact": "Tager imod",
    "place": "Sted",
}


def refused_form(request: HttpRequest, template: str, form: Form, refusal: Refusal, shown: dict[str, Any]) -> HttpResponse:
    """The form again with what was typed and why it was refused; after a collision also with what the other wrote, ready to be saved over it."""
    stands = []
    if isinstance(refusal, Stale):
        data = request.POST.copy()  # the fields keep what was typed; only the revision is the newest
        data["revision"] = str(refusal.revision)
        form.data = data
        stands = [(LABELS.get(name, name), text) for name, text in refusal.stands if text]
    form.add_error(None, f"{refusal.text} ({refusal.law})" if refusal.law else refusal.text)
    return render(request, template, {**shown, "form": form, "stands": stands}, status=409)


def told(request: HttpRequest, address: str, result: object, said: str) -> HttpResponse:
    """Back to a page with what happened, or with why it did not."""
    if isinstance(result, Refusal):
        messages.warning(request, f"{result.text} ({result.law})" if result.law else result.text)
    else:
        messages.success(request, said)
    return redirect(address)
