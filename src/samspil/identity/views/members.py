"""Who is in an organisation: invite, let in, change what they may do, leave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.ratelimit import too_many
from samspil.core.refusals import Refusal
from samspil.identity import members
from samspil.identity.actions.change_member import change_member, end_membership
from samspil.identity.actions.invite_member import invite_member, withdraw_invitation
from samspil.identity.actions.join_organisation import answer_member
from samspil.identity.actor import actor_of
from samspil.identity.domain.organisations import MEMBER_ROLE_DA, MEMBER_ROLE_MEANS, MemberRole
from samspil.identity.models import Organisation
from samspil.identity.organisation_forms import InviteForm, MemberRolesForm

# Anybody may make an organisation, and its name stands in the mail: it is no way to write to strangers in great numbers.
MOST_MAILS_AN_HOUR, MOST_TO_ONE_A_DAY = 30, 5


@login_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    organisation = members.get_own_organisation_for(actor, slug)
    form = InviteForm(request.POST or None)
    if form.is_valid() and sent_many(request, form.cleaned_data["email"]):
        form.add_error(None, "Der er sendt mange invitationer herfra. Vent lidt, før du sender flere.")
        return shown(request, organisation, form, status=429)
    if form.is_valid():
        result = invite_member(actor, organisation.pk, form.cleaned_data["email"], form.chosen(), now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.email} får en mail med invitationen. Den gælder i 14 dage.")
            return redirect("organisations:members", slug=slug)
        form.add_error("email", result.text)
    return shown(request, organisation, form, status=422 if form.errors else 200)


def sent_many(request: HttpRequest, to: str) -> bool:
    """True when too many were sent from here, or too many to the same one: a new invitation takes the place of the last, and is a new mail."""
    everybody = too_many(request, "invitation", limit=MOST_MAILS_AN_HOUR, seconds=3600)
    return everybody or too_many(request, f"invitation {to.strip().lower()}", limit=MOST_TO_ONE_A_DAY, seconds=86400)


def shown(request: HttpRequest, organisation: Organisation, form: InviteForm, *, status: int = 200) -> HttpResponse:
    """Members by name of what they may do, those who wait, and open invitations."""
    actor = actor_of(request)
    rows = [(row, [MEMBER_ROLE_DA[role] for role in row.roles]) for row in members.members_for(actor, organisation)]
    context: dict[str, Any] = {
        "rows": [(row, roles) for row, roles in rows if row.active_from],
        "asking": [row for row, _ in rows if not row.active_from],
        "invitations": members.open_invitations_for(actor, organisation),
        "actor_id": actor.person_id,
        "administers": actor.belongs_to(organisation.pk, MemberRole.ADMINISTRATOR),
        "meanings": [(MEMBER_ROLE_DA[role], MEMBER_ROLE_MEANS[role]) for role in MemberRole],
    }
    return render(request, "identity/members.html", {"section": "", "organisation": organisation, "form": form, **context}, status=status)


@login_required
def member(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """One member: what they may do. Administrators alone change it."""
    actor = actor_of(request)
    organisation = members.get_own_organisation_for(actor, slug, MemberRole.ADMINISTRATOR)
    found = members.get_membership_for(actor, organisation, membership_id)
    form = MemberRolesForm(request.POST or None, initial={"roles": [role.value for role in found.roles]})
    if request.method == "POST" and form.is_valid():
        result = change_member(actor, found.pk, form.chosen())
        if not isinstance(result, Refusal):
            messages.success(request, f"{found.person} er nu: {', '.join(MEMBER_ROLE_DA[role].lower() for role in result.roles)}.")
            return redirect("organisations:members", slug=slug)
        form.add_error("roles", result.text)
    context = {"section": "", "organisation": organisation, "membership": found, "form": form}
    return render(request, "identity/member.html", context, status=409 if form.errors else 200)


@login_required
def answer(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    if request.method == "POST":
        yes = request.POST.get("svar") == "ja"
        result = answer_member(actor_of(request), membership_id, yes=yes, now=timezone.now())
        tell(request, result, "Personen er nu med." if yes else "Du har sagt nej tak.")
    return redirect("organisations:members", slug=slug)


@login_required
def end(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Asks first: it takes effect at once."""
    actor = actor_of(request)
    organisation = members.get_own_organisation_for(actor, slug)
    found = members.get_membership_for(actor, organisation, membership_id)
    if request.method != "POST":
        own = found.person_id == actor.person_id
        return render(request, "identity/end_membership.html", {"section": "", "organisation": organisation, "membership": found, "own": own})
    result = end_membership(actor, found.pk)
    tell(request, result, f"{found.person} er ikke længere med i {organisation.name}.")
    return redirect("site:me") if found.person_id == actor.person_id and not isinstance(result, Refusal) else redirect("organisations:members", slug=slug)


@login_required
def withdraw(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    if request.method == "POST":
        tell(request, withdraw_invitation(actor_of(request), invitation_id, now=timezone.now()), "Invitationen er trukket tilbage.")
    return redirect("organisations:members", slug=slug)


def tell(request: HttpRequest, result: object, done: str) -> None:
    """What stood in the way, or what was done."""
    if isinstance(result, Refusal):
        messages.error(request, result.text)
    else:
        messages.success(request, done)
