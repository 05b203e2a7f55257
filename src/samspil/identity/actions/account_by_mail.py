"""An account for whoever has just proved an address by a link in a mail, without having asked for one first."""

from allauth.account.models import EmailAddress
from django.db import transaction

from samspil.core.refusals import Refusal
from samspil.identity.models import Person

CLOSED = Refusal("closed", "Kontoen med den adresse er lukket. Skriv til os, hvis det er en fejl.")


@transaction.atomic
def account_by_mail(address: str) -> Person | Refusal:
    """The account of a proved address, made when there is none; nobody is logged in by it: that takes a code by mail, as always.

    A password somebody had chosen for the address without ever proving it no longer holds: it may not be the owner's.
    """
    proved = EmailAddress.objects.select_related("user").filter(email=address.lower(), verified=True).first()
    person = proved.user if proved else Person.objects.filter(email=address.lower()).first() or Person.objects.create_user(address)
    if not person.is_active:
        return CLOSED
    if proved is None:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        EmailAddress.objects.update_or_create(user=person, email=address.lower(), defaults={"verified": True, "primary": True})
    return person
