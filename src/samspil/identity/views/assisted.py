"""A municipality's staff help people without e-mail in, and such people log in."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.core import ratelimit
from samspil.core.refusals import Refusal
from samspil.identity import assisted, proof
from samspil.identity.actions import assist
from samspil.identity.actions.enter_by_code import enter_by_code
from samspil.identity.actor import actor_of
from samspil.identity.assisted_forms import AssistForm, EntryForm
from samspil.identity.domain.assisted import ConsentWay, ContactWay, has_mailbox, in_pairs

LIMITED = Refusal("too-many", "Der er prøvet for mange gange. Vent en time, eller ring til kommunen.")


def overview(request: HttpRequest) -> HttpResponse:
    """Who is registered here, and a form for the next."""
    actor = actor_of(request)
    form = AssistForm(request.POST or None, places=assisted.places_of(actor))
    if form.is_valid():
        made = assist.register(actor, registration(form.cleaned_data), now=timezone.now())
        if not isinstance(made, Refusal):
            messages.success(request, "Personen er skrevet ind. Lav nu en kode på papir.")
            return redirect("site:assisted_person", assisted_id=made.pk)
        form.add_error("consented_on" if made == assist.LATER else "municipality", made.text)
    shown = {"section": "desk", "form": form, "rows": assisted.people_for(actor)}
    return render(request, "identity/assisted.html", shown, status=422 if form.errors else 200)


def registration(cleaned: dict[str, Any]) -> assist.Registration:
    """The form's answers as the action wants them."""
    texts = {name: value for name, value in cleaned.items() if name not in {"heard", "contact_way", "consent_way"}}
    return assist.Registration(contact_way=ContactWay(cleaned["contact_way"]), consent_way=ConsentWay(cleaned["consent_way"]), **texts)


def person(request: HttpRequest, assisted_id: int, *, code: str = "", refusal: Refusal | None = None) -> HttpResponse:
    """One person: what is kept, what they have not been told, and the new code, shown once."""
    found = assisted.get_assisted_for(actor_of(request), assisted_id)
    shown = {"section": "desk", "assisted": found, "number": in_pairs(found.number), "code": in_pairs(code)}
    shown |= {"refusal": refusal, "own_mail": has_mailbox(found.person.email)}
    return render(request, "identity/assisted_person.html", {**shown, "untold": assisted.untold_of(found)}, status=409 if refusal else 200)


@require_POST
def new_code(request: HttpRequest, assisted_id: int) -> HttpResponse:
    """Answered with the page itself: the code stands nowhere else, so it cannot be led on to."""
    assisted.get_assisted_for(actor_of(request), assisted_id)
    made = assist.issue_code(actor_of(request), assisted_id, now=timezone.now())
    return person(request, assisted_id, refusal=made) if isinstance(made, Refusal) else person(request, assisted_id, code=made)


@require_POST
def told(request: HttpRequest, assisted_id: int, notice_id: int) -> HttpResponse:
    refusal = assist.told(actor_of(request), assisted_id, notice_id, now=timezone.now())
    return person(request, assisted_id, refusal=refusal) if refusal else redirect("site:assisted_person", assisted_id=assisted_id)


@require_POST
def delete(request: HttpRequest, assisted_id: int) -> HttpResponse:
    assisted.get_assisted_for(actor_of(request), assisted_id)
    refusal = assist.delete_for(actor_of(request), assisted_id)
    if refusal:
        return person(request, assisted_id, refusal=refusal)
    messages.success(request, "Kontoen er slettet.")
    return redirect("site:assisted")


def enter(request: HttpRequest) -> HttpResponse:
    """Number and code in, one log-in out. It counts as a fresh proof that it is the person: they have no mail to be asked by."""
    if request.user.is_authenticated:
        return redirect("site:me")
    form = EntryForm(request.POST or None)
    if form.is_valid():
        limited = ratelimit.too_many(request, "entry-code", limit=10, seconds=3600)
        found = LIMITED if limited else enter_by_code(form.cleaned_data["number"], form.cleaned_data["code"], now=timezone.now())
        if not isinstance(found, Refusal):
            answer: HttpResponse = perform_login(request, found, redirect_url="/min-side/")
            proof.prove(request, found.pk)
            return answer
        form.add_error("code", found.text)
    return render(request, "identity/enter_by_code.html", {"section": "", "form": form}, status=422 if form.errors else 200)
