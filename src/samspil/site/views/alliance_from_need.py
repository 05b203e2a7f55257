"""A need grows into an alliance: both rooms in one errand, which neither could do alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.models import Alliance
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.join_initiative import PART_ALREADY, join_initiative
from samspil.exchange.models import Need
from samspil.identity.actor import Actor, actor_of


@login_required
@require_POST
def start_from_need(request: HttpRequest, slug: str) -> HttpResponse:
    """Start an alliance with the need's words; the organisation that asks is its first party, and the need its first task."""
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    result = begun(actor, need)
    if isinstance(result, Refusal):
        messages.warning(request, result.text)
        return redirect(need.address)
    messages.success(request, "Alliancen er startet med behovets ord. Kun I kan se den. Indbyd nu dem, der skal være med.")
    return redirect(result.address)


@transaction.atomic
def begun(actor: Actor, need: Need) -> Alliance | Refusal:
    """The alliance with the need on it, or why not; then nothing is begun."""
    if need.initiative_id:
        return PART_ALREADY
    new = NewAlliance(
        title=need.title,
        purpose=need.text,
        target_group=need.for_whom,
        municipality_code=need.municipality_id,
        for_organisation=need.organisation_id,
        area_id=need.area_id,
    )
    alliance = start_alliance(actor, new, now=timezone.now())
    if isinstance(alliance, Refusal):
        return alliance
    joined = join_initiative(actor, need.pk, alliance.initiative_id)
    if isinstance(joined, Refusal):
        transaction.set_rollback(True)
        return joined
    return alliance
