"""Municipalities: all of them, and what concerns one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from samspil.core.pagecache import public_page
from samspil.core.stored import in_frame, in_kept_frame
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
    template, today, region = "site/municipalities.html", timezone.localdate(), request.GET.get("region", "")
    if wanted or region:
        return in_frame(request, actor, template, fronting.municipalities(actor, today, region) | {"wanted": wanted})
    return in_kept_frame(request, actor, template, lambda: fronting.municipalities(actor, today, "") | {"wanted": ""}, today)


@public_page
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    return in_kept_frame(request, actor, "site/municipality.html", lambda: fronting.municipality(actor, slug, today), slug, today)


def accessibility_statement(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.get_municipality_for(slug)
    return redirect(found.accessibility_statement or "/om/tilgaengelighed/")


def accessibility_overview(request: HttpRequest) -> HttpResponse:
    return redirect(queries.statement_of_installation() or "/om/tilgaengelighed/")
