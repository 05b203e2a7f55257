"""Log in with the number and the code on paper."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actions.assist import seal
from samspil.identity.domain.assisted import as_typed, code_holds, has_mailbox
from samspil.identity.events import EntryCodeUsed
from samspil.identity.models import AssistedPerson, Person

WRONG = Refusal("wrong-code", "Nummeret eller koden er ikke rigtig, eller koden er for gammel. Ring til kommunen, så laver de en ny kode.")


@transaction.atomic
def enter_by_code(number: str, code: str, *, now: datetime) -> Person | Refusal:
    """The person whose number and code it is. A code holds once, for a week and five tries; whatever is wrong gets the same answer."""
    found = AssistedPerson.objects.select_for_update(of=("self",)).select_related("person").filter(number=as_typed(number)).first()
    if found is None or has_mailbox(found.person.email) or not code_holds(found.code_until, found.code_tries, now):
        return WRONG
    found.code_tries += 1
    right = constant_time_compare(found.code_seal, seal(found.number, as_typed(code)))
    if right:
        found.code_seal, found.code_until = "", None
        events.record(EntryCodeUsed(person_id=found.person_id), actor_id=found.person_id)
    found.save(update_fields=["code_seal", "code_until", "code_tries"])
    return found.person if right else WRONG
