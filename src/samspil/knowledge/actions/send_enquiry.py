"""Write to a desk."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
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


@transaction.atomic
def send_enquiry(actor: Actor, new: NewEnquiry) -> Enquiry:
    """Keep an enquiry and tell the desk. Sending the same form twice gives the first one back; with other words it is a new one."""
    desk = Municipality.objects.open().filter(code=new.desk_code).first() if new.desk_code else None
    fields = {name: getattr(new, name) for name in ("topic", "message", "name", "organisation", "email", "about_url", "about_title")}
    with scopes_disabled():
        enquiry, is_new = Enquiry.objects.get_or_create(form_key=new.form_key, defaults={**fields, "desk": desk})
        if not is_new and enquiry.message != new.message:
            changed = uuid5(new.form_key, new.message)
            enquiry, is_new = Enquiry.objects.get_or_create(form_key=changed, defaults={**fields, "desk": desk})
    if is_new:
        events.record(EnquiryReceived(enquiry_id=enquiry.pk), actor_id=actor.person_id, municipality_code=desk.code if desk else "")
    return enquiry
