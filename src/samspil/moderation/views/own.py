"""What was decided about a thing, for its owners; and their appeal."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of
from samspil.moderation import queries
from samspil.moderation.actions.appeal import appeal_as_owner
from samspil.moderation.domain.cases import appeal_by, why_no_appeal
from samspil.moderation.domain.words import RULE_MEANS, Rule, Verdict, decided_in_words
from samspil.moderation.forms import AppealForm
from samspil.moderation.models import Case


@login_required
@never_cache
def decided(request: HttpRequest, kind: str, thing_id: int) -> HttpResponse:
    actor = actor_of(request)
    desk = queries.desk_address_for(actor, kind, thing_id)
    if desk:
        return redirect(desk)
    case = queries.get_own_case_for(actor, kind, thing_id)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        result = appeal_as_owner(actor, kind, thing_id, form.cleaned_data["text"], now=timezone.now())
        if not isinstance(result, Refusal):
            return redirect("moderation:decided", kind=kind, thing_id=thing_id)
        form.add_error(None, result.text)
    status = (409 if form.cleaned_data else 422) if form.errors else 200
    return render(request, "moderation/decided.html", {"section": "", "form": form, **shown(actor, case)}, status=status)


def shown(actor: Actor, case: Case) -> dict[str, Any]:
    """The newest decision in words. Who reported is nobody's business but the moderators'."""
    decision = queries.latest_of(case)
    if decision is None:  # the gate lets nobody in before there is one
        return {"case": case}
    before = queries.appealed_before(decision, None)
    refusal = why_no_appeal(decided_at=decision.decided_at, appealed_before=before, now=timezone.now())
    return {
        "case": case,
        "decision": decision,
        "decided": decided_in_words(case.kind, Verdict(decision.outcome)),
        "said": queries.shown_of(case).text if case.message else "",
        "means": RULE_MEANS[Rule(decision.rule)] if decision.rule else "",
        "appealed": before,
        "may_appeal": refusal is None and queries.answers_for(actor, case),
        "appeal_by": appeal_by(decision.decided_at),
        "earlier": list(case.decisions.order_by("-pk")[1:20]),
    }
