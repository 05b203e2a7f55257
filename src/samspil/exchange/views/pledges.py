"""Confirm that one keeps to oneself what a task tells."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.pledge import pledge
from samspil.exchange.forms.pledge import PledgeForm
from samspil.exchange.pledges import has_a_place, pledge_of
from samspil.exchange.presenting import pledges
from samspil.exchange.views.answers import refused_form
from samspil.identity.actor import actor_of

PAGE = "exchange/trust/pledge.html"


@login_required
@never_cache
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the text and confirm it; afterwards the receipt."""
    actor = actor_of(request)
    need = queries.get_need_for(actor, slug)
    standing = pledge_of(actor.person_id, need)
    if standing is None and not (need.confidential and has_a_place(actor.person_id, need)):
        raise Http404("Der er ikke noget at bekræfte her. Sig ja til opgaven først.")
    place = queries.own_signup(actor, need)
    name = place.name if place else "dig"
    form = PledgeForm(request.POST or None, initial={"name": place.name if place else "", "about": need.confidential})
    shown = {"section": "exchange", "form": form, **pledges.page(need, standing, name)}
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, shown, status=422 if form.errors else 200)
    result = pledge(actor, need.pk, form.cleaned_data["name"], form.cleaned_data["about"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, PAGE, form, result, shown)
    messages.success(request, "Tak. Kvitteringen ligger her.")
    return redirect(f"{need.address}tavshed/")
