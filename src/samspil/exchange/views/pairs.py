"""Lasting pairs: who a need is about, who is proposed, what the two answer, and how it goes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.exchange import pairs, queries
from samspil.exchange.actions import keep_pair, seek_pair
from samspil.exchange.actions.pairing import NOT_A_PAIR, coordinates, is_for_pairs
from samspil.exchange.domain.pairs import SIDES
from samspil.exchange.domain.tastes import TASTES
from samspil.exchange.forms.pair import NoForm, ReceiverForm, TalkForm, TrialForm, UntilForm
from samspil.exchange.models import Pair
from samspil.exchange.presenting import pairs as presenting
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import Actor, actor_of

SECTION = {"section": "exchange"}
MOST_AN_HOUR = 60
SAID = {
    "propose": "Begge er spurgt. Du får besked, når der er svaret.",
    "yes": "Tak for svaret.",
    "no": "Tak, fordi du siger det. Ingen andre får at vide hvorfor.",
    "withdraw": "Der ledes ikke længere.",
    "begin": "De er i gang. Begge kan nu se hinandens navn og telefon.",
    "go_on": "De er nu et fast par.",
    "extend": "Prøvetiden er forlænget.",
    "talk": "Snakken er skrevet ned.",
    "pause": "Der er pause. Sig til, når I ses igen.",
    "resume": "I ses igen.",
    "stop": "Tak, fordi du siger det. Koordinatoren ringer til jer hver for sig.",
    "stop_now": "Kontakten er lukket nu. Ring til dem begge.",
    "goodbye": "Tak. Det er skrevet ned.",
    "keep_on": "De fortsætter.",
    "take_over": "Du koordinerer nu parret.",
}
Ran = Pair | Refusal


@login_required
def of_need(request: HttpRequest, slug: str) -> HttpResponse:
    """The pairs of a need, for those who ask."""
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    if not is_for_pairs(need):
        return told(request, need.address, NOT_A_PAIR, "")
    return render(request, "exchange/pairs/need.html", {**SECTION, **presenting.of_need(actor, need)})


@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Who the need is about."""
    actor = actor_of(request)
    need = queries.get_own_need_for(actor, slug)
    form = ReceiverForm(request.POST or None)
    shown = {**SECTION, "form": form, "need": need}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/pairs/receiver.html", shown, status=422 if form.errors else 200)
    if too_many(request, "pair", limit=MOST_AN_HOUR, seconds=3600):
        form.add_error(None, "Der er skrevet mange ind den sidste time. Vent lidt.")
        return render(request, "exchange/pairs/receiver.html", shown, status=429)
    result = seek_pair.add_receiver(actor, need.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/pairs/receiver.html", form, result, shown)
    messages.success(request, "Det er skrevet. Kun den, der koordinerer, og organisationens administratorer ser navnet.")
    return redirect(result.address)


@login_required
def change(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Mend what is written of the one it is about."""
    actor = actor_of(request)
    pair = pairs.get_pair_for(actor, pair_id)
    if not coordinates(actor, pair):
        raise Http404(pairs.NO_PAIR)
    begun = {name: getattr(pair, name) for name in ("first_name", "surname", "phone", "near", "about", *TASTES)}
    form = ReceiverForm(request.POST or None, fresh=False, initial=begun)
    shown = {**SECTION, "form": form, "need": pair.need, "pair": pair}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/pairs/receiver.html", shown, status=422 if form.errors else 200)
    result = seek_pair.change_receiver(actor, pair.pk, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/pairs/receiver.html", form, result, shown)
    return redirect(pair.address)


@login_required
def read(request: HttpRequest, pair_id: int) -> HttpResponse:
    actor = actor_of(request)
    shown = presenting.page(actor, pairs.get_pair_for(actor, pair_id))
    return render(request, "exchange/pairs/pair.html", {**SECTION, **shown, "usual": TrialForm(initial=TrialForm.usual(localdate()))})


@login_required
@require_POST
def answer(request: HttpRequest, pair_id: int, errand: str) -> HttpResponse:
    """One errand about a pair; what came of it stands on its page."""
    actor = actor_of(request)
    pair = pairs.get_pair_for(actor, pair_id)
    result = ERRANDS[errand](request, actor, pair, timezone.now())
    return told(request, pair.address, result, SAID[errand])


def written(form: Form) -> Refusal | None:
    """Why a small form cannot be read."""
    if form.is_valid():
        return None
    return Refusal("form", " ".join(str(error) for errors in form.errors.values() for error in errors))


def propose(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    chosen = request.POST.get("giver", "")
    return seek_pair.propose_giver(actor, pair.pk, int(chosen), now=now) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else seek_pair.NO_GIVER


def yes(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    side, heard = request.POST.get("side", ""), request.POST.get("heard", "")
    return seek_pair.answer_pair(actor, pair.pk, "yes", side=side if side in SIDES else "", heard=heard, now=now)


def no(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form, side = NoForm(request.POST), request.POST.get("side", "")
    return written(form) or seek_pair.answer_pair(actor, pair.pk, "no", side=side if side in SIDES else "", said=form.written(), now=now)


def withdraw(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    return seek_pair.withdraw_pair(actor, pair.pk, now=now)


def begin(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = TrialForm(request.POST)
    return written(form) or keep_pair.begin_trial(actor, pair.pk, form.cleaned_data["begins"], form.cleaned_data["ends"], now=now)


def go_on(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    return keep_pair.end_trial(actor, pair.pk, "go_on", now=now)


def extend(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = UntilForm(request.POST)
    return written(form) or keep_pair.end_trial(actor, pair.pk, "extend", form.cleaned_data["last"], now=now)


def talk(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = TalkForm(request.POST)
    if refused := written(form):
        return refused
    said = form.cleaned_data
    return keep_pair.hold_talk(actor, pair.pk, said["key"], said["held_on"], worry=said["worry"], now=now)


def pause(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = UntilForm(request.POST)
    return written(form) or keep_pair.pause_pair(actor, pair.pk, form.cleaned_data["last"], now=now)


def resume(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    return keep_pair.resume_pair(actor, pair.pk, now=now)


def stop(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = NoForm(request.POST)
    return written(form) or keep_pair.stop_pair(actor, pair.pk, form.written(), now=now)


def stop_now(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    form = NoForm(request.POST)
    return written(form) or keep_pair.stop_now(actor, pair.pk, form.written(), now=now)


def goodbye(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    wants = {"yes": True, "no": False}.get(request.POST.get("another", ""))
    return keep_pair.say_goodbye(actor, pair.pk, wants, now=now)


def keep_on(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    return keep_pair.keep_on(actor, pair.pk, now=now)


def take_over(request: HttpRequest, actor: Actor, pair: Pair, now: datetime) -> Ran:
    return keep_pair.take_over(actor, pair.pk)


ERRANDS: dict[str, Callable[[HttpRequest, Actor, Pair, datetime], Any]] = {
    "propose": propose,
    "yes": yes,
    "no": no,
    "withdraw": withdraw,
    "begin": begin,
    "go_on": go_on,
    "extend": extend,
    "talk": talk,
    "pause": pause,
    "resume": resume,
    "stop": stop,
    "stop_now": stop_now,
    "goodbye": goodbye,
    "keep_on": keep_on,
    "take_over": take_over,
}
ADDRESS_DA = {
    "propose": "foreslaa",
    "yes": "ja",
    "no": "nej",
    "withdraw": "traek-tilbage",
    "begin": "begynd",
    "go_on": "fortsaet",
    "extend": "forlaeng",
    "talk": "snak",
    "pause": "pause",
    "resume": "igen",
    "stop": "stop",
    "stop_now": "stop-nu",
    "goodbye": "farvel",
    "keep_on": "bliv-ved",
    "take_over": "overtag",
}
