"""The receipt of an application: what came when, with a fingerprint of it, so that both sides can show what was submitted."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from samspil.core.money import Kroner
from samspil.core.periods import danish_date
from samspil.funds.domain.applications import Filled
from samspil.funds.domain.calls import Call
from samspil.funds.domain.questions import Answer, GivenFile, kept
from samspil.funds.domain.windows import clock_of, wall_of

FINGERPRINT_SHOWN = 16


@dataclass(frozen=True)
class SubmittedFile:
    """A file as it was received: its name, and SHA-256 of what is in it, as 64 hexadecimal digits."""

    name: str
    sha256: str


@dataclass(frozen=True)
class ApplicationReceipt:
    """The data of a receipt. `number`: the case's own. `at`: the moment it came. `by_staff`: entered from paper or phone. `fingerprint`: SHA-256 of all that
    was submitted, in hexadecimal."""

    number: str
    call: str
    applicant: str
    title: str
    asked: Kroner
    at: datetime
    files: tuple[SubmittedFile, ...]
    fingerprint: str
    by_staff: bool = False


def plain(answer: Answer) -> object:
    """An answer as JSON can hold it, the same for the same answer."""
    if isinstance(answer, Kroner):
        return {"oere": answer.oere}
    if isinstance(answer, tuple):
        return [part.name if isinstance(part, GivenFile) else part for part in answer]
    return answer if isinstance(answer, str | int) else answer.isoformat()


def canonical(filled: Filled, call: Call, files: tuple[SubmittedFile, ...], at: datetime) -> str:
    """All that is submitted as one text, the same whatever order it was written in: answers that were not shown are left out, lines keep their order."""
    budget = filled.budget
    whole = {
        "call": call.round.key,
        "applicant": filled.applicant.key,
        "title": filled.title.strip(),
        "summary": filled.summary.strip(),
        "group": filled.group,
        "earmarks": sorted(filled.earmarks),
        "answers": {key: plain(answer) for key, answer in kept(call.questions, filled.answers, filled.applicant.kind).items()},
        "asked": budget.asked.oere,
        "least": budget.least.oere,
        "costs": [[line.kind, line.text.strip(), line.amount.oere] for line in budget.costs],
        "funding": [[line.kind, line.text.strip(), line.amount.oere] for line in budget.funding],
        "hours": [[line.text.strip(), line.minutes, line.rate.oere] for line in budget.hours],
        "files": sorted([file.name, file.sha256] for file in files),
        "at": at.astimezone(UTC).isoformat(),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def receipt_of(
    number: str, applicant: str, filled: Filled, call: Call, files: tuple[SubmittedFile, ...], at: datetime, *, by_staff: bool = False
) -> ApplicationReceipt:
    """The receipt of what was submitted at a moment; `applicant` is the name shown."""
    fingerprint = hashlib.sha256(canonical(filled, call, files, at).encode()).hexdigest()
    return ApplicationReceipt(number, call.title, applicant, filled.title.strip(), filled.budget.asked, at, files, fingerprint, by_staff)


def receipt_lines(receipt: ApplicationReceipt) -> list[tuple[str, str]]:
    """The receipt as labels and values in Danish, for a page and a mail."""
    lines = [
        ("Ansøgning", receipt.number),
        ("Runde", receipt.call),
        ("Ansøger", receipt.applicant),
        ("Projekt", receipt.title),
        ("Søgt beløb", str(receipt.asked)),
        ("Modtaget", f"{danish_date(wall_of(receipt.at).date())} kl. {clock_of(receipt.at)}"),
        ("Filer", ", ".join(file.name for file in receipt.files) or "Ingen"),
        ("Fingeraftryk", receipt.fingerprint[:FINGERPRINT_SHOWN]),
    ]
    return [*lines, ("Indtastet af", "Kommunen, fra papir eller telefon")] if receipt.by_staff else lines
