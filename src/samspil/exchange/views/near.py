"""Find a need near oneself, with reasons. What is asked is kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from samspil.core.kept import piece
from samspil.core.stored import in_frame
from samspil.exchange.forms.near import USUAL_KM, NearForm
from samspil.exchange.presenting import near
from samspil.identity.actor import actor_of

LONGEST_NUMBER = 4
TEMPLATE = "exchange/needs/near.html"


def needs_near(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    asked = request.GET.copy()
    asked.setdefault("km", str(USUAL_KM))
    form = NearForm(asked if "by" in asked else None, initial={"km": str(USUAL_KM), "nu": "nu" in request.GET})
    shown = {"section": "exchange", "form": form}
    if not form.is_valid():
        return render(request, TEMPLATE, shown | {"fields": fields(form)}, status=422 if form.errors else 200)
    side = request.GET.get("side", "")
    number = int(side) if side.isascii() and side.isdecimal() and len(side) < LONGEST_NUMBER else 1
    found = near.page(actor, form.chosen, number, timezone.now())
    back = near.address(form.chosen, found["number"] - 1) if found["number"] > 1 else ""
    more = near.address(form.chosen, found["number"] + 1) if found["number"] < found["last"] else ""
    ways = {"back": back, "more": more, "place": form.chosen["by"], "query": request.GET.urlencode()}
    return in_frame(request, actor, TEMPLATE, {**shown, **found, **ways, "fields": kept_fields(form.chosen)})


def kept_fields(chosen: dict[str, Any]) -> SafeString:
    """The fields as they were understood, kept: the place stands there with its name, and not as it was typed."""
    key = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in chosen.items())
    return piece((TEMPLATE, key), lambda: fields(NearForm(initial=chosen | {"by": str(chosen["by"]), "km": str(chosen["km"])})))


def fields(form: NearForm) -> SafeString:
    """The fields of the form."""
    return render_to_string("exchange/needs/near_form.html", {"form": form})
