"""Municipalities: all of them, and what concerns one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.sorting import danish_key
from samspil.core.stored import framed, parts_of
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
    actor, today = actor_of(request), timezone.localdate()
    return framed(
        request,
        actor,
        piece(("municipality", slug, actor.audiences, today), lambda: parts_of("site/municipality.html", fronting.municipality(actor, slug, today))),
    )


def accessibility_statement(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.get_municipality_for(slug)
    return HttpResponseRedirect(found.accessibility_statement or "/om/tilgaengelighed/")


def accessibility_overview(request: HttpRequest) -> HttpResponse:
    return redirect("/om/tilgaengelighed/")
