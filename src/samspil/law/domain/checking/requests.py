"""What somebody asks the legal check, read from JSON. Whatever is wrong is refused in one plain Danish line."""

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from samspil.law.domain.facts import Fact, FactValue, is_number

FORMAT = "samspil-legal/1"
KEYS = {"format", "on", "municipality", "facts"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Ours is a house for today's law: other years are slips of the finger.
FIRST_YEAR, LAST_YEAR = 1990, 2100
KINDS_DA = {"bool": "ja eller nej (true eller false)", "choice": "et af valgene", "number": "et tal"}


class BadRequest(ValueError):
    """An input that is refused; `code` is for machines, `str()` the Danish line, `line` the line of the file when one is to blame."""

    def __init__(self, code: str, text: str, line: int | None = None) -> None:
        """Keep the code and the line beside the text."""
        super().__init__(text)
        self.code = code
        self.line = line


@dataclass(frozen=True)
class Request:
    """A day, the facts of an activity (None: not known) and, perhaps, a municipality's code."""

    on: date
    facts: dict[str, FactValue]
    municipality: str | None = None


def read_request(text: str, facts: Mapping[str, Fact], municipalities: Collection[str]) -> Request:
    """A request in the format `samspil-legal/1`; raises BadRequest."""
    row = parsed(text)
    if row.get("format") != FORMAT:
        raise BadRequest("bad_format", f'Filen skal have "format": "{FORMAT}". Der står {shown(row.get("format"))}.')
    if unknown := sorted(set(row) - KEYS):
        raise BadRequest("unknown_key", f"Filen har noget, vi ikke kender: {', '.join(map(shown, unknown))}.")
    return Request(read_day(row.get("on")), read_known(row.get("facts"), facts), read_municipality(row.get("municipality"), municipalities))


def parsed(text: str) -> dict[str, Any]:
    """A JSON object where no key stands twice and every number is one."""
    try:
        row = json.loads(text, object_pairs_hook=each_key_once, parse_constant=no_number)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, BadRequest):
            raise
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BadRequest("not_json", "Filen er ikke gyldig JSON." + (f" Se linje {line}." if line else ""), line) from error
    if not isinstance(row, dict):
        raise BadRequest("not_json", "Filen skal være ét JSON-objekt med format, on og facts.")
    return row


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises BadRequest when a key stands twice, for nobody knows which one is meant."""
    keys = [key for key, _ in pairs]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BadRequest("twice", f"Det samme står to gange: {', '.join(map(shown, twice))}.")
    return dict(pairs)


def no_number(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise BadRequest("bad_value", f"{name} er ikke et tal.")


def read_day(value: object) -> date:
    """The day the check is about."""
    if isinstance(value, str) and DAY.fullmatch(value):
        with suppress(ValueError):
            day = date.fromisoformat(value)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    raise BadRequest("bad_date", f'"on" skal være en dag som 2026-11-21, mellem {FIRST_YEAR} og {LAST_YEAR}. Der står {shown(value)}.')


def read_municipality(value: object, known: Collection[str]) -> str | None:
    """A municipality's four-digit code, or None when it is absent or null."""
    if value is None or (isinstance(value, str) and value in known):
        return value
    raise BadRequest("unknown_municipality", f"Vi kender ikke kommunen {shown(value)}. Skriv dens kode på fire cifre, fx 0350.")


def read_known(rows: object, facts: Mapping[str, Fact]) -> dict[str, FactValue]:
    """The facts of an activity, each of its kind and within what makes sense."""
    if not isinstance(rows, dict):
        raise BadRequest("bad_facts", f'"facts" skal være et objekt med forhold og svar. Der står {shown(rows)}.')
    if unknown := [key for key in rows if key not in facts]:
        raise BadRequest("unknown_fact", f"Vi kender ikke forholdet {', '.join(map(shown, sorted(unknown)))}. Se ./samspil legal-check --facts.")
    for key, value in rows.items():
        check_value(facts[key], value)
    check_ages(rows)
    return dict(rows)


def check_ages(rows: Mapping[str, FactValue]) -> None:
    """Raises BadRequest when the youngest is older than the oldest."""
    for who in ("helped", "volunteer"):
        youngest, oldest = rows.get(f"youngest_{who}"), rows.get(f"oldest_{who}")
        if is_number(youngest) and is_number(oldest) and youngest > oldest:
            raise BadRequest("contradiction", f'"youngest_{who}" ({youngest}) er ældre end "oldest_{who}" ({oldest}).')


def check_value(fact: Fact, value: Any) -> None:
    """Raises BadRequest when a value is of another kind, not a choice, or absurd."""
    fits = isinstance(value, str) if fact.kind == "choice" and value is not None else True
    if not fits or not fact.accepts(value):
        choices = f": {', '.join(fact.choices)}" if fact.choices else ""
        raise BadRequest("bad_value", f'"{fact.key}" skal være {KINDS_DA[fact.kind]}{choices}, eller null. Der står {shown(value)}.')
    if not fact.makes_sense(value):
        raise BadRequest("absurd_number", f'"{fact.key}" skal være mellem {fact.least:.0f} og {fact.most:.0f}. Der står {shown(value)}.')


def shown(value: object) -> str:
    """A value as the refusal quotes it: JSON on one line, cut when it is long."""
    text = "ingenting" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
