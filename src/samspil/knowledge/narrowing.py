"""What the list of examples is narrowed by."""

from typing import Any

from samspil.core.search.narrowing import Group
from samspil.knowledge.domain.words import EVIDENCE_MEANING, GRADE_MEANING, Evidence, Grade, circles


def sector_circles(value: str) -> dict[str, Any]:
    return {"circles": circles({value})}


def evidence_meaning(value: str) -> dict[str, Any]:
    return {"meaning": EVIDENCE_MEANING[Evidence(value)]}


def grade_meaning(value: str) -> dict[str, Any]:
    return {"meaning": GRADE_MEANING[Grade(value)]}


def lies_under(value: str) -> dict[str, Any]:
    """Whether the KLE number lies under another."""
    return {"under": "." in value}


COLUMNS = (
    Group("omraade", "area", "Velfærdsområde", opened=True),
    Group("part", "sector", "Hvem er med", opened=True, beside=sector_circles),
    Group("bevis", "evidence", "Hvordan ved vi, om det virkede?", beside=evidence_meaning),
    Group("kilde", "grade", "Hvor sikker er kilden", beside=grade_meaning),
    Group("kommune", "municipality", "Kommune"),
    Group("region", "region", "Region"),
    Group("kle", "kle", "KLE-nummer", beside=lies_under, note="knowledge/partials/kle_note.html"),
)
GROUPS = {group.parameter: group.facet for group in COLUMNS}
