"""Say yes to an invitation. Looking never says yes: mail scanners follow links."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samspil.core.refusals import Refusal
from samspil.identity import members, responsible
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actions.invite_member import NO_SUCH, accept_invitation
from samspil.identity.actor import actor_of
from samspil.identity.domain.invitations import WHY_NOT_DA, InvitationState


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Before log-in the page tells the organisation's name and nothing about people."""
    actor = actor_of(request)
    if request.method == "POST" and actor.person_id is not None:
        result = accept_invitation(actor, secret, now=timezone.now())
        if isinstance(result, Refusal):
            return refused(request, result.text, status=409)
        said = (
            "Du er nu med i {}."
            if result.active_from
            else "Du er logget ind med en anden e-mail end den, der blev inviteret til {}. " + responsible.asked_whom(result.organisation)
        )
        messages.success(request, said.format(result.organisation.name))
        return redirect("organisations:members", slug=result.organisation.slug) if result.active_from else redirect("site:me")
    found = members.invitation_of(secret)
    if found is None:
        return refused(request, NO_SUCH.text, status=404)
    state = found.state(timezone.now())
    if state is not InvitationState.OPEN:
        return refused(request, WHY_NOT_DA[state], status=410)
    other = actor.person_id is not None and found.email not in proved_addresses(actor.person_id)
    shown = {"section": "", "organisation": found.organisation, "secret": secret, "logged_in": actor.person_id is not None, "other_address": other}
    return render(request, "identity/invitation.html", shown)


def refused(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    """Why the invitation leads nowhere, and what to do."""
    return render(request, "identity/invitation.html", {"section": "", "refused": text}, status=status)
