"""Access to documents: what is given whole, with parts left out, or not at all, and an index that says by which paragraph.

A person decides each document and names the paragraph; this module chooses none, and gives nothing that nobody has decided on. Which exemptions there are in
offentlighedsloven, forvaltningsloven and the data protection rules was not read for this, so paragraphs come in as words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.funds.domain.remarks import Remark, remark


class Extent(StrEnum):
    """How much of a document is given."""

    WHOLE = "whole"
    IN_PART = "in_part"
    WITHHELD = "withheld"


class DisclosureCode(StrEnum):
    """What keeps a bundle from being made."""

    UNDECIDED = "undecided"
    PARAGRAPH_MISSING = "paragraph_missing"
    PLACE_MISSING = "place_missing"
    NO_REDACTED_FILE = "no_redacted_file"
    SAME_FILE = "same_file"
    UNKNOWN_DOCUMENT = "unknown_document"
    TWICE = "twice"


EXTENT_DA = {Extent.WHOLE: "Givet helt", Extent.IN_PART: "Givet, men dele er udeladt", Extent.WITHHELD: "Ikke givet"}
CODE_DA = {
    DisclosureCode.UNDECIDED: "Tag stilling til {title}.",
    DisclosureCode.PARAGRAPH_MISSING: "Skriv, efter hvilken paragraf {title} helt eller delvist er undtaget.",
    DisclosureCode.PLACE_MISSING: "Skriv, hvilke dele af {title} der er udeladt.",
    DisclosureCode.NO_REDACTED_FILE: "Læg en udgave af {title} op, hvor delene er fjernet.",
    DisclosureCode.SAME_FILE: "Udgaven af {title} er den samme fil som den hele.",
    DisclosureCode.UNKNOWN_DOCUMENT: "Der er taget stilling til et dokument, som sagen ikke har.",
    DisclosureCode.TWICE: "Der er taget stilling til {title} to gange.",
}
INDEX_HEAD = ("Nr.", "Dato", "Dokument", "Slags", "Hvad er givet", "Udeladt", "Paragraf")


@dataclass(frozen=True)
class CaseDocument:
    """A document of a case; `file`: what is handed out when it is given whole, by its fingerprint or key."""

    id: int
    title: str
    kind: str
    day: date
    file: str


@dataclass(frozen=True)
class LeftOut:
    """A part that is left out: where it stands in the document, and by which paragraph."""

    place: str
    law: str


@dataclass(frozen=True)
class Marking:
    """What a person decided for one document. WITHHELD names its paragraph in `law`; IN_PART the parts in `left_out` and the `file` without them."""

    document: int
    extent: Extent
    law: str = ""
    left_out: tuple[LeftOut, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class IndexLine:
    """A line of the index; every document has one, also those that are not given."""

    number: int
    document: CaseDocument
    extent: Extent
    left_out: tuple[LeftOut, ...]
    laws: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """What is handed out: the index, and the files by number. Nothing of a withheld document is in `files`."""

    index: tuple[IndexLine, ...]
    files: tuple[tuple[int, str], ...]


def faults_of(documents: Sequence[CaseDocument], markings: Sequence[Marking]) -> list[Remark]:
    """Everything that keeps the bundle from being made, by day and document."""
    decided = {marking.document: marking for marking in markings}
    listed = in_order(documents)
    titles = {one.id: one.title for one in listed}
    found = [
        said
        for one in listed
        for said in (faults_of_marking(one, decided[one.id]) if one.id in decided else [remark(DisclosureCode.UNDECIDED, title=one.title)])
    ]
    marked = [marking.document for marking in markings]
    found += [remark(DisclosureCode.TWICE, title=titles[id_]) for id_ in titles if marked.count(id_) > 1]
    return [*found, *([remark(DisclosureCode.UNKNOWN_DOCUMENT)] if set(marked) - set(titles) else [])]


def faults_of_marking(document: CaseDocument, marking: Marking) -> list[Remark]:
    """What a decision on one document lacks."""
    codes = []
    if marking.extent is Extent.WITHHELD and not marking.law.strip():
        codes.append(DisclosureCode.PARAGRAPH_MISSING)
    if marking.extent is Extent.IN_PART:
        if not marking.left_out or any(not part.place.strip() for part in marking.left_out):
            codes.append(DisclosureCode.PLACE_MISSING)
        if any(not part.law.strip() for part in marking.left_out):
            codes.append(DisclosureCode.PARAGRAPH_MISSING)
        if not marking.file:
            codes.append(DisclosureCode.NO_REDACTED_FILE)
        elif marking.file == document.file:
            codes.append(DisclosureCode.SAME_FILE)
    return [remark(code, title=document.title) for code in codes]


def bundle_of(documents: Sequence[CaseDocument], markings: Sequence[Marking]) -> Bundle:
    """The bundle, by day and then by document. Raises ValueError while something is undecided or lacks its paragraph."""
    if faults_of(documents, markings):
        raise ValueError("every document is decided before a bundle is made")
    decided = {marking.document: marking for marking in markings}
    index = tuple(line_of(number, one, decided[one.id]) for number, one in enumerate(in_order(documents), 1))
    given = ((line.number, decided[line.document.id].file if line.extent is Extent.IN_PART else line.document.file) for line in index)
    withheld = {line.number for line in index if line.extent is Extent.WITHHELD}
    return Bundle(index, tuple((number, file) for number, file in given if number not in withheld))


def in_order(documents: Iterable[CaseDocument]) -> list[CaseDocument]:
    """By day, then by number."""
    return sorted(documents, key=lambda one: (one.day, one.id))


def line_of(number: int, document: CaseDocument, marking: Marking) -> IndexLine:
    """A line of the index. What was written of parts of a document that is given whole, or not at all, is not told."""
    left_out = marking.left_out if marking.extent is Extent.IN_PART else ()
    laws = [marking.law] if marking.extent is Extent.WITHHELD else [part.law for part in left_out]
    return IndexLine(number, document, marking.extent, left_out, tuple(dict.fromkeys(laws)))


def index_rows(bundle: Bundle) -> list[tuple[int | str | date, ...]]:
    """The index under INDEX_HEAD. The title of a withheld document is shown: name documents so that it can be."""
    return [
        (
            *(line.number, line.document.day, line.document.title, line.document.kind, EXTENT_DA[line.extent]),
            *(", ".join(part.place for part in line.left_out), ", ".join(line.laws)),
        )
        for line in bundle.index
    ]


@dataclass(frozen=True)
class JournalCase:
    """A case as the municipality's case system gets it; `kle` a number of the common filing plan, "" when none is set. Persons who apply go by `applicant`
    "" and the municipality's own `case_number`."""

    reference: str
    title: str
    call: str
    applicant: str
    cvr: str
    kle: str
    received: date
    decided: date | None
    outcome: str
    award_oere: int
    case_number: str = ""


def journal_record(case: JournalCase, documents: Iterable[CaseDocument]) -> Mapping[str, object]:
    """What stands beside the PDF in the export: plain values with fixed names, days as ISO 8601, documents by day. It can be written as JSON as it is."""
    papers = [{"number": n, "title": d.title, "kind": d.kind, "date": d.day.isoformat(), "file": d.file} for n, d in enumerate(in_order(documents), 1)]
    return {
        "schema": "samspil-fund-case-1",
        "reference": case.reference,
        "case_number": case.case_number,
        "title": case.title,
        "call": case.call,
        "applicant": case.applicant,
        "cvr": case.cvr,
        "kle": case.kle,
        "received": case.received.isoformat(),
        "decided": case.decided.isoformat() if case.decided else None,
        "outcome": case.outcome,
        "award_oere": case.award_oere,
        "documents": papers,
    }
