"""The nightly open-data file. Everything in it is read through the rule for visitors who are not logged in."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from samspil.core.viewers import PUBLIC
from samspil.identity.models import Municipality
from samspil.knowledge.models import Example
from samspil.law.models import LegalAnswer

LICENCE = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.da). Angiv: Samspil.\n"
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """One table of the file: a name, what it holds, its columns with a Danish explanation, and its rows."""

    name: str
    about: str
    columns: dict[str, str]
    rows: Callable[[], Iterable[Row]]


def example_rows() -> Iterable[Row]:
    found = Example.objects.visible_to(PUBLIC).select_related("main_area").prefetch_related("parties", "sources", "municipalities", "areas", "kle")
    for page in found.order_by("slug"):
        yield {
            "slug": page.slug,
            "title": page.title,
            "teaser": page.teaser,
            "place": page.place,
            "municipalities": [m.code for m in page.municipalities.all()],
            "areas": [a.key for a in page.areas.all()],
            "kle": [k.number for k in page.kle.all()],
            "period": page.period,
            "sectors": sorted(page.sectors),
            "parties": [p.name for p in page.parties.all()],
            "evidence": page.evidence,
            "grade": page.grade,
            "checked_on": page.checked_on.isoformat(),
            "sources": [s.text for s in page.sources.all()],
            "url": f"{settings.BASE_URL}/eksempler/{page.slug}/",
        }


def answer_rows() -> Iterable[Row]:
    for page in LegalAnswer.objects.visible_to(PUBLIC).prefetch_related("laws").order_by("slug"):
        yield {
            "slug": page.slug,
            "question": page.title,
            "word": page.word,
            "short": page.teaser,
            "topic": page.topic,
            "certainty": page.certainty,
            "valid_from": page.valid_from.isoformat(),
            "checked_on": page.checked_on.isoformat(),
            "expires_on": page.expires_on.isoformat(),
            "laws": [f"{law.law} {law.paragraph}".strip() for law in page.laws.all()],
            "url": f"{settings.BASE_URL}/jura/{page.slug}/",
        }


def municipality_rows() -> Iterable[Row]:
    for row in Municipality.objects.open().real().prefetch_related("regions"):
        periods = [{"region": r.region, "from": r.valid_from.isoformat(), "to": r.valid_to.isoformat() if r.valid_to else None} for r in row.regions.all()]
        yield {"code": row.code, "name": row.name, "slug": row.slug, "regions": periods}


TABLES = [
    Table(
        "eksempler",
        "Eksempler på kommuner, der arbejder sammen med borgere, foreninger og virksomheder",
        {
            "slug": "sidens navn i adressen",
            "title": "titel",
            "teaser": "kort fortalt",
            "place": "sted",
            "municipalities": "kommunekoder (fire cifre)",
            "areas": "velfærdsområder",
            "kle": "KLE-numre",
            "period": "periode, som kilden siger den",
            "sectors": "sektorer: public, civil, business, knowledge",
            "parties": "parter",
            "evidence": "hvordan resultatet kendes: told, counted, measured, compared",
            "grade": "A: kilden er læst; B: under redaktionel kontrol",
            "checked_on": "sidst kontrolleret",
            "sources": "kilder",
            "url": "adresse",
        },
        example_rows,
    ),
    Table(
        "juridiske-svar",
        "Svar på juridiske spørgsmål om frivillige, alliancer og puljer",
        {
            "slug": "sidens navn i adressen",
            "question": "spørgsmål",
            "word": "svaret i ét ord",
            "short": "kort svar",
            "topic": "emne",
            "certainty": "sikkerhed: sure, likely, unclear, practice",
            "valid_from": "gælder pr.",
            "checked_on": "sidst kontrolleret",
            "expires_on": "udløber",
            "laws": "love og paragraffer",
            "url": "adresse",
        },
        answer_rows,
    ),
    Table(
        "kommuner",
        "Kommuner med region og den tid, den gælder",
        {"code": "kommunekode", "name": "navn", "slug": "sidens navn i adressen", "regions": "region med gyldighed fra og til"},
        municipality_rows,
    ),
]


def dump_path() -> Path:
    """Where the newest file lies."""
    return Path(settings.HOME) / "opendata" / "samspil.zip"


def cell(value: Any) -> str:
    """A CSV cell. A sign that a sheet would read as a formula gets an apostrophe before it, in every item: Danish sheets split at semicolons too."""
    if isinstance(value, list):
        return "; ".join(cell(item) for item in value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text if text.lstrip(" ")[:1] in FORMULA_SIGNS else text


def make_dump() -> Path:
    """Write the file anew; readers see the old one until the new one is whole."""
    path = dump_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LICENS.txt", LICENCE)
        archive.writestr("ordbog.json", json.dumps({t.name: {"about": t.about, "columns": t.columns} for t in TABLES}, ensure_ascii=False, indent=1))
        for table in TABLES:
            rows = list(table.rows())
            archive.writestr(f"{table.name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
            sheet = io.StringIO()
            writer = csv.writer(sheet)
            writer.writerow(table.columns)
            writer.writerows([cell(row[column]) for column in table.columns] for row in rows)
            archive.writestr(f"{table.name}.csv", "\ufeff" + sheet.getvalue())
    os.replace(unfinished, path)
    return path
