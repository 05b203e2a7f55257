"""Ask for an expense to be paid, and answer as the treasurer."""

import tempfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.core.sheets import CONTENT_TYPE, write_sheet
from samspil.exchange.actions.ask_expense import answer_expense, ask_expense, open_payer, take_expense_back
from samspil.exchange.forms.expense import ExpenseForm, RefuseForm
from samspil.exchange.presenting import expenses
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR, MOST_SHEETS, IN_MEMORY = 60, 30, 4_000_000


@login_required
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/expenses/own.html", {**SECTION, **expenses.own_page(actor_of(request))})


@login_required
def kinds(request: HttpRequest, organisation_id: int) -> HttpResponse:
    return render(request, "exchange/expenses/kinds.html", {**SECTION, **expenses.kinds_page(actor_of(request), organisation_id)})


@login_required
def ask(request: HttpRequest, organisation_id: int, kind: str) -> HttpResponse:
    actor, template = actor_of(request), "exchange/expenses/ask.html"
    found = expenses.kind_page(actor, organisation_id, kind)
    form = ExpenseForm(request.POST or None, kind=found["kind"], flat=found["flat"], initial={"day": localdate(), "name": found["name"]})
    shown = {**SECTION, **found, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    if too_many(request, "expense", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er bedt om mange udgifter herfra den sidste time. Vent lidt.")
        return render(request, template, shown, status=429)
    result = ask_expense(actor, organisation_id, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Det er sendt til kassereren. Du får besked, når der er svar.")
    return redirect(expenses.OWN_AT)


@login_required
@require_POST
def take_back(request: HttpRequest, expense_id: int) -> HttpResponse:
    result = take_expense_back(actor_of(request), expense_id, now=timezone.now())
    return told(request, expenses.OWN_AT, result, "Det er trukket tilbage.")


@login_required
def voucher(request: HttpRequest, expense_id: int) -> HttpResponse:
    return render(request, "exchange/expenses/voucher.html", {**SECTION, **expenses.voucher_page(actor_of(request), expense_id)})


@login_required
def treasurer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    found = expenses.treasurer_page(actor_of(request), organisation_id, request.GET.get("aar", ""))
    return render(request, "exchange/expenses/treasurer.html", {**SECTION, **found})


@login_required
@require_POST
def turn(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Open for expenses, or close."""
    result = open_payer(actor_of(request), organisation_id, on=request.POST.get("on") == "yes", now=timezone.now())
    return told(request, f"{expenses.OWN_AT}kasse/{organisation_id}/", result, str(result))


@login_required
@require_POST
def approve(request: HttpRequest, expense_id: int) -> HttpResponse:
    actor = actor_of(request)
    row = expenses.their_row(actor, expense_id)
    result = answer_expense(actor, expense_id, "approve", now=timezone.now())
    return told(request, f"{expenses.OWN_AT}kasse/{row.organisation_id}/?aar={row.day.year}", result, "Det er godkendt. Betal det, som I plejer.")


@login_required
def refuse(request: HttpRequest, expense_id: int) -> HttpResponse:
    actor, template = actor_of(request), "exchange/expenses/refuse.html"
    row = expenses.their_row(actor, expense_id)
    form = RefuseForm(request.POST or None)
    shown = {**SECTION, "form": form, **expenses.line(row)}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, shown, status=422 if form.errors else 200)
    result = answer_expense(actor, row.pk, "refuse", words=form.cleaned_data["words"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, template, form, result, shown)
    messages.success(request, "Det er sendt med jeres ord.")
    return redirect(f"{expenses.OWN_AT}kasse/{row.organisation_id}/?aar={row.day.year}")


@login_required
def sheet(request: HttpRequest, organisation_id: int) -> HttpResponseBase:
    """The year's approved expenses for the treasurer's own program; no text in it begins a formula."""
    actor, year = actor_of(request), expenses.year_of(request.GET.get("aar", ""))
    expenses.led_by(actor, organisation_id)
    if too_many(request, "expense-sheet", limit=MOST_SHEETS, seconds=3600):
        return HttpResponse("Der er hentet mange regneark herfra den sidste time. Vent lidt.", status=429, content_type="text/plain; charset=utf-8")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the answer closes it
    write_sheet(file, f"Udgifter {year}", expenses.headings(), expenses.rows_of_sheet(actor, organisation_id, year))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"udgifter-{year}.xlsx", content_type=CONTENT_TYPE)
