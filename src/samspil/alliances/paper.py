"""The agreement's PDF: a version's is made once and kept in a file behind its gate, a draft's is made when somebody asks."""

import hashlib
import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from samspil.alliances.domain.agreement import content_of
from samspil.alliances.events import AgreementAccepted, AgreementProposed
from samspil.alliances.models import AgreementVersion
from samspil.alliances.printing import Accepted, printed, sheet
from samspil.alliances.rooms import Room

DRAFT = "Udkast til samarbejdsaftale"


def draft_pdf(room: Room) -> bytes:
    """What the parties have written so far; kept nowhere."""
    return printed(sheet(content_of(room.plan), DRAFT, []))


def version_pdf(version: AgreementVersion) -> bytes:
    """A version with those who have said yes to it so far. The file's name holds what stands on it, so a new yes makes a new file."""
    data = sheet_of(version)
    key = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:32]
    place = Path(settings.MEDIA_ROOT) / "agreements" / str(version.alliance_id) / f"{version.number}-{key}.pdf"
    if not place.exists():
        keep(place, printed(data))
    return place.read_bytes()


def print_version(event: AgreementProposed | AgreementAccepted) -> None:
    """Make the file before anybody asks for it: at the worker's, who has the time. Idempotent."""
    version = AgreementVersion.objects.prefetch_related("acceptances").filter(pk=event.version_id).first()
    if version:
        version_pdf(version)


def sheet_of(version: AgreementVersion) -> dict[str, Any]:
    names = {party["id"]: party["name"] for party in version.content["parties"]}
    accepted = [Accepted(names.get(row.party_id, "–"), row.name, localtime(row.accepted_at).date()) for row in version.acceptances.all()]
    return sheet(version.content, f"Samarbejdsaftale nr. {version.alliance_id}, version {version.number}", accepted, version.sha256)


def keep(place: Path, made: bytes) -> None:
    """Put the file there whole or not at all; earlier ones of the same version are no longer true and go."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(made)
    os.replace(file.name, place)
    for old in place.parent.glob(f"{place.name.partition('-')[0]}-*.pdf"):
        if old != place:
            old.unlink(missing_ok=True)
