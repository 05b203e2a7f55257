"""A municipality's agreements on paper: order them, see how far they are, fetch them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.alliances import orders
from samspil.alliances.actions.order_papers import cancel_papers, order_papers
from samspil.alliances.presenting import papers as shown
from samspil.alliances.views.answers import told
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of

MOST_AN_HOUR = 10
PAGE = "alliances/papers/papers.html"
MANY = Refusal("many-orders", "Der er bestilt mange gange herfra den sidste time. Vent lidt, eller hent den fil, der er pakket.")


def whoever_orders(request: HttpRequest) -> Actor:
    """Somebody who answers for a municipality; refused for all others."""
    actor = actor_of(request)
    if not actor.may("alliances.order_papers"):
        raise PermissionDenied
    return actor


def overview(request: HttpRequest) -> HttpResponse:
    """What one can order, and one's own orders; sent, the order."""
    actor = whoever_orders(request)
    if request.method != "POST":
        return render(request, PAGE, shown.overview(actor))
    busy = too_many(request, "paper-order", limit=MOST_AN_HOUR, seconds=3600)
    made = MANY if busy else order_papers(actor, request.POST.get("kommune", "")[:4], now=timezone.now())
    if isinstance(made, Refusal):
        return render(request, PAGE, shown.overview(actor, made.text), status=429 if busy else 409)
    return redirect(made.address)


@never_cache
def order(request: HttpRequest, key: UUID) -> HttpResponse:
    return render(request, "alliances/papers/order.html", shown.page(orders.get_order_for(whoever_orders(request), key)))


@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    result = cancel_papers(whoever_orders(request), key, now=timezone.now())
    return told(request, "/bord/alliancer/aftaler/", result, "Bestillingen er afbrudt, og det, der var pakket, er slettet.")


@never_cache
def file(request: HttpRequest, key: UUID) -> FileResponse:
    """The zip, for whoever ordered it and nobody else."""
    found = orders.get_packed_order_for(whoever_orders(request), key)
    try:
        content = default_storage.open(found.place)
    except FileNotFoundError as gone:
        raise Http404(orders.NO_ORDER) from gone
    name = f"aftaler-{found.municipality.slug}-{timezone.localdate(found.ordered_at).isoformat()}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
