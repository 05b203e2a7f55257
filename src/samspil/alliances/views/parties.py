"""Parties: ask them, answer, remind, and say that the page may be seen by all."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspil.alliances import queries, rooms
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.invite import correct_address, invite_by_mail, invite_organisation, take_back_invitation
from samspil.alliances.actions.remind import remind_party
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.domain.words import PartyState
from samspil.alliances.forms.inviting import AddressForm, AnswerForm, InviteByMailForm
from samspil.alliances.models.alliance import address_of
from samspil.alliances.rooms import Room
from samspil.alliances.views.answers import refused_form, told
from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.core.text import clean
from samspil.identity.actor import Actor, actor_of

MOST_MAILS_AN_HOUR, MOST_TO_ONE_A_DAY = 60, 5
TOO_MANY = Refusal("too-many", "Der er sendt mange invitationer herfra. Vent lidt, før du sender flere.")


@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    form = InviteByMailForm(request.POST or None)
    shown = invite_shown(request, actor, room, form)
    if not form.is_valid():
        return render(request, "alliances/invite.html", shown, status=422 if form.errors else 200)
    if sent_many(request, form.cleaned_data["email"]):
        return refused_form(request, "alliances/invite.html", form, TOO_MANY, shown)
    result = invite_by_mail(actor, room.alliance.slug, form.written(), now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "alliances/invite.html", form, result, shown)
    messages.success(request, f"{result.name} er inviteret. Vi har sendt en mail.")
    return redirect(room.alliance.address)


def sent_many(request: HttpRequest, to: str) -> bool:
    """True when one address here has asked too many, or the same one too often: an invitation can be taken back and sent again without end."""
    everybody = too_many(request, "party-mail", limit=MOST_MAILS_AN_HOUR, seconds=3600)
    return everybody or too_many(request, f"party-mail {to.strip().lower()}", limit=MOST_TO_ONE_A_DAY, seconds=86400)


def invite_shown(request: HttpRequest, actor: Actor, room: Room, form: InviteByMailForm) -> dict[str, Any]:
    """The page of inviting: a search among organisations that are here, and the form for those who are not."""
    words = clean(request.GET.get("q", ""))[:60]
    there = [party.organisation_id for party in room.standing if party.organisation_id]
    found = queries.organisations_named(actor, words, there)
    waiting = queries.waiting_in(room, timezone.now())
    place = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "version": room.waiting}
    said_no = [party for party in room.parties if party.state == PartyState.DECLINED]
    return {**place, "form": form, "q": words, "found": found, "waiting": waiting, "waiting_by_mail": any(one.email for one in waiting), "said_no": said_no}


@login_required
@require_POST
def ask(request: HttpRequest, slug: str, organisation_id: int) -> HttpResponse:
    if sent_many(request, f"organisation {organisation_id}"):
        return told(request, f"{address_of(slug)}inviter/", TOO_MANY, "")
    result = invite_organisation(actor_of(request), slug, organisation_id, now=timezone.now())
    if isinstance(result, Refusal):
        return told(request, f"{address_of(slug)}inviter/", result, "")
    said = f"{result.name} er med." if result.state == PartyState.JOINED else f"{result.name} er inviteret."
    return told(request, address_of(slug), result, said)


@login_required
def waiting(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    """An invitation that is not answered: send it again, correct the address, or take it back."""
    actor = actor_of(request)
    room = queries.get_working_room_for(actor, slug)
    party = queries.get_waiting_party_of(room, party_id)
    form = AddressForm(request.POST or None, initial={"email": queries.address_of(party)})
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "party": party, "form": form}
    shown["by_mail"] = party.organisation_id is None
    if not form.is_valid():
        return render(request, "alliances/waiting_party.html", shown, status=422 if form.errors else 200)
    refusal: object = TOO_MANY if sent_many(request, form.cleaned_data["email"]) else None
    result = refusal or correct_address(actor, room.alliance.slug, party.pk, form.cleaned_data["email"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "alliances/waiting_party.html", form, result, shown)
    return told(request, room.alliance.address, result, f"Vi har sendt invitationen til {form.cleaned_data['email']}.")


@login_required
@require_POST
def take_back(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    result = take_back_invitation(actor_of(request), slug, party_id, now=timezone.now())
    return told(request, address_of(slug), result, "Invitationen er trukket tilbage.")


@login_required
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation that was asked says yes or no; the button says for whom."""
    actor = actor_of(request)
    room = rooms.Room(queries.get_alliance_for(actor, slug))
    own = [party.organisation for party in room.standing if party.state == PartyState.INVITED and party.organisation_id in actor.memberships]
    form = AnswerForm(request.POST or None, own=[one for one in own if one])
    shown = {"section": "alliances", "alliance": room.alliance, "initiative": room.alliance.initiative, "form": form, "own": own, "stands": []}
    shown["single"] = own[0].name if len(own) == 1 and own[0] else ""
    if not form.is_valid():
        return render(request, "alliances/answer.html", shown, status=422 if form.errors else 200)
    yes, organisation = "yes" in request.POST, int(form.cleaned_data["for_organisation"] or 0)
    result = answer_invitation(actor, room.alliance.slug, organisation, yes=yes, reason=form.cleaned_data["reason"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, "alliances/answer.html", form, result, shown)
    messages.success(request, f"{result.name} er med. Skriv, hvad I har på spil og at vinde." if yes else "Tak for svaret. Vi har sagt det videre.")
    return redirect(room.alliance.address if yes else "/alliancer/")


@login_required
@require_POST
def remind(request: HttpRequest, slug: str, party_id: int) -> HttpResponse:
    result = remind_party(actor_of(request), slug, party_id, now=timezone.now())
    by_mail = not isinstance(result, Refusal) and result.organisation_id is None
    return told(request, address_of(slug), result, "Vi har sendt invitationen igen med mail." if by_mail else "Påmindelsen er sendt.")


@login_required
@require_POST
def show(request: HttpRequest, slug: str) -> HttpResponse:
    shown, organisation = request.POST.get("shown") == "yes", request.POST.get("for_organisation", "")
    number = int(organisation) if organisation.isascii() and organisation.isdecimal() and len(organisation) < 19 else 0
    said = "Tak. Siden kan ses af alle, når alle parter har sagt ja." if shown else "Siden kan nu kun ses af parterne."
    return told(request, address_of(slug), show_alliance(actor_of(request), slug, number, shown=shown), said)
