"""Forget what opened an account before its address was proved."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from samspil.identity.models import Person


@transaction.atomic
def forget_secrets(person: Person) -> None:
    """Password, second steps and outside log-ins that were set before: anybody may sign up with anybody's address. Sessions end with the password."""
    forget_links(person)
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])


def forget_links(person: Person) -> None:
    """Log-ins at the outside provider no longer open the account."""
    SocialAccount.objects.filter(user=person).delete()


def proved_addresses(person_id: int) -> set[str]:
    """The addresses the person has shown to be theirs, in lower case."""
    return {email.lower() for email in EmailAddress.objects.filter(user_id=person_id, verified=True).values_list("email", flat=True)}


def has_proved_address(person: Person) -> bool:
    """True when the person has shown that the address is theirs."""
    return bool(EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists())
