"""The coordinator's desk: of a municipality or volunteer centre, or of one's own organisations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame
from samspil.exchange import desk, filling, queries
from samspil.exchange.actions.propose_match import Proposal, propose_match
from samspil.exchange.domain.matches import ASKER, DESK
from samspil.exchange.models import Match
from samspil.exchange.presenting import desk as shown_desk
from samspil.identity.actor import Actor, actor_of

STAFF_AT, OWN_AT = "/bord/tilbud-og-behov/", "/behov/bord/"
MOST_AT_ONCE = 60


def scope_for(request: HttpRequest, *, staff: bool) -> tuple[Actor, desk.Scope, dict[str, Any]]:
    """Who looks, at what, and what every page of a desk shows; refused for whoever has no such desk."""
    actor = actor_of(request)
    allowed = actor.is_staff and actor.confirms_in if staff else actor.may("exchange.ask")
    if not allowed:
        raise PermissionDenied
    chosen = request.GET.get("kommune", "")[:4]
    scope = desk.scope_of(actor, chosen) if staff else desk.Scope(organisations=tuple(sorted(actor.memberships)))
    places = list(desk.municipalities_of(actor)) if staff and len(actor.confirms_in) > 1 else []
    at = STAFF_AT if staff else OWN_AT
    return actor, scope, {"section": "desk" if staff else "exchange", "at": at, "staff": staff, "places": places, "chosen": chosen}


@login_required
@never_cache
def overview(request: HttpRequest, *, staff: bool) -> HttpResponse:
    actor, scope, shown = scope_for(request, staff=staff)
    return in_frame(request, actor, "exchange/desk/desk.html", {**shown, **shown_desk.overview(actor, scope, shown["at"], timezone.now())})


@login_required
@never_cache
def suggest(request: HttpRequest, *, staff: bool) -> HttpResponse:
    """What might fill what is not filled; those ticked are asked, and nobody else."""
    actor, scope, shown = scope_for(request, staff=staff)
    if request.method == "POST":
        return ask(request, actor, shown["at"], staff=staff)
    slug = request.GET.get("behov", "")[:140]
    among = scope.needs & Q(slug=slug) if slug else scope.needs
    found = [shown_desk.filling_line(one) for one in filling.fillings(actor, among, now=timezone.now())]
    return render(request, "exchange/desk/suggest.html", {**shown, "fillings": found, "any": any(one["suggested"] for one in found)})


def ask(request: HttpRequest, actor: Actor, at: str, *, staff: bool) -> HttpResponse:
    """Send the ticked proposals; what cannot be sent any more is told, the rest goes."""
    sent, refused = 0, []
    for value in request.POST.getlist("pair")[:MOST_AT_ONCE]:
        parts = value.split(":")
        if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
            continue
        offer_id, need_id, units = map(int, parts)
        side = ASKER if owns(actor, need_id) or not staff else DESK
        result = propose_match(actor, Proposal(offer_id=offer_id, need_id=need_id, units=max(units, 1), side=side), now=timezone.now())
        if isinstance(result, Match):
            sent += 1
        else:
            refused.append(result)
    say(request, sent, refused)
    return redirect(at)


def say(request: HttpRequest, sent: int, refused: list[Refusal]) -> None:
    """What became of it."""
    if sent:
        messages.success(request, f"{sent} forslag er sendt. De spurgte svarer selv." if sent > 1 else "Forslaget er sendt. Den spurgte svarer selv.")
    for text in dict.fromkeys(one.text for one in refused):
        messages.warning(request, text)
    if not sent and not refused:
        messages.warning(request, "Sæt kryds ved dem, der skal spørges.")


def owns(actor: Actor, need_id: int) -> bool:
    """Whether the need is one the actor works for."""
    found = queries.needs_by_id(actor, [need_id]).get(need_id)
    return found is not None and actor.may("exchange.work", found)


@login_required
@never_cache
def poster(request: HttpRequest, *, staff: bool) -> HttpResponse:
    """A list to print and hang up where people come who are not here."""
    actor, scope, shown = scope_for(request, staff=staff)
    found = [shown_desk.poster_line(one) for one in desk.open_needs(actor, scope) if not one.unnamed]
    return render(request, "exchange/desk/poster.html", {**shown, "lines": found, "today": timezone.localdate(), "host": request.get_host()})


@login_required
@never_cache
def who_comes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes to one need, to print and tick by hand."""
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    return render(request, "exchange/desk/who_comes.html", {"section": "exchange", "need": need, **shown_desk.list_of(actor, need)})
