"""Telling those who lead an organisation that somebody needs a child certificate, and people that something they know or have runs out. Whose it is
stands on their page, never in the line."""

from datetime import date

from samspil.core.periods import danish_date
from samspil.exchange.events import CertificateDue, DeclarationDue, QualificationEnds
from samspil.exchange.models import Qualification
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


def declaration_due(event: DeclarationDue) -> None:
    """Once a year that it is missing, once that it ends with the year."""
    members = Membership.objects.active().filter(organisation=event.organisation_id, administrator=True).values_list("person", flat=True)
    if event.missing:
        text, about = f"Jeres erklæring om børneattester for {event.year} mangler. Se, hvad der skal til", "En erklæring mangler"
    else:
        text, about = f"Jeres erklæring om børneattester gælder til og med {event.year}. Giv en ny efter nytår", "En erklæring skal snart gives igen"
    key = f"declaration:{event.organisation_id}:{event.year}:{event.missing}"
    notices.tell(list(members), "certificate", key, text, "/behov/erklaering/", about=about, theme=Theme.HELPING, waits=event.missing)


def qualification_ends(event: QualificationEnds) -> None:
    """The person alone, once for each last day."""
    row = Qualification.objects.filter(pk=event.qualification_id).first()
    if row and row.expires_on and row.expires_on.isoformat() == event.day:
        text = f"{row.name.capitalize()} udløber {danish_date(row.expires_on)}. Skriv den nye dato, når du har fornyet det"
        key, about = f"qualification:{row.pk}:{event.day}", "Noget, du har skrevet, at du kan, udløber snart"
        notices.tell([row.person_id], "qualification", key, text, "/behov/kvalifikationer/", about=about, theme=Theme.HELPING, waits=False)
