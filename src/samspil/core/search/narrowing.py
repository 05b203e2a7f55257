"""The column beside a list, where people narrow it down: groups of values, each with how many it would give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from samspil.core.search.facets import Counts

# More values than this stand in a box of their own that scrolls.
LONG = 14
# Where the number stands in a value's HTML; people cannot write this character (core/text.py).
NUMBER = "\x06number"
MOST_ROWS = 2000


def nothing(value: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Group:
    """Values that are alternatives: their parameter in addresses, their facet in the index and their heading.

    `opened`: they stand open from the beginning. `beside` says what stands beside a value's name: `circles`, `meaning` or `under` (it lies under
    another). `note` is the template of a line above them, or "".
    """

    parameter: str
    facet: str
    heading: str
    opened: bool = False
    beside: Callable[[str], dict[str, Any]] = nothing
    note: str = ""


def groups(
    columns: Sequence[Group], chosen: Mapping[str, tuple[str, ...]], counts: Counts, words: Mapping[str, Mapping[str, str]], *, counted: bool = True
) -> list[dict[str, Any]]:
    """The groups with the HTML of their values, in the order their names have; values nobody has are left out unless chosen.

    `chosen` are values by parameter, `words` names by value by parameter; the numbers are left out when not `counted`.
    """
    shown = []
    for group in columns:
        picked = chosen[group.parameter]
        found = [(value, name, counts.by_value.get(f"{group.facet}:{value}", 0), value in picked) for value, name in words[group.parameter].items()]
        found = [one for one in found if one[2] or one[3]]
        values = "".join(row(group, value, name, mark, number if counted else None) for value, name, number, mark in found)
        about = {"parameter": group.parameter, "heading": group.heading, "note": group.note, "long": len(found) > LONG}
        shown.append({**about, "values": mark_safe(values), "open": group.opened or any(mark for *_, mark in found)})  # noqa: S308  # rows of templates
    return [group for group in shown if group["values"]]


def row(group: Group, value: str, name: str, chosen: bool, number: int | None) -> str:
    """A value's HTML. Only the number differs from visit to visit: hundreds of rows were most of what a searched list cost."""
    before, after = around_number(group, value, name, chosen, number is not None)
    return before if number is None else f"{before}{grouped(number)}{after}"


def grouped(number: int) -> str:
    """A number as Danes write it: 1.234."""
    return f"{number:,}".replace(",", ".")


@lru_cache(maxsize=MOST_ROWS)
def around_number(group: Group, value: str, name: str, chosen: bool, counted: bool) -> tuple[str, str]:
    """A value's HTML before and after its number."""
    shown = {"parameter": group.parameter, "value": value, "name": name, "chosen": chosen, "number": NUMBER if counted else ""}
    before, _, after = render_to_string("core/lists/facet_value.html", shown | group.beside(value)).partition(NUMBER)
    return before, after
