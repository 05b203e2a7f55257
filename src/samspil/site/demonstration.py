"""Demonstration people of the made-up municipality: role names, no invented persons. Their password is known to everybody.

Where there is no demonstration they are closed, and a production start refuses as long as one of them is open.
"""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction

from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

PASSWORD = "prøv-samspil-her"  # noqa: S105  # demonstration only; a production start with DEMO refuses
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  # demonstration only
PEOPLE = {"redaktoer": Role.EDITOR, "fagfaelle": Role.REVIEWER, "administrator": Role.ADMINISTRATOR, "borger": None}


def email_of(name: str) -> str:
    return f"{name}@noerrevang.example"


@transaction.atomic
def load_people() -> None:
    """An editor, a reviewer, an administrator (all with a second factor) and a citizen."""
    for name, role in PEOPLE.items():
        person = Person.objects.filter(email=email_of(name)).first()
        if person is None:
            person = Person.objects.create_user(email_of(name), PASSWORD, first_name=DANISH[role] if role else "Borger")
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
        elif not person.is_active:
            person.is_active = True
            person.set_password(PASSWORD)
            person.save()
        if role:
            person.groups.add(Group.objects.get(name=role.value))
            if not Authenticator.objects.filter(user=person).exists():
                TOTP.activate(person, TOTP_SECRET)


def open_people() -> "QuerySet[Person]":
    """Demonstration people who could log in."""
    return Person.objects.filter(email__in=[email_of(name) for name in PEOPLE], is_active=True)


@transaction.atomic
def close_people() -> int:
    """Nobody logs in as one of them any more, sessions that run end, and their roles are taken; returns how many were open."""
    found = list(open_people())
    for person in found:
        person.groups.clear()
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
