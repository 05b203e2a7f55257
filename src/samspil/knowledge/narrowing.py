"""The column beside the list of examples, where people narrow it down: groups of values, each with how many it would give."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from samspil.core.search.facets import Counts
from samspil.knowledge.domain.words import EVIDENCE_MEANING, GRADE_MEANING, circles

GROUPS = {"omraade": "area", "part": "sector", "bevis": "evidence", "kilde": "grade", "kommune": "municipality", "region": "region", "kle": "kle"}
HEADINGS = {
    "omraade": "Velfærdsområde",
    "part": "Hvem er med",
    "bevis": "Hvordan ved vi, om det virkede?",
    "kilde": "Hvor sikker er kilden",
    "kommune": "Kommune",
    "region": "Region",
    "kle": "KLE-nummer",
}
# What a value means, under its name.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "bevis": {level.value: meaning for level, meaning in EVIDENCE_MEANING.items()},
    "kilde": {grade.value: meaning for grade, meaning in GRADE_MEANING.items()},
}
# More values than this stand in a box of their own that scrolls.
LONG = 14
# Where the number stands in a value's HTML; people cannot write this character (core/text.py).
NUMBER = "\x06number"
MOST_ROWS = 2000


def groups(chosen: Mapping[str, tuple[str, ...]], counts: Counts, words: Mapping[str, Mapping[str, str]], *, counted: bool = True) -> list[dict[str, Any]]:
    """The facets with the HTML of their values, in the order their names have; values nobody has are left out unless chosen.

    `chosen` are values by parameter, `words` names by value by parameter; the numbers are left out when not `counted`.
    """
    shown = []
    for parameter, facet in GROUPS.items():
        found = [(value, name, counts.by_value.get(f"{facet}:{value}", 0), value in chosen[parameter]) for value, name in words[parameter].items()]
        found = [one for one in found if one[2] or one[3]]
        opened = parameter in {"omraade", "part"} or any(mark for *_, mark in found)
        values = "".join(row(parameter, value, name, mark, number if counted else None) for value, name, number, mark in found)
        shown.append({"parameter": parameter, "heading": HEADINGS[parameter], "values": mark_safe(values), "open": opened, "long": len(found) > LONG})  # noqa: S308  # rows of templates
    return [group for group in shown if group["values"]]


def row(parameter: str, value: str, name: str, chosen: bool, number: int | None) -> str:
    """A value's HTML. Only the number differs from visit to visit: hundreds of rows were most of what a searched list cost."""
    before, after = around_number(parameter, value, name, chosen, number is not None)
    return before if number is None else f"{before}{grouped(number)}{after}"


def grouped(number: int) -> str:
    """A number as Danes write it: 1.234."""
    return f"{number:,}".replace(",", ".")


@lru_cache(maxsize=MOST_ROWS)
def around_number(parameter: str, value: str, name: str, chosen: bool, counted: bool) -> tuple[str, str]:
    """A value's HTML before and after its number."""
    shown = {"parameter": parameter, "value": value, "name": name, "chosen": chosen, "number": NUMBER if counted else ""}
    before, _, after = render_to_string("knowledge/partials/facet_value.html", shown | beside(parameter, value)).partition(NUMBER)
    return before, after


def beside(parameter: str, value: str) -> dict[str, Any]:
    """What stands beside a value's name: the circles of a sector, what a level means, and whether a KLE number lies under another."""
    if parameter == "part":
        return {"circles": circles({value})}
    if parameter == "kle":
        return {"under": "." in value}
    return {"meaning": MEANINGS[parameter].get(value, "")} if parameter in MEANINGS else {}
