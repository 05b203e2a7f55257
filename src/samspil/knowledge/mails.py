"""Mails knowledge sends. They never repeat what the person wrote: mail is not a safe place."""

from smtplib import SMTPRecipientsRefused

import structlog
from django.conf import settings
from django_scopes import scopes_disabled

from samspil.identity import telling
from samspil.knowledge.events import EnquiryReceived
from samspil.knowledge.models import Enquiry

log = structlog.get_logger(__name__)


def tell_desk_and_sender(event: EnquiryReceived) -> None:
    """A line to the desk, and a receipt to the sender who left an address. An address that no server takes must not make the desk hear of it again."""
    with scopes_disabled():
        enquiry = Enquiry.objects.select_related("desk").filter(pk=event.enquiry_id).first()
    if enquiry is None:
        return
    desk = (enquiry.desk.desk_email if enquiry.desk else "") or settings.DESK_EMAIL
    telling.needed("knowledge/mail/enquiry_desk", desk, {"enquiry": enquiry})
    if enquiry.email:
        try:
            telling.needed("knowledge/mail/enquiry_receipt", enquiry.email, {"enquiry": enquiry})
        except SMTPRecipientsRefused:
            log.info("receipt_refused", enquiry_id=enquiry.pk)
