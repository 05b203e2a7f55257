"""Find a need near oneself, with reasons. What is asked is kept nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspil.exchange.forms.near import USUAL_KM, NearForm
from samspil.exchange.presenting import near
from samspil.identity.actor import actor_of

LONGEST_NUMBER = 4


def needs_near(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    asked = request.GET.copy()
    asked.setdefault("km", str(USUAL_KM))
    form = NearForm(asked if "by" in asked else None, initial={"km": str(USUAL_KM), "nu": "nu" in request.GET})
    shown = {"section": "exchange", "form": form}
    if not form.is_valid():
        return render(request, "exchange/needs/near.html", shown, status=422 if form.errors else 200)
    side = request.GET.get("side", "")
    number = int(side) if side.isascii() and side.isdecimal() and len(side) < LONGEST_NUMBER else 1
    found = near.page(actor, form.chosen, number, timezone.now())
    back = near.address(form.chosen, found["number"] - 1) if found["number"] > 1 else ""
    more = near.address(form.chosen, found["number"] + 1) if found["number"] < found["last"] else ""
    return render(
        request, "exchange/needs/near.html", {**shown, **found, "back": back, "more": more, "place": form.chosen["by"], "query": request.GET.urlencode()}
    )
