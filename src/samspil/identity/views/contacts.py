"""Administrators see and set where messages to each municipality go, and where its accessibility statement lies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspil.core.refusals import Refusal
from samspil.identity import contacts
from samspil.identity.actions.set_contacts import Contacts, set_contacts
from samspil.identity.actor import actor_of
from samspil.identity.forms import ContactsForm
from samspil.identity.models.municipality import CONTACTS


def overview(request: HttpRequest) -> HttpResponse:
    rows = contacts.municipalities_for(actor_of(request))
    desks, statements = (sum(bool(getattr(row, name)) for row in rows) for name in CONTACTS)
    return render(request, "identity/contacts.html", {"section": "desk", "rows": rows, "all": len(rows), "desks": desks, "statements": statements})


def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    actor = actor_of(request)
    found = contacts.get_municipality_for(actor, slug)
    form = ContactsForm(request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in CONTACTS})
    if form.is_valid():
        result = set_contacts(actor, slug, Contacts(**form.cleaned_data))
        if not isinstance(result, Refusal):
            return redirect(f"/bord/kommuner/#{slug}")
        form.add_error("accessibility_statement", result.text)
    context = {"section": "desk", "form": form, "municipality": found, "changes": contacts.changes_of(found)}
    return render(request, "identity/contacts_of.html", context, status=422 if form.errors else 200)
