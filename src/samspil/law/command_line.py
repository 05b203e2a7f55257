"""`./samspil legal-check`: the legal check over files, with the standard library alone: no database, no settings, no installed packages."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samspil.law.domain.checking.engine import check
from samspil.law.domain.checking.files import LawFiles, municipality_codes, read_law
from samspil.law.domain.checking.requests import BadRequest, read_request
from samspil.law.domain.checking.telling import questions, told

CONTENT = Path(__file__).resolve().parents[3] / "content"
# As design says of every command: 1 for an input that is refused, 2 for words on the command line that are wrong (argparse).
DONE, REFUSED = 0, 1
MOST_BYTES = 1_000_000
STANDARD_INPUT = Path("-")


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call and return the exit code; what is refused is one Danish line on standard error, with --json a document too."""
    options = parser().parse_args(arguments)
    law = read_law(CONTENT / "law")
    try:
        answer(facts_told(law, as_json=options.json) if options.facts else result_told(law, Path(options.file), as_json=options.json))
    except BadRequest as refusal:
        if options.json:
            place = {"line": refusal.line} if refusal.line else {}
            answer(as_document({"error": {"code": refusal.code, **place, "text": str(refusal)}}))
        sys.stderr.write(f"samspil: {refusal}\n")
        return REFUSED
    return DONE


def parser() -> argparse.ArgumentParser:
    """The words it takes: a file, or --facts."""
    words = argparse.ArgumentParser(prog="samspil legal-check", allow_abbrev=False)
    what = words.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE", help="a JSON file; - reads standard input")
    what.add_argument("--facts", action="store_true")
    words.add_argument("--json", action="store_true")
    return words


def facts_told(law: LawFiles, *, as_json: bool) -> str:
    """Every fact the check knows."""
    if not as_json:
        return "\n".join(questions(law.facts.values()))
    rows = [{"key": fact.key, "kind": fact.kind, "choices": list(fact.choices), "question_da": fact.question_da} for fact in law.facts.values()]
    return as_document(rows)


def result_told(law: LawFiles, path: Path, *, as_json: bool) -> str:
    """The check of one file; raises BadRequest."""
    request = read_request(text_of(path), law.facts, municipality_codes(CONTENT / "municipalities.tsv"))
    result = check(law.book, law.values, request.facts, request.on)
    return as_document(result.document()) if as_json else told(result, law.facts, request.facts)


def text_of(path: Path) -> str:
    """The file's text, or what comes in for `-`; raises BadRequest when it cannot be read, is far too big or is not UTF-8."""
    try:
        raw = first_bytes(path)
    except OSError as error:
        raise BadRequest("no_file", f"Vi kan ikke læse filen {path}.") from error
    if len(raw) > MOST_BYTES:
        raise BadRequest("too_big", f"Filen {path} er for stor. Den må højst fylde 1 MB.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest("not_json", f"Filen {path} er ikke tekst i UTF-8.") from error


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
