"""The agreement's PDF: a version's is made once and kept in a file behind its gate, a draft's is made when somebody asks."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from samspil.alliances.domain.agreement import content_of, fingerprint, waiting_parties
from samspil.alliances.domain.comparing import compare, in_lines
from samspil.alliances.events import AcceptanceTakenBack, AgreementAccepted, AgreementProposed, AgreementReached, AgreementTakenBack
from samspil.alliances.models import Acceptance, AgreementVersion, Imposition, LegalCheck
from samspil.alliances.presenting.legal import on_paper as law_told
from samspil.alliances.presenting.legal import past_on_paper as past_law_told
from samspil.alliances.press import Printer, printed
from samspil.alliances.printing import Accepted, Amends, check_sheet, receipt, sheet, sure_in_words
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.law.domain.confidentiality import NOT_READ_DA, SOURCES_DA

DRAFT = "Udkast til samarbejdsaftale"
MOST_LINES = 10
WITHDRAWN, NO_LONGER = "Trukket tilbage – gælder ikke", "Gælder ikke længere"
# What stands across a version that does not hold.
STAMPS = {"withdrawn": WITHDRAWN, "replaced": NO_LONGER}


def draft_pdf(room: Room) -> bytes:
    """What the parties have written so far; kept nowhere."""
    return printed(sheet(content_of(room.plan), DRAFT, []))


def law_pdf(room: Room, on: date) -> bytes:
    """The legal check of a day with the municipality's answers; kept nowhere: the checks that were looked at are rows."""
    return printed(check_sheet(law_told(room, on), room.alliance.initiative.title))


def past_law_pdf(found: LegalCheck) -> bytes:
    """A check that a party looked at, as it stood; kept nowhere."""
    return printed(check_sheet(past_law_told(found), found.alliance.initiative.title))


def version_pdf(version: AgreementVersion, printer: Printer = printed) -> bytes:
    """A version with those who have said yes to it so far. The file's name holds what stands on it, so a new yes makes a new file."""
    data = sheet_of(version)
    key = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]
    place = Path(settings.MEDIA_ROOT) / "agreements" / str(version.alliance_id) / f"{version.number}-{key}.pdf"
    if not place.exists():
        keep(place, printer(data))
    return place.read_bytes()


def print_version(event: AgreementProposed | AgreementAccepted | AcceptanceTakenBack | AgreementReached | AgreementTakenBack) -> None:
    """Make the file before anybody asks for it: at the worker's, who has the time. Idempotent."""
    version = AgreementVersion.objects.prefetch_related("acceptances").filter(pk=event.version_id).first()
    if version:
        version_pdf(version)


def sheet_of(version: AgreementVersion) -> dict[str, Any]:
    """Every party of the version, with its yes or with that there is none; across the sheet that it does not hold, when that is so."""
    said = {row.party_id: row for row in version.acceptances.all()}
    rows = [Accepted(party["name"], *yes_of(said.get(party["id"]))) for party in version.content["parties"]]
    stamp = STAMPS.get(standing_of_version(version), "")
    kind = f"Samarbejdsaftale nr. {version.alliance_id}, version {version.number}"
    return sheet(version.content, kind, rows, version.sha256, stamp, amends_of(version))


def amends_of(version: AgreementVersion) -> Amends | None:
    """What the version changes, for its first page; None for a first agreement."""
    amendment = version.amendment
    if amendment is None:
        return None
    before = amendment.based_on
    return Amends(before.number, amendment.what, amendment.why, in_lines(compare(before.content, version.content), MOST_LINES))


def standing_of_version(version: AgreementVersion) -> str:
    """`waits` for a yes, `holds`, was `withdrawn` before all had said yes, or was `replaced` after."""
    waiting = waiting_parties(version.content, {row.party_id for row in version.acceptances.all()})
    if version.closed_at is None:
        return "waits" if waiting else "holds"
    return "withdrawn" if waiting else "replaced"


def yes_of(row: Acceptance | None) -> tuple[str, date | None, str]:
    """The name that said yes, when, and how sure the log-in was of who it is."""
    return (row.name, localtime(row.accepted_at).date(), sure_in_words(row.assurance)) if row else ("", None, "")


def receipt_pdf(found: Imposition, printer: Printer = printed) -> bytes:
    """A person's receipt for what they confirmed; kept nowhere. The imposition's party is read with it."""
    return printer(receipt_sheet(found))


def receipt_sheet(found: Imposition) -> dict[str, Any]:
    """What stands on it."""
    confirmed = danish_date(localtime(found.confirmed_at).date()) if found.confirmed_at else ""
    sure = sure_in_words(found.assurance)
    ends = f"Pålægget hører op den {danish_date(found.ended_on)}. Det, du har fået at vide, skal du stadig tie om." if found.ended_on else ""
    deleted = f"Det slettes den {danish_date(found.delete_on)}." if found.delete_on else "Det slettes tre år efter, at pålægget er hørt op."
    about = {
        "lead": f"{found.party.name} og {found.confirmed_name}",
        "confirmed": f"{found.confirmed_name} bekræftede den {confirmed}, at teksten her er læst{f', {sure}' if sure else ''}.",
        "ends": ends,
        "text": found.text,
        "sources": list(SOURCES_DA),
        "not_read": NOT_READ_DA,
        "kept": f"{found.party.name} svarer for oplysningerne: dit navn, din e-mail, teksten og dagen. {deleted}",
        "trail": f"Tekstens fingeraftryk er SHA-256: {fingerprint({'text': found.text})}.",
        "foot": "Kvitteringen findes også på din side på Samspil.",
    }
    return receipt(about)


def keep(place: Path, made: bytes) -> None:
    """Put the file there whole or not at all; earlier ones of the same version are no longer true and go."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(made)
    os.replace(file.name, place)
    for old in place.parent.glob(f"{place.name.partition('-')[0]}-*.pdf"):
        if old != place:
            old.unlink(missing_ok=True)
