"""The roster of a need: for those who make it, and for those who have said yes."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame
from samspil.exchange import queries, substitutes
from samspil.exchange.actions.change_series import answer_new_time
from samspil.exchange.actions.take_shift import answer_ask, give_shift_back, give_shifts, say_who_came, seek_substitute, take_shift
from samspil.exchange.actions.wish_shifts import wish_shifts
from samspil.exchange.actions.write_roster import cancel_shift, show_roster, weigh_roster, write_shifts
from samspil.exchange.domain.week_grid import named_week
from samspil.exchange.forms.shift import EffortForm, ShiftForm, WishForm
from samspil.exchange.presenting import shifts, weeks
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
SHOWN = "Vagtplanen er vist for dem, der har sagt ja. De kan tage vagter nu."
MOST_PAIRS = 2_000


def place(slug: str) -> str:
    return f"/behov/{slug}/vagter/"


@login_required
@never_cache
def roster(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    shown = shifts.roster_page(actor, queries.get_roster_need_for(actor, slug), timezone.now())
    return in_frame(request, actor, "exchange/shifts/roster.html", {**SECTION, **shown})


@login_required
def write(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    form = ShiftForm(request.POST or None, initial={"seats": 1, "every": 1})
    shown = {**SECTION, "need": need, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/shifts/write.html", shown, status=422 if form.errors else 200)
    result = write_shifts(actor, need.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/shifts/write.html", form, result, shown)
    messages.success(request, f"{result} vagter er skrevet." if result > 1 else "Vagten er skrevet.")
    return redirect(place(slug))


@login_required
def weigh(request: HttpRequest, slug: str) -> HttpResponse:
    """The five questions; the answer is shown on the roster."""
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    signs = getattr(getattr(need, "roster", None), "signs", {})
    form = EffortForm(request.POST or None, initial={sign: {True: "yes", False: "no"}.get(value, "") for sign, value in signs.items()})
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/shifts/weigh.html", {**SECTION, "need": need, "form": form}, status=422 if form.errors else 200)
    return told(request, place(slug), weigh_roster(actor, need.pk, form.signs, now=timezone.now()), "Svarene er gemt. Se, hvad de peger på.")


@login_required
@require_POST
def show(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    return told(request, place(slug), show_roster(actor, need.pk, now=timezone.now()), SHOWN)


@login_required
@never_cache
def fill(request: HttpRequest, slug: str) -> HttpResponse:
    """A proposal for all that is empty; those ticked are put on, and may say no."""
    actor, now = actor_of(request), timezone.now()
    need = queries.get_own_need_for(actor, slug)
    if request.method == "POST":
        return give(request, slug, need.pk)
    coming, helpers = substitutes.coming(need, now), shifts.helpers(need, now)
    found = substitutes.staffing(need, coming, now=now)
    return render(request, "exchange/shifts/fill.html", {**SECTION, **shifts.staffing_page(need, coming, found, helpers)})


def give(request: HttpRequest, slug: str, need_id: int) -> HttpResponse:
    """Put the ticked on their shifts, and say what could not be."""
    pairs = [value.split(":") for value in request.POST.getlist("pair")[:MOST_PAIRS]]
    whole = [(int(a), int(b)) for a, b in (pair for pair in pairs if len(pair) == 2) if is_number(a) and is_number(b)]
    result = give_shifts(actor_of(request), need_id, whole, now=timezone.now())
    if isinstance(result, Refusal):
        return told(request, place(slug), result, "")
    given, refused = result
    if given:
        messages.success(request, f"{given} vagter er givet. Hver får én besked og må sige nej." if given > 1 else "Vagten er givet.")
    for text in list(dict.fromkeys(refused))[:5]:
        messages.warning(request, text)
    return redirect(place(slug))


def is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


@login_required
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    """When a volunteer can."""
    actor = actor_of(request)
    need = queries.get_roster_need_for(actor, slug)
    form = WishForm(request.POST or None, initial={"most": 1})
    shown = {**SECTION, "need": need, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/shifts/wish.html", shown, status=422 if form.errors else 200)
    result = wish_shifts(actor, need.pk, form.pattern, form.cleaned_data["most"] or 0)
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/shifts/wish.html", form, result, shown)
    messages.success(request, "Tak. Så ved de, hvornår du kan.")
    return redirect(place(slug))


@login_required
@never_cache
def on_paper(request: HttpRequest, slug: str) -> HttpResponse:
    need = queries.get_own_need_for(actor_of(request), slug)
    return render(request, "exchange/shifts/paper.html", {**SECTION, **shifts.print_page(need, timezone.now())})


@login_required
@never_cache
def week(request: HttpRequest, slug: str) -> HttpResponse:
    """A week of the roster as a table."""
    actor = actor_of(request)
    need = queries.get_roster_need_for(actor, slug)
    page = weeks.week_page(actor, need, named_week(request.GET.get("uge", "")), timezone.now())
    return render(request, "exchange/shifts/week.html", {**SECTION, **page})


@login_required
@require_POST
def of_shift(request: HttpRequest, slug: str, shift_id: int, errand: str) -> HttpResponse:
    """Take a shift, or call it off."""
    actor = actor_of(request)
    queries.get_roster_need_for(actor, slug)
    now, seen = timezone.now(), request.POST.get("seen", "")
    take = partial(take_shift, seen=int(seen) if is_number(seen) else None)
    result = (take if errand == "take" else cancel_shift)(actor, shift_id, now=now)
    return told(request, place(slug), result, str(result))


@login_required
@require_POST
def of_place(request: HttpRequest, slug: str, place_id: int, errand: str) -> HttpResponse:
    """Give a place back, look for somebody else, answer about a new time, or say who came."""
    actor = actor_of(request)
    queries.get_roster_need_for(actor, slug)
    errands: dict[str, Any] = {
        "back": give_shift_back,
        "seek": seek_substitute,
        "fits": partial(answer_new_time, yes=True),
        "fits_not": partial(answer_new_time, yes=False),
    }
    does = errands.get(errand)
    now = timezone.now()
    result = does(actor, place_id, now=now) if does else say_who_came(actor, place_id, errand, now=now)
    return told(request, place(slug), result, str(result))


@login_required
@require_POST
def of_ask(request: HttpRequest, slug: str, ask_id: int, errand: str) -> HttpResponse:
    """Say yes or no to taking over."""
    actor = actor_of(request)
    queries.get_roster_need_for(actor, slug)
    result = answer_ask(actor, ask_id, yes=errand == "yes", now=timezone.now())
    return told(request, place(slug), result, str(result))
