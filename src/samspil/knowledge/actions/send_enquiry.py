"""Write to a desk."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django_scopes import scopes_disabled

from samspil.core import events
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry


@dataclass(frozen=True, kw_only=True)
class NewEnquiry:
    """What the form gathered; `desk_code` is a municipality's code, or "" for the editors."""

    form_key: UUID
    topic: str
    message: str
    name: str = ""
    organisation: str = ""
    email: str = ""
    desk_code: str = ""
    about_url: str = ""
    about_title: str = ""


def send_enquiry(actor: Actor, new: NewEnquiry) -> Enquiry:
    """Keep an enquiry and tell the desk. Sending the same form twice gives the first one back; with other words it is a new one."""
    try:
        return keep(actor, new)
    except IntegrityError:  # the same form arrived twice at the same moment, and the other one was kept
        return keep(actor, new)


@transaction.atomic
def keep(actor: Actor, new: NewEnquiry) -> Enquiry:
    """The enquiry that was sent before with this form and these words, or a new one; IntegrityError when another has just kept it."""
    keys = [new.form_key, uuid5(new.form_key, new.message)]
    with scopes_disabled():
        before = {enquiry.form_key: enquiry for enquiry in Enquiry.objects.filter(form_key__in=keys)}
        same = next((enquiry for enquiry in before.values() if enquiry.message == new.message), None)
        if same:
            return same
        desk = Municipality.objects.open().filter(code=new.desk_code).first() if new.desk_code else None
        fields = {name: getattr(new, name) for name in ("topic", "message", "name", "organisation", "email", "about_url", "about_title")}
        enquiry = Enquiry.objects.create(form_key=keys[1] if before else keys[0], desk=desk, **fields)
    events.record(EnquiryReceived(enquiry_id=enquiry.pk), actor_id=actor.person_id, municipality_code=desk.code if desk else "")
    return enquiry
