"""Put an offer and a need beside each other, and answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import queries
from samspil.exchange.actions.answer_match import answer_match
from samspil.exchange.actions.propose_match import Proposal, propose_match
from samspil.exchange.domain.matches import ASKER, GIVER
from samspil.exchange.forms.match import MatchAnswerForm, ProposeForm
from samspil.exchange.presenting import matches
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 60
TOO_OFTEN = "Der er foreslået meget herfra den sidste time. Vent lidt."
ERRANDS = frozenset({"yes", "no", "withdraw", "end"})
ASKED = "Forslaget er sendt. Du får besked, når der er svaret."


@login_required
def give_to(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever offers puts something of theirs beside a need."""
    actor = actor_of(request)
    need = queries.get_need_for(actor, slug)
    things = matches.fitting_offers(actor, need)
    named = any(one.organisation_id is None for one in things)
    form = ProposeForm(request.POST or None, things=things, named=named, initial={"units": 1})
    shown = {**SECTION, "form": form, "need": need, "things": things}
    template = "exchange/matches/give_to.html"
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    new = Proposal(offer_id=int(form.cleaned_data["thing"]), need_id=need.pk, side=GIVER, **form.told)
    return proposed(request, template, form, new, shown)


@login_required
def use(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever asks puts a need of theirs beside an offer."""
    actor = actor_of(request)
    offer = queries.get_offer_for(actor, slug)
    things = matches.fitting_needs(actor, offer)
    form = ProposeForm(request.POST or None, things=things, named=False, initial={"units": 1})
    shown = {**SECTION, "form": form, "offer": offer, "things": things}
    template = "exchange/matches/use.html"
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    new = Proposal(offer_id=offer.pk, need_id=int(form.cleaned_data["thing"]), side=ASKER, **form.told)
    return proposed(request, template, form, new, shown)


def proposed(request: HttpRequest, template: str, form: ProposeForm, new: Proposal, shown: dict[str, object]) -> HttpResponse:
    """Send it, or say why not."""
    if too_many(request, "match", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, TOO_OFTEN)
        return render(request, template, shown, status=429)
    result = propose_match(actor_of(request), new, now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, ASKED)
    return redirect(result.address)


@login_required
def read(request: HttpRequest, match_id: int) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "exchange/matches/match.html", {**SECTION, **matches.page(actor, queries.get_match_for(actor, match_id))})


@login_required
@require_POST
def answer(request: HttpRequest, match_id: int) -> HttpResponse:
    actor = actor_of(request)
    match = queries.get_match_for(actor, match_id)
    form = MatchAnswerForm(request.POST)
    errand, side = request.POST.get("errand", ""), request.POST.get("side", "")
    if errand not in ERRANDS or not form.is_valid():
        refused = [str(error) for errors in form.errors.values() for error in errors]
        return told(request, match.address, Refusal("form", refused[0] if refused else "Vælg ja eller nej."), "")
    result = answer_match(actor, match.pk, errand, side, form.written(), now=timezone.now())
    return told(request, match.address, result, str(result))
