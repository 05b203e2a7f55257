"""Delete one's own account, and in every room what shows who it was."""

from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction

from samspil.core import events
from samspil.core.personal_data import Subject, holdings
from samspil.core.refusals import Refusal
from samspil.identity import telling
from samspil.identity.actor import Actor
from samspil.identity.events import AccountDeleted
from samspil.identity.models import Person

NOT_LOGGED_IN = Refusal("not-logged-in", "Log ind for at slette din konto.")


def subject_of(person: Person) -> Subject:
    """The person's number and the addresses they have proved; data given with an address that nobody proved is not theirs to take or delete."""
    proved = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return Subject(person.pk, tuple(sorted({email.lower() for email in proved})))


def objections(person: Person) -> list[Refusal]:
    """What must be settled before the account can go; asked before, and once more in the deletion."""
    subject = subject_of(person)
    return [refusal for holding in holdings() if (refusal := holding.objection(subject))]


@transaction.atomic
def delete_account(actor: Actor) -> Refusal | None:
    """A person deletes the account. All or nothing: a room that objects keeps it whole. The last mail goes when it is done."""
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    return remove(person, by=actor.person_id) if person else NOT_LOGGED_IN


@transaction.atomic
def remove(wanted: Person, *, by: int | None) -> Refusal | None:
    """Remove an account in every room; `by` is who does it. Whoever calls this has asked whether they may.

    Rows are held in the order of every other errand: organisations, alliances, and the person last.
    """
    for holding in holdings():
        holding.hold(subject_of(wanted))
    person = Person.objects.select_for_update().filter(pk=wanted.pk).first()
    if person is None:
        return NOT_LOGGED_IN
    refusals = objections(person)
    if refusals:
        return refusals[0]
    subject, address = subject_of(person), person.email
    events.record(AccountDeleted(person_id=person.pk), actor_id=by)
    for holding in holdings():
        holding.shred(subject)
    person.delete()
    transaction.on_commit(partial(telling.needed, "identity/mail/account_deleted", address, {}), robust=True)
    return None
