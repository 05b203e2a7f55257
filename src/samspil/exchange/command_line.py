"""`./samspil match`: volunteers and tasks of a file are matched. No database, no settings, no network."""

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samspil.exchange.domain.matching.explaining import because, empty_seats
from samspil.exchange.domain.matching.flow import TooLarge
from samspil.exchange.domain.matching.model import Matching, Problem
from samspil.exchange.domain.matching.reading import BadInput, read_problem
from samspil.exchange.domain.matching.solving import match

# As for every command: 1 for an input that is refused, 2 for words on the command line that are wrong (argparse).
DONE, REFUSED = 0, 1
RESULT = "samspil-match-result/1"
MOST_BYTES = 500_000_000
MOST_SECONDS = 86_400
STANDARD_INPUT = Path("-")
LEVEL_DA = {"unfilled_seats": "tomme pladser", "preference": "point for egne ønsker", "fairness": "vægt af at spørge de samme", "distance_m": "meter i alt"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call and return the exit code; what is refused is one Danish line on standard error, with --json a document too."""
    options = parser().parse_args(arguments)
    try:
        answer(result(text_of(Path(options.file)), options.seconds, as_json=options.json))
    except BadInput as refusal:
        if options.json:
            place = {"line": refusal.line} if refusal.line else {}
            answer(as_document({"error": {"code": refusal.code, **place, "text": str(refusal)}}))
        sys.stderr.write(f"samspil: {refusal}\n")
        return REFUSED
    return DONE


def parser() -> argparse.ArgumentParser:
    """The words it takes."""
    words = argparse.ArgumentParser(prog="samspil match", allow_abbrev=False)
    words.add_argument("file", metavar="FILE", help="a JSON file; - reads standard input")
    words.add_argument("--seconds", type=seconds, default=20.0)
    words.add_argument("--json", action="store_true")
    return words


def seconds(text: str) -> float:
    """A time limit; raises ValueError, which argparse tells as wrong usage."""
    value = float(text)
    if not math.isfinite(value) or not 0 < value <= MOST_SECONDS:
        raise ValueError(text)
    return value


def result(text: str, limit: float, *, as_json: bool) -> str:
    """The matching of a file's text; raises BadInput."""
    begun = time.perf_counter()
    given = read_problem(text)
    try:
        problem, found = match(given, lambda: limit - (time.perf_counter() - begun))
    except TooLarge as error:
        raise BadInput("too_large", "Filen er for stor til at regnes på én gang: del den op efter sted eller uge.") from error
    document = told(given, problem, found)
    document["ms"] = round((time.perf_counter() - begun) * 1000, 1)
    return as_document(document) if as_json else plain(document)


def told(given: Problem, problem: Problem, found: Matching) -> dict[str, Any]:
    """What the format fixes, in the order of the file that was given."""
    volunteers = {one.id: place for place, one in enumerate(given.volunteers)}
    tasks = {task.id: place for place, task in enumerate(given.tasks)}
    assignments = [
        {"volunteer": problem.volunteers[who].id, "task": problem.tasks[what].id, "because": because(problem, who, what)} for who, what in found.pairs
    ]
    unfilled = [{"task": problem.tasks[one.task].id, "seats": one.seats, "because": list(one.because)} for one in empty_seats(problem, found)]
    return {
        "format": RESULT,
        "status": "optimal" if found.optimal else "feasible",
        "gap": round(found.gap, 6),
        "levels": [{"name": name, "value": value} for name, value in found.values.items()],
        "assignments": sorted(assignments, key=lambda row: (tasks[str(row["task"])], volunteers[str(row["volunteer"])])),
        "unfilled": sorted(unfilled, key=lambda row: tasks[str(row["task"])]),
    }


def plain(document: dict[str, Any]) -> str:
    """The same to read."""
    proof = "bevist bedst" if document["status"] == "optimal" else f"ikke bevist bedst: højst {document['gap'] * 100:.1f} % fra det bedste".replace(".", ",")
    lines = [f"Fordelingen er {proof}."]
    lines += [f"  {LEVEL_DA[level['name']]}: {level['value']}" for level in document["levels"]]
    lines += [f"{row['task']}: {row['volunteer']} ({', '.join(row['because'])})" for row in document["assignments"]]
    lines += [f"{row['task']}: {row['seats']} tomme pladser. {'. '.join(row['because'])}." for row in document["unfilled"]]
    return "\n".join(lines)


def text_of(path: Path) -> str:
    """The file's text, or what comes in for `-`; raises BadInput when it cannot be read, is far too big or is not UTF-8."""
    try:
        raw = first_bytes(path)
    except OSError as error:
        raise BadInput("no_file", f"Vi kan ikke læse filen {path}.") from error
    if len(raw) > MOST_BYTES:
        raise BadInput("too_big", f"Filen {path} er for stor. Den må højst fylde 500 MB.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("not_json", f"Filen {path} er ikke tekst i UTF-8.") from error


def first_bytes(path: Path) -> bytes:
    """As much as is allowed and one byte more; raises OSError."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def as_document(value: Any) -> str:
    """One JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def answer(text: str) -> None:
    """Print what was asked for, in UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
