"""CVR numbers: an organisation writes its own, answers those who say it is theirs, and staff decide between two."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.identity import claims, members
from samspil.identity.actions.claim_number import answer_claim, claim_number
from samspil.identity.actions.decide_claim import decide_claim
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.organisations import ClaimOutcome, MemberRole
from samspil.identity.models import NumberClaim, Organisation
from samspil.identity.organisation_forms import AnswerForm, NumberDecisionForm, NumberForm
from samspil.identity.views.members import tell

MOST_AN_HOUR = 5
MANY = Refusal("too-many", "Der er skrevet mange numre herfra den sidste time. Vent lidt.")
SET = "CVR-nummeret er skrevet på."
ASKED = "Kommunen ser på det og svarer jer her på siden. De, der har nummeret nu, får ikke at vide, hvem I er."


@login_required
def number(request: HttpRequest, slug: str) -> HttpResponse:
    """For administrators: write the number, or answer those who say that it is theirs."""
    organisation = members.get_own_organisation_for(actor_of(request), slug, MemberRole.ADMINISTRATOR)
    if organisation.cvr:
        return answering(request, organisation)
    form = NumberForm(request.POST or None)
    if form.is_valid():
        result = MANY if too_many(request, "cvr", limit=MOST_AN_HOUR, seconds=3600) else claimed(request, organisation, form)
        if not isinstance(result, Refusal):
            tell(request, result, ASKED if isinstance(result, NumberClaim) else SET)
            return redirect(organisation.address)
        form.add_error("why" if result.code == "no-why" else "cvr", result.text)
    context = {"section": "", "organisation": organisation, "form": form, "claim": claims.own_claim(organisation)}
    return render(request, "identity/number.html", context, status=422 if form.errors else 200)


def claimed(request: HttpRequest, organisation: Organisation, form: NumberForm) -> Organisation | NumberClaim | Refusal:
    return claim_number(actor_of(request), organisation.pk, form.cleaned_data["cvr"], form.cleaned_data["why"], now=timezone.now())


def answering(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Those who have a number that others claim. Who claims it they are not told."""
    waiting = list(claims.claimed_of(organisation))
    form = AnswerForm(request.POST or None, initial={"answer": waiting[0].holder_says if waiting else ""})
    if waiting and form.is_valid():
        tell(request, answer_claim(actor_of(request), organisation.pk, form.cleaned_data["answer"]), "Kommunen læser det, før den afgør sagen.")
        return redirect(organisation.address)
    context = {"section": "", "organisation": organisation, "form": form if waiting else None}
    return render(request, "identity/number_claimed.html", context, status=422 if form.errors else 200)


def decide(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Both sides beside each other, and the form that decides; what was typed stays when it is refused."""
    actor = actor_of(request)
    claim = claims.get_claim_for(actor, claim_id)
    form = NumberDecisionForm(request.POST or None)
    if form.is_valid() and not claim.answered_at:
        outcome = ClaimOutcome(form.cleaned_data["outcome"])
        result = decide_claim(actor, claim_id, outcome, form.cleaned_data["answer"], now=timezone.now())
        if not isinstance(result, Refusal):
            tell(request, result, "Det er afgjort. Begge får besked.")
            return redirect("site:confirm_organisations")
        form.add_error(None, result.text)
        claim = claims.get_claim_for(actor, claim_id)
    return render(request, "identity/decide_number.html", shown(actor, claim, form), status=422 if form.errors else 200)


def shown(actor: Actor, claim: NumberClaim, form: NumberDecisionForm) -> dict[str, object]:
    """The two organisations with who is behind each, for those who decide."""
    behind = members.behind([claim.organisation, claim.holder])
    sides = [(claim.organisation, behind[claim.organisation_id]), (claim.holder, behind[claim.holder_id])]
    own = actor.belongs_to(claim.organisation_id) or actor.belongs_to(claim.holder_id)
    return {"section": "desk", "claim": claim, "sides": sides, "form": form, "own": own}
