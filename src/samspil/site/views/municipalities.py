"""Municipalities: all of them, and what concerns one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.models import Document
from samspil.core.pagecache import public_page
from samspil.core.sorting import danish_key
from samspil.identity import queries
from samspil.identity.actor import actor_of
from samspil.identity.models import Municipality
from samspil.site import fronting


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    actor, wanted = actor_of(request), request.GET.get("kommune", "").strip()
    found = Municipality.objects.open().filter(name_key__startswith=danish_key(wanted)).first() if wanted else None
    if found:
        return redirect("site:municipality", slug=found.slug)
    shown = {"section": "municipalities", "wanted": wanted, "groups": fronting.by_region(actor, timezone.localdate())}
    shown["circles"] = fronting.circles(fronting.example_counts(actor))
    return render(request, "site/municipalities.html", shown)


@public_page
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.get_municipality_for(slug)
    examples = Document.objects.visible_to(actor_of(request)).filter(kind="example", municipalities__contains=[found.code]).order_by("-sort_on", "-pk")
    shown = {"section": "municipalities", "municipality": found, "region": found.region_on(timezone.localdate()), "cards": [d.card for d in examples[:60]]}
    neighbours = Municipality.objects.open().real().filter(regions__region=shown["region"]).exclude(pk=found.pk).distinct()
    shown["neighbours"] = neighbours if not shown["cards"] else []
    shown["centre"] = fronting.map_centres().get(found.code)
    return render(request, "site/municipality.html", shown)


def accessibility_statement(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.get_municipality_for(slug)
    return HttpResponseRedirect(found.accessibility_statement or "/om/tilgaengelighed/")


def accessibility_overview(request: HttpRequest) -> HttpResponse:
    return redirect("/om/tilgaengelighed/")
