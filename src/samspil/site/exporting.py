"""A person's own data as one file: JSON for machines, and a page that says in Danish what it is."""

import io
import json
import re
import zipfile
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from samspil.core.personal_data import Subject, holdings

# What the last part of a field's name is called on the page; the JSON files keep the names programs know.
OWNERS_DA = {
    "area": "velfærdsområde",
    "alliance": "alliance",
    "case": "sag",
    "decision": "afgørelse",
    "group": "rolle",
    "initiative": "alliance",
    "municipality": "kommune",
    "organisation": "organisation",
    "page": "side",
    "party": "part",
    "registered_by": "hvem",
    "version": "udgave af aftalen",
}
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FIELDS_DA = {
    "about": "Om",
    "about_url": "Om siden",
    "accepted_at": "Sagt ja",
    "action": "Handling",
    "active_from": "Medlem fra",
    "administrator": "Administrator",
    "answered_at": "Besvaret",
    "asked_at": "Bedt om",
    "at": "Tidspunkt",
    "began_at": "Begyndt",
    "begun_at": "Begyndt",
    "comment": "Kommentar",
    "comment_notifications": "Besked om kommentarer",
    "confirmed_at": "Bekræftet",
    "consent_way": "Sagt ja sådan",
    "consented_on": "Sagt ja den",
    "contact": "Kontakt",
    "contact_way": "Nås sådan",
    "created_at": "Oprettet",
    "current_time_zone": "Tidszone",
    "cvr": "CVR-nummer",
    "data": "Indhold",
    "date_joined": "Konto oprettet",
    "dead_since": "Virker ikke siden",
    "decided_at": "Afgjort",
    "declined_answer": "Svar til dem, der bekræfter",
    "declined_why": "Hvorfor ikke bekræftet",
    "density": "Tæthed",
    "email": "E-mail",
    "ended_at": "Sluttet",
    "ends_at": "Slutter",
    "expire_date": "Udløber",
    "file": "Fil",
    "finished_at": "Færdig",
    "first_at": "Første gang",
    "first_name": "Fornavn",
    "first_published_at": "Først vist",
    "kind": "Slags",
    "label": "Navn",
    "last_at": "Sidste gang",
    "last_login": "Sidst logget ind",
    "last_name": "Efternavn",
    "last_seen_at": "Sidst set",
    "last_updated_at": "Sidst rettet",
    "last_used_at": "Sidst brugt",
    "made_at": "Oprettet",
    "mailed_at": "Sendt med mail",
    "message": "Besked",
    "name": "Navn",
    "number": "Nummer",
    "object_str": "Navn",
    "organisation_id": "Organisationens nummer",
    "organisation": "Organisation",
    "outcome": "Udfald",
    "payload": "Oplysninger",
    "pgh_created_at": "Tidspunkt",
    "pgh_label": "Hændelse",
    "preferred_language": "Sprog",
    "primary": "Bruges til besked",
    "proposed_at": "Lagt frem",
    "provider": "Udbyder",
    "public_email": "Offentlig e-mail",
    "purpose": "Formål",
    "read_at": "Læst",
    "reason": "Hvorfor",
    "received_at": "Modtaget",
    "registered_at": "Skrevet ind",
    "rule": "Regel",
    "signatory": "Underskriver",
    "since": "Siden",
    "state": "Tilstand",
    "status": "Tilstand",
    "text": "Tekst",
    "theme": "Emne",
    "timestamp": "Tidspunkt",
    "title": "Titel",
    "topic": "Emne",
    "type": "Slags",
    "uid": "Nummer hos udbyderen",
    "url": "Adresse",
    "used_at": "Brugt",
    "verified": "Bekræftet",
    "way": "Måde",
    "website": "Hjemmeside",
    "withdrawn_at": "Trukket tilbage",
}


def in_danish(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the page shows it: Danish labels, days and clock as people read them, yes and no. Fields of others' rows are named by both."""
    return {label(key): shown(value) for key, value in row.items()}


def label(key: str) -> str:
    """The Danish label of a field; one of another row carries that row's name too ("Navn (kommune)" for municipality__name)."""
    owner, _, last = key.rpartition("__")
    told = FIELDS_DA.get(last, last)
    return f"{told} ({OWNERS_DA.get(owner.rpartition('__')[2], owner)})" if owner else told


def shown(value: Any) -> Any:
    """Yes or no, a Danish time, or the value as it is."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str) and ISO.fullmatch(value):
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j. F Y \\k\\l. H.i")
    return value


def own_data(subject: Subject, now: datetime) -> bytes:
    """A zip: `laes-mig.html`, and one JSON file for each kind of data, also the empty ones."""
    files = [(f"{number:02}-{holding.key}.json", holding, holding.export(subject)) for number, holding in enumerate(holdings(), 1)]
    rows = [(name, holding, [in_danish(row) for row in found]) for name, holding, found in files]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("laes-mig.html", render_to_string("site/own_data_index.html", {"rows": rows, "addresses": subject.addresses, "now": now}))
        for name, holding, found in files:
            told = {"title": holding.title, "why": holding.why, "rows": found}
            archive.writestr(name, json.dumps(told, ensure_ascii=False, indent=2))
    return packed.getvalue()
