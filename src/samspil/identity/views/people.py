"""Administrators see who has which role, give roles and take them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.core.refusals import Refusal
from samspil.identity import people
from samspil.identity.actions import roles
from samspil.identity.actor import actor_of
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.forms import GiveRoleForm


def overview(request: HttpRequest) -> HttpResponse:
    form = GiveRoleForm(request.POST or None)
    if form.is_valid():
        result = roles.give(actor_of(request), form.cleaned_data["email"], Role(form.cleaned_data["role"]))
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.email} er nu {DANISH[Role(form.cleaned_data['role'])].lower()} og får besked med mail.")
            return redirect("/bord/personer/")
        form.add_error("email", result.text)
    return shown(request, form, status=422 if form.errors else 200)


def take(request: HttpRequest, person_id: int, role: str) -> HttpResponse:
    """Asks first: a role is gone at once, also one's own."""
    if role not in set(Role):
        raise Http404("Den rolle findes ikke.")
    if request.method != "POST":
        person = people.get_holder_for(actor_of(request), person_id, Role(role))
        return render(request, "identity/take_role.html", {"section": "desk", "person": person, "name": DANISH[Role(role)].lower()})
    result = roles.take(actor_of(request), person_id, Role(role))
    if isinstance(result, Refusal):
        return shown(request, GiveRoleForm(), refusal=result, status=409)
    messages.success(request, f"{result.email} er ikke længere {DANISH[Role(role)].lower()}.")
    return redirect("/bord/personer/" if actor_of(request).person_id != person_id else "/bord/")


def shown(request: HttpRequest, form: GiveRoleForm, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """The page, with what stood in the way."""
    actor = actor_of(request)
    rows = [
        (person, [(group.name, DANISH[Role(group.name)]) for group in person.groups.all() if group.name in set(Role)]) for person in people.staff_for(actor)
    ]
    context: dict[str, Any] = {"section": "desk", "form": form, "refusal": refusal, "rows": rows, "changes": people.changes_for(actor)}
    return render(request, "identity/people.html", context, status=status)
