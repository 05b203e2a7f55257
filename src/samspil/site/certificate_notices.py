"""Telling those who lead an organisation that somebody needs a child certificate, and people that something they know or have runs out. Whose it is
stands on their page, never in the line."""

from datetime import date

from samspil.core.periods import danish_date
from samspil.exchange.events import CertificateDue, DeclarationDue, PlaceLacks, QualificationEnds
from samspil.exchange.models import Need, Qualification
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices


def certificate_due(event: CertificateDue) -> None:
    """Once for each person, day it is due by and stage: those who lead it, without a name, and the person."""
    members = Membership.objects.active().filter(organisation=event.organisation_id, administrator=True).values_list("person", flat=True)
    when = f"senest {danish_date(date.fromisoformat(event.by))}" if event.by else "før opgaven begynder"
    key = f"certificate:{event.organisation_id}:{event.person_id}:{event.by}{event.stage and f':{event.stage}'}"
    text, about = f"En, der hjælper hos jer, skal have en børneattest {when}", "En børneattest skal hentes"
    notices.tell(list(members), "certificate", key, text, "/behov/attester/", about=about, theme=Theme.HELPING, waits=True)
    own = f"Du skal have en børneattest {when} til noget, du hjælper med. De, der leder, bestiller den, og du siger ja i Digital Post"
    notices.tell([event.person_id], "certificate", f"{key}:own", own, "/behov/attester/", about="Du skal have en børneattest", theme=Theme.HELPING, waits=True)


def place_lacks(event: PlaceLacks) -> None:
    """The person, and those who make the roster without a name: what it is stands on the roster."""
    need = Need.objects.filter(pk=event.need_id).first()
    if need:
        key, address = f"place-lacks:{need.pk}:{event.person_id}:{event.at}", f"{need.address}vagter/"
        text, about = f"Noget skal være på plads før din næste vagt: {need.title}. Du har stadig vagten", "Noget skal være på plads før en vagt, du har"
        notices.tell([event.person_id], "shift", key, text, address, about=about, theme=Theme.HELPING, waits=True)
        members = Membership.objects.active().filter(organisation=need.organisation_id).exclude(person=event.person_id).values_list("person", flat=True)
        text, about = f"En med en vagt mangler noget, vagten kræver: {need.title}. Se hvem på vagtplanen", "En med en vagt hos jer mangler noget"
        notices.tell(list(members), "shift", key, text, address, about=about, theme=Theme.HELPING, waits=True)


def declaration_due(event: DeclarationDue) -> None:
    """Once a year that it is missing, once that it ends with the year, or that it is not known whether one is asked for."""
    members = Membership.objects.active().filter(organisation=event.organisation_id, administrator=True).values_list("person", flat=True)
    if event.unanswered:
        text = "I har en opgave med børn. Svar på to spørgsmål, så siger vi, om I skal give en erklæring om børneattester"
        about = "To spørgsmål til jeres forening"
    elif event.missing:
        text, about = f"Jeres erklæring om børneattester for {event.year} mangler. Se, hvad der skal til", "En erklæring mangler"
    else:
        text, about = f"Jeres erklæring om børneattester gælder til og med {event.year}. Giv en ny efter nytår", "En erklæring skal snart gives igen"
    key = f"declaration:{event.organisation_id}:{event.year}:{'ask' if event.unanswered else event.missing}"
    notices.tell(list(members), "certificate", key, text, "/behov/erklaering/", about=about, theme=Theme.HELPING, waits=event.missing or event.unanswered)


def qualification_ends(event: QualificationEnds) -> None:
    """The person alone, once for each last day."""
    row = Qualification.objects.filter(pk=event.qualification_id).first()
    if row and row.expires_on and row.expires_on.isoformat() == event.day:
        text = f"{row.name.capitalize()} udløber {danish_date(row.expires_on)}. Skriv den nye dato, når du har fornyet det"
        key, about = f"qualification:{row.pk}:{event.day}", "Noget, du har skrevet, at du kan, udløber snart"
        notices.tell([row.person_id], "qualification", key, text, "/behov/kvalifikationer/", about=about, theme=Theme.HELPING, waits=False)
