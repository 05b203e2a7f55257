"""Files to and from the municipality's payment system: semicolons, Danish amounts, one line a payment. No text in them begins a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samspil.core.money import Kroner
from samspil.core.periods import written_date
from samspil.funds.domain.payments import PaymentCode, PaymentState, StatusLine
from samspil.funds.domain.remarks import Remark, remark

HEAD = ("Reference", "CVR-nummer", "Sagsnummer", "Modtager", "Beløb", "Kontering", "Tekst", "Tidligst")
STATUS_HEAD = ("reference", "status", "dato", "beløb")
# What the municipality's system may write, and what it means here.
STATUS_OF = {
    "udbetalt": PaymentState.PAID,
    "betalt": PaymentState.PAID,
    "paid": PaymentState.PAID,
    "mislykket": PaymentState.FAILED,
    "afvist": PaymentState.FAILED,
    "failed": PaymentState.FAILED,
    "retur": PaymentState.RETURNED,
    "returneret": PaymentState.RETURNED,
    "returned": PaymentState.RETURNED,
}
# A sheet reads these as the beginning of a formula, also in their wide forms.
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f]+")
CVR = re.compile(r"\d{8}", re.ASCII)
# A CPR number, an IBAN, or registration and account number with a sign or space between them.
PRIVATE = re.compile(r"(?<!\d)(?:\d{6}[ -]\d{4}|\d{4}[ -]\d{7,10})(?!\d)|\bDK\d{2}(?: ?\d){14}\b", re.ASCII | re.IGNORECASE)
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True)
class Instruction:
    """A payment as the municipality's system gets it. `cvr`, or for a person the municipality's `case_number`; `account_string`: where it is booked;
    `text`: what the receiver reads."""

    reference: str
    receiver: str
    amount: Kroner
    account_string: str
    text: str
    earliest: date
    cvr: str = ""
    case_number: str = ""


def faults_of(rows: Sequence[Instruction]) -> list[Remark]:
    """Everything that keeps the file from being made, row by row; no file is made of a part of the rows."""
    references = [row.reference for row in rows]
    found = [remark(PaymentCode.TWICE, reference=one) for one in dict.fromkeys(references) if references.count(one) > 1]
    return [*found, *(said for row in rows for said in faults_of_row(row))]


def faults_of_row(row: Instruction) -> list[Remark]:
    """What is wrong with one row."""
    found = []
    if row.cvr and not CVR.fullmatch(row.cvr):
        found.append(PaymentCode.CVR_IMPOSSIBLE)
    if not row.cvr and not row.case_number.strip():
        found.append(PaymentCode.RECEIVER_MISSING)
    if not row.account_string.strip():
        found.append(PaymentCode.ACCOUNT_MISSING)
    if any(PRIVATE.search(text) for text in (row.receiver, row.text, row.case_number)):
        found.append(PaymentCode.PRIVATE_NUMBER)
    return [remark(code, reference=row.reference) for code in found]


def instruction_file(rows: Iterable[Instruction]) -> str:
    """The rows as CSV with a head, in the order of references; lines end as systems expect (CR LF). Raises ValueError for rows with faults."""
    listed = sorted(rows, key=lambda row: row.reference)
    if faults_of(listed):
        raise ValueError("rows with faults make no file")
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in listed:
        texts = (row.reference, row.cvr, row.case_number, row.receiver, written_amount(row.amount), row.account_string, row.text)
        writer.writerow([*(cell(text) for text in texts), row.earliest.isoformat()])
    return file.getvalue()


def control_total(rows: Iterable[Instruction]) -> tuple[int, Kroner]:
    """How many rows and what they come to, to hold against what the other system says it read."""
    amounts = [row.amount.oere for row in rows]
    return len(amounts), Kroner(sum(amounts))


def cell(text: str) -> str:
    """A text on one line that no sheet reads as a formula."""
    line = NOT_PRINTED.sub(" ", text).strip()
    return "'" + line if line[:1] in FORMULA_SIGNS and line else line


def written_amount(amount: Kroner) -> str:
    """12345,00: no thousands' signs, two decimals, as payment systems read it."""
    whole, part = divmod(abs(amount.oere), 100)
    return f"{'-' if amount.oere < 0 else ''}{whole},{part:02d}"


def read_statuses(text: str) -> tuple[list[StatusLine], list[Remark]]:
    """The statuses of a file (reference;status;dato;beløb with a head, the amount may be left out) and the lines that cannot be read, told by number."""
    found, faults = list[StatusLine](), list[Remark]()
    for number, row in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"), 1):
        values = [value.strip() for value in row]
        if not any(values) or (number == 1 and [value.lower() for value in values[:2]] == list(STATUS_HEAD[:2])):
            continue
        line = status_of(number, values)
        if line is None:
            faults.append(remark(PaymentCode.LINE_UNREADABLE, line=number))
        else:
            found.append(line)
    return found, faults


def status_of(number: int, values: Sequence[str]) -> StatusLine | None:
    """One line of a file, None when it cannot be read. An apostrophe that guarded the reference is taken off."""
    if len(values) < 3:
        return None
    state, day = STATUS_OF.get(values[1].lower()), written_date(values[2])
    said = values[3] if len(values) > 3 else ""
    amount = read_amount(said)
    if state is None or day is None or not values[0] or (said and amount is None):
        return None
    return StatusLine(number, values[0].removeprefix("'"), state, day, amount)


def read_amount(text: str) -> Kroner | None:
    """An amount as Danes write it, 12.345,50 or 12345,5; None when it is none."""
    match = AMOUNT.fullmatch(text)
    return Kroner.of(Decimal(f"{match[1].replace('.', '')}.{match[2] or 0}")) if match else None
