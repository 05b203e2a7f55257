"""Take, give back, answer or reopen an enquiry."""

from datetime import datetime

from django.db import transaction

from samspil.core import events, history
from samspil.core.lifecycle import NotPossible
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor
from samspil.knowledge import queries
from samspil.knowledge.domain.enquiries import LIFECYCLE
from samspil.knowledge.events import EnquiryMoved
from samspil.knowledge.models import Enquiry


@transaction.atomic
def move_enquiry(actor: Actor, enquiry_id: int, errand: str, *, now: datetime) -> Enquiry | Refusal:
    """Do `errand` on an enquiry; refused when its state or the actor's role does not allow it."""
    enquiry = queries.get_enquiry_for(actor, enquiry_id, lock=True)
    role = next(iter(sorted(actor.roles)), "")
    try:
        enquiry.state = LIFECYCLE.next(enquiry.state, errand, role)
    except NotPossible as reason:
        return Refusal("not-now", str(reason))
    enquiry.answered_at = now if enquiry.state == "answered" else None
    enquiry.handler_id = None if enquiry.state == LIFECYCLE.start else actor.person_id
    history.done_by(actor.person_id)
    enquiry.save(update_fields=["state", "answered_at", "handler"])
    events.record(EnquiryMoved(enquiry_id=enquiry.pk, state=enquiry.state), actor_id=actor.person_id)
    return enquiry
