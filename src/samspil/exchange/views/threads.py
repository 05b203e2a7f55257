"""Messages between two sides about a need, and blocks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core.refusals import Refusal
from samspil.core.stored import in_frame
from samspil.exchange import pairs, queries, threads
from samspil.exchange.actions.block import block_in_thread, lift_block
from samspil.exchange.actions.write_in_thread import About, begin_thread, begun, link, see_thread, take_back, write_in_thread
from samspil.exchange.forms.thread import BlockForm, ThreadForm
from samspil.exchange.presenting import threads as presenting
from samspil.exchange.views.answers import refused_form, told
from samspil.identity.actor import actor_of

SECTION = {"section": "exchange"}
TEMPLATE = "exchange/threads/thread.html"
OWN = "/behov/beskeder/"


@login_required
def own(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return in_frame(request, actor, "exchange/threads/threads.html", {**SECTION, "lines": presenting.lines(actor)})


@login_required
def read(request: HttpRequest, thread_id: int) -> HttpResponse:
    """A thread; what is sent is written in it."""
    actor, now = actor_of(request), timezone.now()
    thread = threads.get_thread_for(actor, thread_id)
    form = ThreadForm(request.POST or None)
    shown = {**SECTION, "form": form, **presenting.page(actor, thread, now)}
    see_thread(actor, thread.pk, shown["latest"])
    if request.method != "POST" or not form.is_valid():
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    result = write_in_thread(actor, thread.pk, form.cleaned_data["text"], now=now)
    return refused_form(request, TEMPLATE, form, result, shown) if isinstance(result, Refusal) else redirect(f"{thread.address}#besked-{result.pk}")


@login_required
def about_need(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody wonders about a need."""
    need = queries.get_need_for(actor_of(request), slug)
    return begin(request, About("need", need.pk), need.address)


@login_required
def about_place(request: HttpRequest, slug: str, signup_id: int) -> HttpResponse:
    """Those who ask and somebody who said yes."""
    signup = queries.get_signup_for(actor_of(request), slug, signup_id)
    return begin(request, About("place", signup.pk), signup.need.address)


@login_required
def about_match(request: HttpRequest, match_id: int) -> HttpResponse:
    """The sides of a proposal."""
    match = queries.get_match_for(actor_of(request), match_id)
    return begin(request, About("match", match.pk), match.address)


@login_required
def about_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The two of a lasting pair."""
    pair = pairs.get_pair_for(actor_of(request), pair_id)
    return begin(request, About("pair", pair.pk), pair.address)


def begin(request: HttpRequest, about: About, back: str) -> HttpResponse:
    """The thread where there is one; else a page to write the first message on."""
    actor, now = actor_of(request), timezone.now()
    found = link(actor, about)
    if isinstance(found, Refusal):
        return told(request, back, found, "")
    thread = begun(found)
    if thread.pk and request.method != "POST":
        return redirect(thread.address)
    form = ThreadForm(request.POST or None)
    shown = {**SECTION, "form": form, **presenting.page(actor, thread, now)}
    if request.method != "POST" or not form.is_valid():
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    result = begin_thread(actor, about, form.cleaned_data["text"], now=now)
    return refused_form(request, TEMPLATE, form, result, shown) if isinstance(result, Refusal) else redirect(result.thread.address)


@login_required
@require_POST
def back(request: HttpRequest, thread_id: int, message_id: int) -> HttpResponse:
    """Take one's own message back."""
    actor = actor_of(request)
    thread = threads.get_thread_for(actor, thread_id)
    result = take_back(actor, message_id, now=timezone.now())
    return told(request, thread.address, result, "Ordene er slettet. Den anden ser, at der var en besked, og at den er trukket tilbage.")


@login_required
def block(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Want no contact with the other side."""
    actor = actor_of(request)
    thread = threads.get_thread_for(actor, thread_id)
    form = BlockForm(request.POST or None)
    shown = {**SECTION, "form": form, **presenting.page(actor, thread, timezone.now())}
    if request.method != "POST" or not form.is_valid():
        return render(request, "exchange/threads/block.html", shown, status=422 if form.errors else 200)
    result = block_in_thread(actor, thread.pk, form.cleaned_data["words"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "exchange/threads/block.html", form, result, shown)
    messages.success(request, "Der er lukket for kontakt. Den anden får ingen besked, men ser det, når de åbner samtalen.")
    return redirect("exchange:blocks")


@login_required
def blocks(request: HttpRequest) -> HttpResponse:
    """Those one has blocked."""
    return render(request, "exchange/threads/blocks.html", {**SECTION, "blocks": presenting.blocked_by(actor_of(request))})


@login_required
@require_POST
def lift(request: HttpRequest, block_id: int) -> HttpResponse:
    """Open for contact again."""
    return told(request, "/behov/blokeret/", lift_block(actor_of(request), block_id), "Der er åbent for kontakt igen. Ingen har fået besked.")
