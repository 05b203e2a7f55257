"""A file in the format samspil-match/1. Whatever is wrong is refused in one plain Danish line; unknown fields by their name."""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from samspil.exchange.domain.matching.clocks import BadTime, task_times, window
from samspil.exchange.domain.matching.model import Place, Problem, Task, Volunteer

FORMAT = "samspil-match/1"
TOP = {"format", "seed", "volunteers", "tasks"}
MOST_SEATS, MOST_POINTS, MOST_ASKS, MOST_AGE, MOST_KM = 10_000, 1_000, 10_000, 130, 20_040
VOLUNTEER_NEEDS, TASK_NEEDS = ("id", "place", "max_km", "available"), ("id", "place", "start", "end", "seats")


class BadInput(ValueError):
    """An input that is refused; `code` is for machines, `str()` the Danish line, `line` the line of the file when one is to blame."""

    def __init__(self, code: str, text: str, line: int | None = None) -> None:
        """Keep the code and the line beside the text."""
        super().__init__(text)
        self.code = code
        self.line = line


def read_problem(text: str) -> Problem:
    """Volunteers and tasks of a file; raises BadInput."""
    row = parsed(text)
    if row.get("format") != FORMAT:
        raise BadInput("bad_format", f'Filen skal have "format": "{FORMAT}". Der står {shown(row.get("format"))}.')
    known(row, TOP, "Filen")
    if "seed" in row and not whole(row["seed"], -(2**63), 2**63):
        raise BadInput("bad_value", f'"seed" skal være et helt tal. Der står {shown(row["seed"])}.')
    volunteers = tuple(read_volunteer(one, place) for place, one in enumerate(items(row, "volunteers"), 1))
    tasks = tuple(read_task(one, place) for place, one in enumerate(items(row, "tasks"), 1))
    for kind, ids in (("Frivillig", [one.id for one in volunteers]), ("Opgave", [one.id for one in tasks])):
        if len(set(ids)) < len(ids):
            twice = next(name for place, name in enumerate(ids) if name in set(ids[:place]))
            raise BadInput("twice", f"{kind} {shown(twice)} står to gange.")
    return Problem(volunteers, tasks)


def parsed(text: str) -> dict[str, Any]:
    """A JSON object where no key stands twice and every number is one."""
    try:
        row = json.loads(text, object_pairs_hook=each_key_once, parse_constant=no_number)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise BadInput("not_json", "Filen er ikke gyldig JSON." + (f" Se linje {line}." if line else ""), line) from error
    if not isinstance(row, dict):
        raise BadInput("not_json", "Filen skal være ét JSON-objekt med format, volunteers og tasks.")
    return row


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises BadInput when a key stands twice, for nobody knows which one is meant."""
    if len(found := dict(pairs)) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BadInput("twice", f"Det samme står to gange: {', '.join(sorted({shown(key) for key in keys if keys.count(key) > 1}))}.")
    return found


def no_number(name: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise BadInput("bad_value", f"{name} er ikke et tal.")


def items(row: Mapping[str, Any], name: str) -> list[Any]:
    """A list that must be there."""
    if not isinstance(row.get(name), list):
        raise BadInput("bad_value", f'"{name}" skal være en liste. Der står {shown(row.get(name))}.')
    found: list[Any] = row[name]
    return found


def known(row: Mapping[str, Any], names: set[str], where: str) -> None:
    """Raises BadInput when something unknown is said."""
    if unknown := sorted(set(row) - names):
        raise BadInput("unknown_field", f"{where} har noget, vi ikke kender: {', '.join(map(shown, unknown))}.")


def read_volunteer(row: Any, number: int) -> Volunteer:
    """One volunteer; raises BadInput."""
    where = begin(row, "Frivillig", number, VOLUNTEER_NEEDS, set(VOLUNTEER) | {"id", "available"})
    said = {name: VOLUNTEER[name](row[name], f'{where}: "{name}"') for name in VOLUNTEER if row.get(name) is not None}
    return Volunteer(id=row["id"], available=read_windows(row["available"], where), **said)


def read_task(row: Any, number: int) -> Task:
    """One task; raises BadInput."""
    where = begin(row, "Opgave", number, TASK_NEEDS, set(TASK) | {"id", "start", "end"})
    said = {name: TASK[name](row[name], f'{where}: "{name}"') for name in TASK if row.get(name) is not None}
    try:
        start, end = task_times(row["start"], row["end"])
    except BadTime as error:
        raise BadInput("bad_time", f"{where}: {error}") from error
    return Task(id=row["id"], start=start, end=end, **said)


def begin(row: Any, kind: str, number: int, needs: tuple[str, ...], names: set[str]) -> str:
    """How refusals name this one, when it is an object with a name, all that is needed and nothing unknown."""
    if not isinstance(row, dict):
        raise BadInput("bad_value", f"{kind} nummer {number} skal være et objekt. Der står {shown(row)}.")
    if not isinstance(row.get("id"), str) or not row["id"]:
        raise BadInput("bad_value", f'{kind} nummer {number} skal have "id", en tekst. Der står {shown(row.get("id"))}.')
    where = f"{kind} {shown(row['id'])}"
    known(row, names, where)
    if missing := [name for name in needs if row.get(name) is None]:
        raise BadInput("missing", f"{where} mangler {', '.join(map(shown, missing))}.")
    return where


def read_windows(value: Any, where: str) -> tuple[tuple[int, int], ...]:
    """The stretches of free time."""
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise BadInput("bad_value", f'{where}: "available" skal være en liste af [fra, til]. Der står {shown(value)}.')
    try:
        return tuple(window(*pair) for pair in value)
    except BadTime as error:
        raise BadInput("bad_time", f"{where}: {error}") from error


def place(value: Any, what: str) -> Place:
    """Latitude and longitude."""
    if isinstance(value, list) and len(value) == 2 and numeric(value[0], -90, 90) and numeric(value[1], -180, 180):
        return float(value[0]), float(value[1])
    raise BadInput("bad_value", f"{what} skal være [bredde, længde] i grader, fx [55.68, 12.57]. Der står {shown(value)}.")


def words(value: Any, what: str) -> frozenset[str]:
    """A list of texts."""
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return frozenset(value)
    raise BadInput("bad_value", f"{what} skal være en liste af tekster. Der står {shown(value)}.")


def points(value: Any, what: str) -> dict[str, int]:
    """Points for tasks."""
    if isinstance(value, dict) and all(whole(one, 0, MOST_POINTS) for one in value.values()):
        return dict(value)
    raise BadInput("bad_value", f"{what} skal være opgaver med hele point fra 0 til {MOST_POINTS}. Der står {shown(value)}.")


def count(least: int, most: int) -> Callable[[Any, str], int]:
    """A reader of whole numbers."""

    def read(value: Any, what: str) -> int:
        if whole(value, least, most):
            return int(value)
        raise BadInput("bad_value", f"{what} skal være et helt tal fra {least} til {most}. Der står {shown(value)}.")

    return read


def amount(most: float) -> Callable[[Any, str], float]:
    """A reader of numbers from 0."""

    def read(value: Any, what: str) -> float:
        if numeric(value, 0, most):
            return float(value)
        raise BadInput("bad_value", f"{what} skal være et tal fra 0 til {most:.0f}. Der står {shown(value)}.")

    return read


def numeric(value: Any, least: float, most: float) -> bool:
    """True for a number within bounds; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and least <= value <= most


def whole(value: Any, least: int, most: int) -> bool:
    """True for a whole number within bounds."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def shown(value: object) -> str:
    """A value as the refusal quotes it: JSON on one line, cut when it is long."""
    text = "ingenting" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


VOLUNTEER: dict[str, Callable[[Any, str], Any]] = {
    "place": place,
    "max_km": amount(MOST_KM),
    "age": count(0, MOST_AGE),
    "qualifications": words,
    "languages": words,
    "refuses": words,
    "prefers": points,
    "max_tasks": count(0, 10**6),
    "max_hours": amount(10**6),
    "together_with": words,
    "asked_lately": count(0, MOST_ASKS),
}
TASK: dict[str, Callable[[Any, str], Any]] = {
    "place": place,
    "seats": count(1, MOST_SEATS),
    "requires": words,
    "languages": words,
    "min_age": count(0, MOST_AGE),
}
