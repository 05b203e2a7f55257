"""Report a page, and follow what became of the report: without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.identity.actor import actor_of
from samspil.moderation import queries
from samspil.moderation.actions.appeal import appeal_as_reporter
from samspil.moderation.actions.report import NewReport, report_thing
from samspil.moderation.domain.cases import appeal_by, goes_on, why_no_appeal
from samspil.moderation.domain.words import Verdict, decided_in_words
from samspil.moderation.forms import AppealForm, ReportForm
from samspil.moderation.models import Report

MOST_AN_HOUR = 10


def report(request: HttpRequest, kind: str, thing_id: int) -> HttpResponse:
    """Of a page that the visitor sees."""
    _, thing = queries.get_reported(actor_of(request), kind, thing_id)
    return reporting(request, thing, {"kind": kind, "thing_id": thing_id})


@never_cache
def report_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Of what somebody was invited into: the mail's secret opens it, without log-in."""
    _, thing = queries.get_invited(secret)
    return reporting(request, thing, {"secret": secret})


def reporting(request: HttpRequest, thing: queries.Shown, what: dict[str, Any]) -> HttpResponse:
    """The form. A program that fills in the trap is thanked, and nothing is kept."""
    actor = actor_of(request)
    form = ReportForm(request.POST or None)
    shown = {"section": "", "form": form, "thing": thing, "logged_in": actor.person_id is not None}
    if not form.is_valid():
        return render(request, "moderation/report.html", shown, status=422 if form.errors else 200)
    if form.is_from_a_program:
        return redirect(thing.address)
    if too_many(request, "report", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er sendt mange anmeldelser herfra den sidste time. Vent lidt.")
        return render(request, "moderation/report.html", shown, status=429)
    written = {name: form.cleaned_data[name] for name in ("form_key", "reason", "text", "email")}
    made = report_thing(actor, NewReport(**what, **written), now=timezone.now())
    return redirect("moderation:follow", token=queries.token_of(made))


@never_cache
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a report, and the form to appeal; for whoever holds the address."""
    found = queries.get_report_of(token)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        if too_many(request, "appeal", limit=MOST_AN_HOUR, seconds=3600):
            form.add_error(None, "Der er sendt mange klager herfra den sidste time. Vent lidt.")
            return followed(request, found, form, status=429)
        result = appeal_as_reporter(actor_of(request), found, form.cleaned_data["text"], now=timezone.now())
        if not isinstance(result, Refusal):
            return redirect("moderation:follow", token=token)
        form.add_error(None, result.text)
    return followed(request, found, form, status=(409 if form.cleaned_data else 422) if form.errors else 200)


def followed(request: HttpRequest, found: Report, form: AppealForm, *, status: int) -> HttpResponse:
    """The page of a report. It names the thing, and never repeats who reported."""
    shown: dict[str, Any] = {"section": "", "report": found, "case": found.case, "form": form, "goes_on": deleted_on(found)}
    decision = found.decision
    if decision:
        before = queries.appealed_before(decision, found)
        refusal = why_no_appeal(decided_at=decision.decided_at, appealed_before=before, now=timezone.now())
        shown |= {"decision": decision, "decided": decided_in_words(found.case.kind, Verdict(decision.outcome)), "appealed": before}
        shown |= {"may_appeal": refusal is None, "appeal_by": appeal_by(decision.decided_at)}
    return render(request, "moderation/follow.html", shown, status=status)


def deleted_on(found: Report) -> Any:
    """When what was written goes at the latest."""
    return goes_on(received_at=found.received_at, decided_at=found.decision.decided_at if found.decision else None)
