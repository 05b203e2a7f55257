"""All that a municipality files of an alliance in its own case system: one zip of PDFs with what they are in metadata.json (docs/journal.md).

The same alliance gives the same bytes: no clock, no order of chance. To file something more, write a function like `agreements` and name it in DOCUMENTS.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from samspil.alliances.domain.lifecycle import STAGE_DA, Stage
from samspil.alliances.models import AgreementVersion, Imposition, Matter, Party
from samspil.alliances.paper import receipt_pdf, standing_of_version, version_pdf
from samspil.alliances.press import Printer, printed
from samspil.alliances.rooms import Room
from samspil.core.text import address_of

FORMAT = "samspil-journal/1"
METADATA = "metadata.json"
# Every file in a zip bears a time; ours is always the first one a zip can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


@dataclass(frozen=True)
class Document:
    """One file: its name in the zip (ASCII, no folders), its bytes, its kind in the metadata, and what the metadata tells of it."""

    name: str
    made: bytes
    kind: str
    told: dict[str, Any]


def agreements(room: Room, printer: Printer) -> Iterator[Document]:
    """Each version of the agreement, with who said yes to exactly that."""
    for version in room.alliance.versions.prefetch_related("acceptances__party").order_by("number"):
        yield Document(f"aftale-version-{version.number}.pdf", version_pdf(version, printer), "agreement", version_told(version))


def receipts(room: Room, printer: Printer) -> Iterator[Document]:
    """Each confirmed confidentiality."""
    confirmed = Imposition.objects.filter(alliance=room.alliance).exclude(confirmed_at=None).select_related("party", "alliance__initiative")
    for one in confirmed.order_by("pk"):
        told = {"person": one.confirmed_name, "imposed_by": one.party_id, "imposed_at": moment(one.imposed_at), "confirmed_at": moment(one.confirmed_at)}
        told |= {"about": one.about, "assurance": one.assurance, "ends": day(one.ended_on)}
        yield Document(f"tavshedspligt-{one.pk}.pdf", receipt_pdf(one, printer), "confidentiality", told)


# What is filed, in this order.
DOCUMENTS: tuple[Callable[[Room, Printer], Iterable[Document]], ...] = (agreements, receipts)


def contents(room: Room, printer: Printer = printed) -> list[tuple[str, bytes]]:
    """Name and bytes of each file, metadata.json first. Raises NotPrinted."""
    found = [document for made_of in DOCUMENTS for document in made_of(room, printer)]
    told = json.dumps(metadata(room, found), ensure_ascii=False, indent=2, sort_keys=True).encode()
    return [(METADATA, told), *((document.name, document.made) for document in found)]


def journal_zip(room: Room) -> bytes:
    """The zip. Raises NotPrinted."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        for name, made in contents(room):
            put(pack, name, made)
    return out.getvalue()


def put(pack: ZipFile, name: str, made: bytes) -> None:
    """One file into a zip, the same bytes each time."""
    entry = ZipInfo(name, NO_TIME)
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, READABLE, 3
    pack.writestr(entry, made)


def metadata(room: Room, found: list[Document]) -> dict[str, Any]:
    """What metadata.json tells; described field by field in docs/journal.md."""
    alliance, initiative = room.alliance, room.alliance.initiative
    kle = alliance.kle
    return {
        "format": FORMAT,
        "alliance": {
            "number": alliance.pk,
            "address": alliance.address,
            "title": initiative.title,
            "purpose": alliance.purpose,
            "target_group": alliance.target_group,
            "place": alliance.place,
            "stage": alliance.stage,
            "stage_da": STAGE_DA[Stage(alliance.stage)],
            "municipality": {"code": initiative.lead_id, "name": initiative.lead.name},
            "kle": {"number": kle.number, "title": kle.title} if kle else None,
            "first_day": day(initiative.first_day),
            "last_day": day(initiative.last_day),
            "begun_at": moment(initiative.begun_at),
            "ended_at": moment(alliance.ended_at),
        },
        "parties": [party_told(party) for party in room.parties],
        "decisions": [decision_told(matter) for matter in room.alliance.matters.select_related("corrects").prefetch_related("says").order_by("number")],
        "files": [
            {"name": one.name, "kind": one.kind, "media_type": "application/pdf", "bytes": len(one.made), "sha256": sha256(one.made), **one.told}
            for one in found
        ],
    }


def party_told(party: Party) -> dict[str, Any]:
    """A party, with the number its signatures are found by."""
    organisation = party.organisation
    return {
        "id": party.pk,
        "name": party.name,
        "sector": party.sector,
        "kind": organisation.kind if organisation else "",
        "cvr": organisation.cvr if organisation else "",
        "state": party.state,
        "speaks_for_relatives": party.for_relatives,
        "asked_at": moment(party.asked_at),
        "answered_at": moment(party.answered_at),
    }


def version_told(version: AgreementVersion) -> dict[str, Any]:
    """A version: its number, the fingerprint of its content, and its signatures."""
    return {
        "version": version.number,
        "content_sha256": version.sha256,
        "content_form": version.content["form"],
        "proposed_at": moment(version.proposed_at),
        "closed_at": moment(version.closed_at),
        "standing": standing_of_version(version),
        "signatures": [
            {
                "party": row.party_id,
                "party_name": row.party.name,
                "name": row.name,
                "signed_at": moment(row.accepted_at),
                "content_sha256": version.sha256,
                "assurance": row.assurance,
                "assured_at": moment(row.assured_at),
            }
            for row in version.acceptances.all()
        ],
    }


def decision_told(matter: Matter) -> dict[str, Any]:
    """A question of the decision log, and what each deciding party said."""
    return {
        "number": matter.number,
        "text": matter.text,
        "about": matter.about,
        "raised_by": matter.raised_by_id,
        "raised_at": moment(matter.raised_at),
        "days": matter.days,
        "due_day": day(matter.due_day),
        "corrects": matter.corrects.number if matter.corrects else None,
        "outcome": matter.outcome,
        "decision": matter.decision,
        "decided_on": day(matter.decided_on),
        "decided_at": moment(matter.decided_at),
        "taken_back_at": moment(matter.taken_back_at),
        "said": [{"party": say.party_id, "verdict": say.verdict, "why": say.why, "said_at": moment(say.said_at)} for say in matter.says.all()],
    }


def name_of_zip(room: Room) -> str:
    """What the file is called: safe on every disk."""
    return f"journal-{address_of(room.alliance.slug)[:60] or room.alliance.pk}.zip"


def sha256(made: bytes) -> str:
    return hashlib.sha256(made).hexdigest()


def moment(when: datetime | None) -> str | None:
    """As ISO 8601 in UTC, to the second."""
    return when.astimezone(UTC).replace(microsecond=0).isoformat() if when else None


def day(when: date | None) -> str | None:
    return when.isoformat() if when else None
