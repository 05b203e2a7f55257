"""Staff answer those who ask to come into an organisation that nobody leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity import members, responsible
from samspil.identity.actions.let_in_first import let_in_first
from samspil.identity.actor import actor_of
from samspil.identity.organisation_forms import LetInForm
from samspil.identity.views.members import tell


def let_in(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Who asks and for what, and the form; a no needs no reason."""
    actor = actor_of(request)
    asking = responsible.get_asking_unled_for(actor, membership_id)
    yes, form = request.POST.get("svar") != "nej", LetInForm(request.POST or None)
    if request.method == "POST" and (form.is_valid() or not yes):
        result = let_in_first(actor, membership_id, form.cleaned_data.get("why", ""), yes=yes, now=timezone.now())
        if not isinstance(result, Refusal):
            tell(request, result, f"{asking.person} er nu administrator. Personen og de andre medlemmer får besked." if yes else "Personen er ikke lukket ind.")
            return redirect("site:confirm_organisations")
        form.add_error("why" if result.code == "no-reason" else None, result.text)
    shown = {"section": "desk", "asking": asking, "organisation": asking.organisation, "form": form}
    shown["behind"] = members.behind([asking.organisation])[asking.organisation_id]
    return render(request, "identity/let_in.html", shown, status=422 if form.errors else 200)
