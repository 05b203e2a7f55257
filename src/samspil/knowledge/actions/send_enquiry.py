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
    for key in (new.form_key, uuid5(new.form_key, new.message)):
        try:
            return keep(actor, new, key)
        except IntegrityError:  # this key was sent before, or at the same moment
            with scopes_disabled():
                before = Enquiry.objects.filter(form_key=key, message=new.message).first()
            if before:
                return before
    raise RuntimeError("the second key holds the words themselves, so it cannot stand for others")


@transaction.atomic
def keep(actor: Actor, new: NewEnquiry, key: UUID) -> Enquiry:
    """A new enquiry under this key; IntegrityError when there is one."""
    fields = {name: getattr(new, name) for name in ("topic", "message", "name", "organisation", "email", "about_url", "about_title")}
    with scopes_disabled():
        desk = Municipality.objects.open().filter(code=new.desk_code).first() if new.desk_code else None
        enquiry = Enquiry.objects.create(form_key=key, desk=desk, **fields)
    events.record(EnquiryReceived(enquiry_id=enquiry.pk), actor_id=actor.person_id, municipality_code=desk.code if desk else "")
    return enquiry
