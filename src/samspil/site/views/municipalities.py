"""Municipalities: all of them, and what concerns one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.kept import piece
from samspil.core.pagecache import public_page
from samspil.core.stored import framed, parts_of
from samspil.core.text import clean
from samspil.identity import queries
from samspil.identity.actor import actor_of
from samspil.site import fronting


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    actor, wanted = actor_of(request), clean(request.GET.get("kommune", ""))[:60]
    found = fronting.municipality_called(wanted)
    if found:
        return redirect("site:municipality", slug=found.slug)
    shown = fronting.municipalities(actor, timezone.localdate(), request.GET.get("region", ""))
    return render(request, "site/municipalities.html", shown | {"wanted": wanted})


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
    return redirect(found.accessibility_statement or "/om/tilgaengelighed/")


def accessibility_overview(request: HttpRequest) -> HttpResponse:
    return redirect(queries.statement_of_installation() or "/om/tilgaengelighed/")
