"""Demonstration people of the made-up municipality: role names, no invented persons. Never in production (settings refuse)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import transaction

from samspil.identity.domain.roles import DANISH, Role
from samspil.identity.models import Person

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
        if role:
            person.groups.add(Group.objects.get(name=role.value))
            if not Authenticator.objects.filter(user=person).exists():
                TOTP.activate(person, TOTP_SECRET)
