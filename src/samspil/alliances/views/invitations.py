"""The invitation that a mail carries. Looking never answers: mail scanners follow links. Who asks and for what stands there before log-in, too:
whoever has the secret was asked, and nobody makes an account to find out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from samspil.alliances import queries
from samspil.alliances.actions.answer import NO_SUCH, answer_with_secret
from samspil.alliances.actions.answer_as_group import answer_as_group
from samspil.alliances.forms.inviting import AnswerForm, GroupForm
from samspil.alliances.models import PartyInvitation
from samspil.alliances.views.answers import refused_form
from samspil.core.refusals import Refusal
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actor import Actor, actor_of
from samspil.identity.domain.invitations import WHY_NOT_DA, InvitationState

TEMPLATE = "alliances/invitation.html"
HIDDEN = "En moderator har skjult alliancen. Du behøver ikke gøre noget. Bliver den vist igen, virker linket, så længe det gælder."


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    actor, found = actor_of(request), queries.invitation_of(secret)
    if found is None:
        return useless(request, NO_SUCH.text, status=404)
    state = found.state(timezone.now())
    if state is not InvitationState.OPEN:
        return useless(request, WHY_NOT_DA[state], status=410)
    if found.party.alliance.initiative.hidden_at:
        return useless(request, HIDDEN, status=410)
    if actor.person_id is None:
        return render(request, TEMPLATE, {"logged_in": False, "form": None, "secret": secret, **who_asks(found)})
    return answering(request, actor, secret, found)


def answering(request: HttpRequest, actor: Actor, secret: str, found: PartyInvitation) -> HttpResponse:
    """The form for somebody who is logged in."""
    own = list(queries.own_organisations(actor))
    form = AnswerForm(request.POST or None, own=own)
    shown = {"logged_in": True, "form": form, "secret": secret, **who_asks(found)}
    shown["other_address"] = found.email not in proved_addresses(actor.person_id) if actor.person_id else False
    shown |= {"make_url": make_url(request, found), "stands": [], "single": own[0].name if len(own) == 1 else ""}
    shown["group"] = GroupForm(request.POST if "group" in request.POST else None, initial={"name": found.party.name}, auto_id="id_group_%s")
    if "group" in request.POST:
        return as_group(request, actor, secret, found, shown)
    if not form.is_valid():
        return render(request, TEMPLATE, shown, status=422 if form.errors else 200)
    yes, chosen = "yes" in request.POST, form.cleaned_data["for_organisation"]
    result = answer_with_secret(actor, secret, int(chosen) if chosen else None, yes=yes, reason=form.cleaned_data["reason"], now=timezone.now())
    if isinstance(result, Refusal):
        return refused_form(request, TEMPLATE, form, result, shown)
    messages.success(request, f"{result.name} er med. Skriv, hvad I har på spil og at vinde." if yes else "Tak for svaret. Vi har sagt det videre.")
    return redirect(found.party.alliance.address if yes else "/alliancer/")


def as_group(request: HttpRequest, actor: Actor, secret: str, found: PartyInvitation, shown: dict[str, Any]) -> HttpResponse:
    """A group of citizens comes in and says yes in one."""
    group = shown["group"]
    if not group.is_valid():
        return render(request, TEMPLATE, {**shown, "refused_group": group}, status=422)
    result = answer_as_group(actor, secret, group.cleaned_data["name"], now=timezone.now())
    if isinstance(result, Refusal):
        group.add_error(None, result.text)
        return render(request, TEMPLATE, {**shown, "refused_group": group}, status=409)
    messages.success(request, f"{result.name} er med. Skriv, hvem de andre skal spørge efter hos jer.")
    return redirect(f"{found.party.alliance.address}kontakt/{result.pk}/")


def who_asks(found: PartyInvitation) -> dict[str, Any]:
    """Who asks whom, and what for."""
    party, alliance = found.party, found.party.alliance
    said = {"sender": found.sender, "greeting": found.greeting}
    return {"section": "alliances", "party": party, "alliance": alliance, "initiative": alliance.initiative, **said}


def make_url(request: HttpRequest, found: PartyInvitation) -> str:
    """Where an organisation is made, with what the inviter wrote filled in, and the way back here."""
    alliance = found.party.alliance
    begun = {"next": request.path, "navn": found.party.name, "kommune": alliance.initiative.lead_id}
    begun |= {"slags": "group"} if found.party.loose else {}
    return f"/organisationer/ny/?{urlencode(begun)}"


def useless(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    """Why the invitation leads nowhere, and what to do."""
    return render(request, TEMPLATE, {"section": "alliances", "refused": text}, status=status)
