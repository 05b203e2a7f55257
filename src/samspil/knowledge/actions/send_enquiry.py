"""Write to a desk."""

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django_scopes import scopes_disabled

from samspil.core import events
from samspil.identity.actor import Actor
from samspil.identity.models import Municipality
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry


@dataclass(frozen=True, kw_only=True)
class NewEnquiry:
    """What the form gathered; `desk_code` is the code of a municipality with a desk of its own; else the editors read it."""

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
    for key in (new.form_key, uuid5(new.form_key, "\x1f".join(written(new).values())), uuid4()):  # the last: somebody made up keys
        enquiry = keep(actor, new, key)
        if enquiry is None:  # this key was sent before, or at the same moment
            with scopes_disabled():
                enquiry = Enquiry.objects.filter(form_key=key, **written(new)).first()
        if enquiry:
            return enquiry
    raise RuntimeError("a new key was taken")


def written(new: NewEnquiry) -> dict[str, str]:
    """What the person wrote: two forms with the same key are the same form only when all of it is the same."""
    return {name: getattr(new, name) for name in ("topic", "message", "name", "organisation", "email", "about_url")}


def keep(actor: Actor, new: NewEnquiry, key: UUID) -> Enquiry | None:
    """A new enquiry under this key; None when there is one."""
    with scopes_disabled():
        desk = Municipality.objects.with_desk().filter(code=new.desk_code).first() if new.desk_code else None
    enquiry = Enquiry(form_key=key, desk=desk, about_title=new.about_title, **written(new))
    told = events.insert(enquiry, EnquiryReceived, actor_id=actor.person_id, municipality_code=desk.code if desk else "")
    return enquiry if told else None
