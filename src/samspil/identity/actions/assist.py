"""A municipality's staff help somebody who has no e-mail: register, make a code on paper, tell by hand, delete. Each is logged with who did it."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.actions.delete_account import remove
from samspil.identity.actor import Actor
from samspil.identity.domain.assisted import CODE_LENGTH, LIVES, NUMBER_LENGTH, SIGNS, ConsentWay, ContactWay, address_of, has_mailbox
from samspil.identity.events import EntryCodeIssued, PersonAssisted, ToldByHand
from samspil.identity.models import AssistedPerson, Person

NOT_YOURS = Refusal("not-your-municipality", "Kun kommunens egne medarbejdere kan hjælpe personer ind, og kun i deres egen kommune.")
GONE = Refusal("not-there", "Personen er her ikke længere.")
OWN_MAIL = Refusal("own-mail", "Personen har fået sin egen e-mail og råder selv over kontoen. Kommunen laver ikke koder til den og sletter den ikke.")
LATER = Refusal("consent-later", "Datoen for samtykket kan ikke ligge i fremtiden.")


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What staff write of somebody, who has said yes to it on `consented_on`."""

    municipality: str
    name: str
    contact_way: ContactWay
    contact: str
    purpose: str
    consent_way: ConsentWay
    consented_on: date


@transaction.atomic
def register(actor: Actor, wanted: Registration, *, now: datetime) -> AssistedPerson | Refusal:
    """Staff make an account for somebody without e-mail. It has no password; a code on paper opens it."""
    if not actor.may("identity.assist_people", wanted.municipality):
        return NOT_YOURS
    if wanted.consented_on > timezone.localdate(now):
        return LATER
    number = free_number()
    person = Person.objects.create_user(address_of(number), first_name=wanted.name)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    kept = {"contact_way": wanted.contact_way, "contact": wanted.contact, "purpose": wanted.purpose}
    consent = {"consent_way": wanted.consent_way, "consented_on": wanted.consented_on}
    made = AssistedPerson.objects.create(
        person=person, municipality_id=wanted.municipality, number=number, registered_by_id=actor.person_id, registered_at=now, **kept, **consent
    )
    events.record(PersonAssisted(person_id=person.pk, municipality_code=wanted.municipality), actor_id=actor.person_id)
    return made


def free_number() -> str:
    """A number that nobody has, and that tells nothing."""
    while True:
        number = get_random_string(1, "123456789") + get_random_string(NUMBER_LENGTH - 1, "0123456789")
        if not AssistedPerson.objects.filter(number=number).exists():
            return number


@transaction.atomic
def issue_code(actor: Actor, assisted_id: int, *, now: datetime) -> str | Refusal:
    """Make a code for one log-in within a week, to be handed over or sent; returned once, kept only as its seal."""
    rows = AssistedPerson.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.visible_to(actor).filter(pk=assisted_id).first()
    if found is None or has_mailbox(found.person.email):
        return OWN_MAIL if found else GONE
    code = get_random_string(CODE_LENGTH, SIGNS)
    found.code_seal, found.code_until, found.code_tries = seal(found.number, code), now + LIVES, 0
    found.save(update_fields=["code_seal", "code_until", "code_tries"])
    events.record(EntryCodeIssued(person_id=found.person_id), actor_id=actor.person_id)
    return code


def seal(number: str, code: str) -> str:
    return salted_hmac("samspil.entry", f"{number}:{code}", algorithm="sha256").hexdigest()


@transaction.atomic
def told(actor: Actor, assisted_id: int, notice_id: int, *, now: datetime) -> Refusal | None:
    """Staff have told the person what stands on their page."""
    found = AssistedPerson.objects.visible_to(actor).filter(pk=assisted_id).first()
    if found is None or not Notice.objects.filter(pk=notice_id, recipient_id=found.person_id, read_at=None).update(read_at=now):
        return GONE
    events.record(ToldByHand(person_id=found.person_id, notice_id=notice_id), actor_id=actor.person_id)
    return None


@transaction.atomic
def delete_for(actor: Actor, assisted_id: int) -> Refusal | None:
    """Staff delete the account because the person asks for it: the same is gone as when people delete their own."""
    found = AssistedPerson.objects.visible_to(actor).select_related("person").filter(pk=assisted_id).first()
    if found is None or has_mailbox(found.person.email):
        return OWN_MAIL if found else GONE
    return remove(found.person, by=actor.person_id)
