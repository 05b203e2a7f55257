"""Mails knowledge sends. They never repeat what the person wrote: mail is not a safe place."""

from django.conf import settings
from django_scopes import scopes_disabled

from samspil.core import mail
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry


def tell_desk_and_sender(event: EnquiryReceived) -> None:
    """A line to the desk, and a receipt to the sender who left an address."""
    with scopes_disabled():
        enquiry = Enquiry.objects.select_related("desk").filter(pk=event.enquiry_id).first()
    if enquiry is None:
        return
    desk = (enquiry.desk.desk_email if enquiry.desk else "") or settings.DESK_EMAIL
    mail.send("knowledge/mail/enquiry_desk", desk, {"enquiry": enquiry})
    if enquiry.email:
        mail.send("knowledge/mail/enquiry_receipt", enquiry.email, {"enquiry": enquiry})
