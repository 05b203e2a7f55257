"""Telling those who lead an organisation that somebody needs a child certificate. Whose it is stands on their page, never in the line."""

from datetime import date

from samspil.core.periods import danish_date
from samspil.exchange.events import CertificateDue
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices


def certificate_due(event: CertificateDue) -> None:
    """Once for each person and day it is due by."""
    members = Membership.objects.active().filter(organisation=event.organisation_id, administrator=True).values_list("person", flat=True)
    when = f"senest {danish_date(date.fromisoformat(event.by))}" if event.by else "før opgaven begynder"
    key = f"certificate:{event.organisation_id}:{event.person_id}:{event.by}"
    text, about = f"En, der hjælper hos jer, skal have en børneattest {when}", "En børneattest skal hentes"
    notices.tell(list(members), "certificate", key, text, "/behov/attester/", about=about, theme=Theme.HELPING, waits=True)
