"""Who visits: the columns of the permission matrix."""

import re
import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.identity.models import Membership, Organisation, Person, StaffSession
from samspil.identity.models.municipality import DEMO_CODE

STAFF = ("editor", "reviewer", "administrator")
# "bare" is an editor without a second factor, "off" is staff without a running staff session, "clerk" confirms organisations in a municipality
# and is no editor.
ROLES = ("visitor", "person", "bare", "off", "clerk", *STAFF)
POWERLESS = ("visitor", "person", "bare", "off", "reviewer-off", "administrator-off")
GROUPS = {"clerk": "", "bare": "editor", "off": "editor", "reviewer-off": "reviewer", "administrator-off": "administrator", "person": ""}
STEPS = {
    "login": "account_login",
    "none": "identity:no_staff",
    "factor": "identity:second_factor",
    "session": "identity:staff_session",
    "me": "site:me",
    "again": "account_reauthenticate",
}


def client_of(role: str, make_person: Any) -> Client:
    """A client of somebody with this role."""
    client = Client()
    if role == "visitor":
        return client
    email = f"{role}@example.dk"
    person = Person.objects.filter(email=email).first() or make_person(email, GROUPS.get(role, role), role != "bare")
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    if role == "clerk":
        employ(person)
    if role in {*STAFF, "clerk"}:
        begin_session(client, person)
    return client


def employ(person: Person) -> None:
    """An administrator of the made-up municipality's own organisation, with a second factor."""
    town_hall, now = Organisation.objects.get(of_municipality=DEMO_CODE), timezone.now()
    Membership.objects.get_or_create(person=person, organisation=town_hall, defaults={"administrator": True, "asked_at": now, "active_from": now})
    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def begin_session(client: Client, person: Person) -> StaffSession:
    """Staff powers for an hour."""
    now, session = timezone.now(), client.session
    row = StaffSession.objects.create(person=person, reason="prøve", began_at=now, ends_at=now + timedelta(hours=1))
    session["staff_session"] = row.pk
    session.save()
    return row


def prove_second_step(client: Client, person: Person) -> None:
    """What allauth notes in the session when the second step has been used in this log-in."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = user_id_to_str(person)
    session.save()


def cell(response: HttpResponseBase) -> str:
    """An answer as the matrix writes it: the status, or for a redirect where it leads (the steps on the way by name)."""
    if response.status_code not in {301, 302}:
        return str(response.status_code)
    where = response["Location"].partition("?")[0]
    return next((step for step, name in STEPS.items() if where == reverse(name)), ">" + re.sub(r"\d+", "N", where))
