"""The moderators' desk: cases that wait, one case, and what is decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor, actor_of
from samspil.moderation import queries
from samspil.moderation.actions.decide import decide_case, reopen_case, seen_of, why_not
from samspil.moderation.domain.cases import STATE_DA, CaseState
from samspil.moderation.domain.words import Verdict, decided_in_words
from samspil.moderation.forms import DecideForm
from samspil.moderation.models import Case


def cases(request: HttpRequest) -> HttpResponse:
    actor, state = actor_of(request), request.GET.get("vis", "")
    state = state if state in set(STATE_DA) else CaseState.WAITING
    found = list(queries.cases_for(actor, state)[: queries.MOST_SHOWN])
    numbers = queries.numbers_for(actor)
    states = [(key.value, name, numbers[key]) for key, name in STATE_DA.items()]
    return render(request, "moderation/cases.html", {"section": "desk", "cases": found, "state": state, "states": states})


def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case, and the form that decides it; what was typed stays when it is refused."""
    actor = actor_of(request)
    found = queries.get_case_for(actor, case_id)
    form = DecideForm(request.POST or None, initial={"seen": seen_of(found)})
    status = 422 if form.errors else 200
    if form.is_valid():
        result = decide_case(actor, case_id, form.ruling(), now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"{decided_in_words(found.kind, Verdict(result.outcome))}. De, det angår, får besked.")
            return redirect("moderation:case", case_id=case_id)
        form.add_error("rule" if result.code == "no-rule" else None, result.text)
        typed = request.POST.copy()  # the fields keep what was typed; only what was read is the newest
        typed["seen"] = str(seen_of(found))
        form.data = typed
        status = 409
    return render(request, "moderation/case.html", {"section": "desk", "form": form, **shown(actor, found)}, status=status)


def shown(actor: Actor, found: Case) -> dict[str, Any]:
    """Everything in a case: the thing as it is now, each report with what stood there then, and the course."""
    thing = queries.shown_of(found)
    reports = list(found.reports.select_related("decision").order_by("-pk"))
    decisions = list(found.decisions.select_related("decided_by").prefetch_related("appeals"))
    return {
        "case": found,
        "thing": thing,
        "hidden": queries.hidden_at(found),
        "reports": [(report, report.said if report.said != thing.text else "") for report in reports],
        "decisions": [(decision, decided_in_words(found.kind, Verdict(decision.outcome))) for decision in decisions],
        "open": found.state != CaseState.DECIDED,
        "refusal": why_not(actor, found) if found.state != CaseState.DECIDED else None,
        "party": queries.is_party(actor, found),
    }


@require_POST
def reopen(request: HttpRequest, case_id: int) -> HttpResponse:
    result = reopen_case(actor_of(request), case_id, now=timezone.now())
    if isinstance(result, Refusal):
        messages.warning(request, result.text)
    return redirect("moderation:case", case_id=case_id)
