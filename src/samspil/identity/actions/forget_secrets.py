"""Forget what opened an account before its address was proved."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from samspil.identity.models import Person


@transaction.atomic
def forget_secrets(person: Person) -> None:
    """Password and second steps that were set before: anybody may sign up with anybody's address. Sessions end with the password."""
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])


def proved_addresses(person_id: int) -> set[str]:
    """The addresses the person has shown to be theirs, in lower case."""
    return {email.lower() for email in EmailAddress.objects.filter(user_id=person_id, verified=True).values_list("email", flat=True)}


def has_proved_address(person: Person) -> bool:
    """True when the person has shown that the address is theirs."""
    return bool(EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists())
