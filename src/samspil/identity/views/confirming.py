"""The municipality's staff and the volunteer centre confirm organisations, or say why they cannot."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity import claims, members, responsible
from samspil.identity.actions.ask_confirmation import ask_confirmation
from samspil.identity.actions.confirm_organisation import confirm_organisation
from samspil.identity.actions.decline_organisation import decline_organisation
from samspil.identity.actor import actor_of
from samspil.identity.domain.organisations import MemberRole
from samspil.identity.organisation_forms import AnswerForm, DeclineForm
from samspil.identity.views.members import tell

MOST_SHOWN = 100
READ = "Medlemmerne kan læse, hvad du skrev."
NOBODY_LEFT = "Ingen medlemmer er tilbage, så ingen kan handle for organisationen."


def overview(request: HttpRequest) -> HttpResponse:
    return shown(request)


def answer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("site:confirm_organisations")
    yes = request.POST.get("svar") == "ja"
    result = confirm_organisation(actor_of(request), organisation_id, yes=yes, now=timezone.now())
    if isinstance(result, Refusal):
        return shown(request, refusal=result, status=403)
    messages.success(request, f"{result.name} er bekræftet." if yes else f"{result.name} er ikke længere bekræftet.")
    return redirect("site:confirm_organisations")


def shown(request: HttpRequest, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """Those that wait, oldest first, with who is behind each; then those that were said no to and have not answered."""
    actor = actor_of(request)
    merges = bool(actor.moderates_in) or actor.may("identity.merge_anywhere")
    found = list(members.waiting_for(actor)[:MOST_SHOWN])
    who = members.behind(found)
    rows = [(one, who[one.pk]) for one in found if not one.declined_at]
    context = {"waiting": rows, "declined": [one for one in found if one.declined_at], "refusal": refusal, "can_merge": merges}
    context["claims"] = list(claims.claims_for(actor).filter(answered_at=None)[:MOST_SHOWN]) if merges else []
    context["unled"] = list(responsible.asking_unled(actor)[:MOST_SHOWN]) if merges else []
    return render(request, "identity/confirm_organisations.html", {"section": "desk", **context}, status=status)


def decline(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say no for now, and write why: all its members can read it."""
    organisation = members.get_waiting_for(actor_of(request), organisation_id)
    behind = members.behind([organisation])[organisation.pk]
    form = DeclineForm(request.POST or None, initial={} if behind.members else {"why": NOBODY_LEFT})
    if form.is_valid():
        result = decline_organisation(actor_of(request), organisation_id, form.cleaned_data["why"], now=timezone.now())
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.name} venter ikke længere. {READ if behind.members else ''}")
            return redirect("site:confirm_organisations")
        form.add_error(None, result.text)
    context = {"section": "desk", "organisation": organisation, "behind": behind, "form": form}
    return render(request, "identity/decline_organisation.html", context, status=422 if form.errors else 200)


@login_required
def ask_again(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation's administrator reads why it was not confirmed, and answers."""
    organisation = members.get_own_organisation_for(actor_of(request), slug, MemberRole.ADMINISTRATOR)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        result = ask_confirmation(actor_of(request), organisation.pk, form.cleaned_data["answer"], now=timezone.now())
        tell(request, result, "Svaret er sendt. I venter igen på at blive bekræftet.")
        return redirect("organisations:organisation", slug=slug)
    context = {"section": "", "organisation": organisation, "form": form}
    return render(request, "identity/ask_confirmation.html", context, status=422 if form.errors else 200)
