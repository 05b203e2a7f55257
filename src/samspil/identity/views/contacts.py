"""Administrators see and set where messages to each municipality go, and where its accessibility statement lies."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspil.core.refusals import Refusal
from samspil.identity import contacts
from samspil.identity.actions.invite_member import invite_member
from samspil.identity.actions.set_contacts import Contacts, set_contacts
from samspil.identity.actor import actor_of
from samspil.identity.domain.organisations import MEMBER_ROLE_DA, MEMBER_ROLE_MEANS, MemberRole
from samspil.identity.forms import ContactsForm
from samspil.identity.models import Municipality
from samspil.identity.models.municipality import CONTACTS, SETTLED
from samspil.identity.organisation_forms import ROLES, FirstStaffForm

FIRST_IS_ADMINISTRATOR = "Den første skal være administrator. Ellers kan ingen invitere de andre."


def overview(request: HttpRequest) -> HttpResponse:
    rows = contacts.municipalities_for(actor_of(request))
    desks, statements = (sum(bool(getattr(row, name)) for row in rows) for name in CONTACTS)
    return render(request, "identity/contacts.html", {"section": "desk", "rows": rows, "all": len(rows), "desks": desks, "statements": statements})


def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = contacts.get_municipality_for(actor, slug)
    form = ContactsForm(request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in SETTLED})
    if form.is_valid():
        result = set_contacts(actor, slug, Contacts(**form.cleaned_data))
        if not isinstance(result, Refusal):
            messages.success(request, "Det er gemt.")
            return redirect(f"/bord/kommuner/#{slug}" if actor.may("identity.manage_municipalities") else f"/bord/kommuner/{slug}/")
        form.add_error("accessibility_statement", result.text)
    return shown(request, found, form=form)


def invite_staff(request: HttpRequest, slug: str) -> HttpResponse:
    """The first of a municipality's own people are invited by an administrator; they invite the others."""
    actor = actor_of(request)
    found = contacts.get_municipality_for(actor, slug)
    form = FirstStaffForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return shown(request, found, staff_form=form)
    if MemberRole.ADMINISTRATOR not in form.chosen() and not any(one.administrator for one in contacts.own_staff(found)):
        form.add_error("roles", FIRST_IS_ADMINISTRATOR)
        return shown(request, found, staff_form=form)
    result = invite_member(actor, contacts.own_of(found).pk, form.cleaned_data["email"], form.chosen(), now=timezone.now())
    if isinstance(result, Refusal):
        form.add_error("email", result.text)
        return shown(request, found, staff_form=form)
    messages.success(request, f"{result.email} får en mail med invitationen. Den gælder i 14 dage.")
    return redirect("site:contacts_of", slug=slug)


def shown(request: HttpRequest, found: Municipality, *, form: ContactsForm | None = None, staff_form: FirstStaffForm | None = None) -> HttpResponse:
    """The municipality's page, with the form that was sent."""
    settled = form or ContactsForm(initial={name: getattr(found, name) for name in SETTLED})
    actor, staff = actor_of(request), contacts.own_staff(found)
    first = [] if any(one.administrator for one in staff) else [value for value, _ in ROLES]
    context = {"section": "desk", "form": settled, "staff_form": staff_form or FirstStaffForm(initial={"roles": first}), "municipality": found}
    context |= {"changes": contacts.changes_of(found), "staff": staff, "invited": contacts.own_invitations(found)}
    context |= {"organisation": contacts.own_of(found), "meanings": [(MEMBER_ROLE_DA[role], MEMBER_ROLE_MEANS[role]) for role in MemberRole]}
    context |= {"all_municipalities": actor.may("identity.manage_municipalities")}
    wrong = settled.errors or (staff_form is not None and staff_form.errors)
    return render(request, "identity/contacts_of.html", context | {"wrong": staff_form if staff_form else settled}, status=422 if wrong else 200)
