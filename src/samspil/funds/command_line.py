"""`./samspil count`: a vote in a Pabulib file is counted. No database, no settings, no network."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from samspil.funds.domain.voting import ties
from samspil.funds.domain.voting.counting import count
from samspil.funds.domain.voting.explaining import because
from samspil.funds.domain.voting.model import RULES, Count, Election, Refused, Settings
from samspil.funds.domain.voting.numbers import amount, exact, told
from samspil.funds.domain.voting.reading import read_election
from samspil.funds.domain.voting.tracing import as_bytes, fingerprint

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
RESULT = "samspil-count/1"
ENGINE = "numpy"
MOST_BYTES = 500_000_000
STANDARD_INPUT = Path("-")
SHARE = "share:"


class Parser(argparse.ArgumentParser):
    """Wrong words are one line on standard error, and with --json a document too."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """Tell it and end with 2."""
        if self.as_json:
            answer(as_document({"error": {"code": "usage", "text": message}}))
        sys.stderr.write(f"samspil: {message}. See ./samspil count --help\n")
        sys.exit(WRONG_USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call and return the exit code; what is refused is one Danish line on standard error, with --json a document too."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(as_json="--json" in words).parse_args(words)
    try:
        answer(result(options))
    except Refused as refusal:
        if options.json:
            place = {"line": refusal.line} if refusal.line else {}
            answer(as_document({"error": {"code": refusal.code, **place, "text": str(refusal)}}))
        sys.stderr.write(f"samspil: {refusal}\n")
        return REFUSED
    return DONE


def parser(*, as_json: bool) -> Parser:
    """The words it takes."""
    words = Parser(prog="samspil count", allow_abbrev=False)
    words.as_json = as_json
    words.add_argument("file", type=Path, metavar="FILE", help="a Pabulib file (.pb); - reads standard input")
    words.add_argument("--rule", choices=RULES, required=True)
    words.add_argument("--utility", choices=("cost", "cardinality", "points"), help="what a voter gets of a project (cost; points where ballots have them)")
    words.add_argument("--completion", choices=("none", "add1", "add1u", "utilitarian"), default="none")
    words.add_argument("--start", choices=("exact", "floor"), default="exact", help="each voter's first money: B/n, or only whole kroner of it")
    words.add_argument("--step", type=step, default=step("1"), metavar="1|share:0.001", help="more money for each voter in every run of add1")
    words.add_argument("--stop", choices=("exhaustive", "overspend"), default="exhaustive", help="end add1 when nothing fits, or before it overspends")
    words.add_argument("--comparison", choices=("none", "satisfaction", "exclusion"), default="none", help="let voters' gain choose between this and greedy")
    words.add_argument("--ties", type=ties.parsed, default=Settings().ties, metavar="cost,votes,id", help="ends with id or lot:SEED")
    words.add_argument("--trace", type=Path, metavar="FILE", help="write all that happened to FILE; trace_sha256 is its fingerprint")
    words.add_argument("--json", action="store_true", help="one JSON document on standard output")
    return words


def step(text: str) -> tuple[Fraction, bool]:
    """Money, or a share of the first money; raises ValueError for anything that is not above 0."""
    value = exact(text.removeprefix(SHARE))
    if not value:
        raise ValueError(text)
    return value, text.startswith(SHARE)


def result(options: argparse.Namespace) -> str:
    """The count of a file, as JSON or to read; raises Refused."""
    raw = bytes_of(options.file)
    begun = time.perf_counter()
    file_sha256 = fingerprint(raw)
    election = read_election(raw)
    del raw
    read = time.perf_counter()
    size, is_share = options.step
    settings = Settings(options.rule, options.utility, options.completion, options.start, size, is_share, options.stop, options.comparison, options.ties)
    found = count(election, settings)
    counted = time.perf_counter()
    warn(election)
    trace = as_bytes(found.trace, file_sha256)
    if options.trace:
        write(options.trace, trace)
    document = told_of(election, found, settings.rule)
    document = {"format": RESULT, "file_sha256": file_sha256, **document, "trace_sha256": fingerprint(trace), "engine": ENGINE}
    document["ms"] = {"read": round((read - begun) * 1000, 1), "count": round((counted - read) * 1000, 1)}
    return as_document(document) if options.json else plain(election, found, document)


def told_of(election: Election, found: Count, rule: str) -> dict[str, Any]:
    """What the format fixes, from the rule to the ties."""
    names = [project.id for project in election.projects]
    reasons = {
        names[place]: {
            "won": one.won,
            "supporters": one.supporters,
            "money": None if one.money is None else told(one.money),
            "cost": told(one.cost),
            "text": because(election, found, place),
        }
        for place, one in enumerate(found.reasons)
    }
    return {
        "rule": rule,
        "settings": dict(found.settings),
        "voters": election.ballots.voters,
        "projects": len(names),
        "budget": told(election.budget),
        "spent": told(found.spent),
        "winners": [names[project] for project in found.winners],
        "prices": {names[project]: told(found.prices[project]) for project in found.winners if project in found.prices},
        "reasons": reasons,
        "runs": found.runs,
        "tie_breaks": found.trace["tie_breaks"],
    }


def plain(election: Election, found: Count, document: dict[str, Any]) -> str:
    """The same to read."""
    currency = election.meta.get("currency", "")
    said = ", ".join(f"{key} {value}" for key, value in found.settings.items() if value is not None)
    money = f"{amount(found.spent, currency)} af {amount(election.budget, currency)}"
    lines = [f"{len(found.winners)} af {len(election.projects)} projekter for {money} ({document['voters']} stemmer)."]
    lines.append(f"Regel: {document['rule']}, {said}. Omgange: {found.runs}. Spor: {document['trace_sha256']}")
    order = [*found.winners, *(place for place, one in enumerate(found.reasons) if not one.won)]
    for place in order:
        project = election.projects[place]
        lines.append(f"{'ja ' if found.reasons[place].won else 'nej'} {project.id} {project.name}: {because(election, found, place)}")
    return "\n".join(lines)


def warn(election: Election) -> None:
    """Say on standard error when the file says it has another number of votes or projects than it has: it may have been cut short."""
    for key, number, what in (("num_votes", election.ballots.voters, "stemmer"), ("num_projects", len(election.projects), "projekter")):
        said = election.meta.get(key, "")
        if said and said != str(number):
            sys.stderr.write(f"samspil: Filen siger {said} {what}, men den har {number}. Der er talt {number}.\n")


def bytes_of(path: Path) -> bytes:
    """The file, or what comes in for `-`; raises Refused when it cannot be read or is far too big."""
    try:
        raw = first_bytes(path)
    except OSError as error:
        raise Refused("no_file", f"Vi kan ikke læse filen {path}.") from error
    if len(raw) > MOST_BYTES:
        raise Refused("too_big", f"Filen {path} er for stor. Den må højst fylde 500 MB.")
    return raw


def first_bytes(path: Path) -> bytes:
    """As much as is allowed and one byte more; raises OSError."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def write(path: Path, trace: bytes) -> None:
    """Write the trace; raises Refused."""
    try:
        path.write_bytes(trace)
    except OSError as error:
        raise Refused("no_file", f"Vi kan ikke skrive sporet til {path}.") from error


def as_document(value: Any) -> str:
    """One JSON document."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def answer(text: str) -> None:
    """Print what was asked for, in UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
