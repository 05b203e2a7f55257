"""Demonstration people and organisations of the made-up municipality: role names, no invented persons. Their password is known to everybody.

Where there is no demonstration they are closed, and a production start refuses as long as one of them is open.
"""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction
from django.utils import timezone

from samspil.core.sorting import danish_key
from samspil.core.text import address_of
from samspil.identity.domain.organisations import OrganisationKind, name_as_compared
from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.models import Membership, Municipality, Organisation, Person
from samspil.identity.models.municipality import DEMO_CODE

if TYPE_CHECKING:
    from django.db.models import QuerySet

PASSWORD = "prøv-samspil-her"  # noqa: S105  # demonstration only; a production start with DEMO refuses
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  # demonstration only
EDITORS = {"redaktoer": Role.EDITOR, "fagfaelle": Role.REVIEWER, "administrator": Role.ADMINISTRATOR}
# Who they are to others.
PEOPLE = {
    **{name: DANISH[role] for name, role in EDITORS.items()},
    "koordinator": "Frivilligkoordinator",
    "formand": "Foreningsformand",
    "gartner": "Virksomhedsejer",
    "borger": "Borger",
}
SECOND_STEP = {*EDITORS, "koordinator"}
# Organisations of the made-up municipality and who acts for them; the municipality's own is made with it. No CVR numbers: any could be somebody's.
ORGANISATIONS = [
    ("Nørrevang Spisevenner", OrganisationKind.ASSOCIATION, "formand", "Vi laver mad og spiser sammen hver onsdag. Alle er velkomne."),
    ("Gartneriet ved Åen", OrganisationKind.COMPANY, "gartner", "Vi dyrker grøntsager og har brug for hænder til høsten."),
]


def email_of(name: str) -> str:
    return f"{name}@noerrevang.example"


@transaction.atomic
def load_people() -> None:
    """Editors, the municipality's coordinator (all with a second factor), the chair of an association, a company's owner and a citizen."""
    for name, called in PEOPLE.items():
        person = Person.objects.filter(email=email_of(name)).first()
        if person is None:
            person = Person.objects.create_user(email_of(name), PASSWORD, first_name=called)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        elif not person.is_active:
            person.is_active = True
            person.set_password(PASSWORD)
            person.save()
        if name in EDITORS:
            person.groups.add(Group.objects.get(name=EDITORS[name].value))
        if name in SECOND_STEP and not Authenticator.objects.filter(user=person).exists():
            TOTP.activate(person, TOTP_SECRET)
    load_organisations()


def load_organisations() -> None:
    """Confirmed organisations that the people act for; what is there already stays as it is."""
    home, now = Municipality.objects.get(code=DEMO_CODE), timezone.now()
    act_for(Organisation.objects.get(of_municipality=home), "koordinator")
    for name, kind, who, about in ORGANISATIONS:
        named = {"name": name, "name_key": danish_key(name), "compared": name_as_compared(name), "about": about}
        made, _ = Organisation.objects.get_or_create(
            slug=address_of(name), defaults={**named, "kind": kind.value, "municipality": home, "made_at": now, "confirmed_at": now}
        )
        act_for(made, who)


def act_for(organisation: Organisation, name: str) -> None:
    """One of the people may do everything for an organisation."""
    now, everything = timezone.now(), {"contact": True, "signatory": True, "administrator": True}
    person = Person.objects.get(email=email_of(name))
    Membership.objects.get_or_create(person=person, organisation=organisation, defaults={**everything, "asked_at": now, "active_from": now})


def open_people() -> "QuerySet[Person]":
    """Demonstration people who could log in."""
    return Person.objects.filter(email__in=[email_of(name) for name in PEOPLE], is_active=True)


@transaction.atomic
def close_people() -> int:
    """Nobody logs in as one of them any more, sessions that run end, and their roles are taken; returns how many were open."""
    found = list(open_people())
    for person in found:
        person.groups.clear()
        Membership.objects.filter(person=person).delete()
        Authenticator.objects.filter(user=person).delete()
        person.is_active = False
        person.set_unusable_password()
        person.save()
    return len(found)


def refuse_people() -> None:
    """Raise ImproperlyConfigured when one of them could log in. A database that cannot be asked now is not asked: health says so."""
    try:
        someone = open_people().exists()
    except DatabaseError:
        return
    if someone:
        raise ImproperlyConfigured("Production has demonstration accounts whose password is public. `./samspil manage prepare_site --no-demo` closes them.")
