"""The desk's chart: how we know that the examples worked, with what it shows as its heading."""

from collections.abc import Mapping
from typing import Any

from samspil.knowledge.domain.words import EVIDENCE_DA, Evidence

OF_TEN = {0: "Næsten ingen er", 5: "Halvdelen er", 10: "Næsten alle er", **{tenths: f"{tenths} ud af 10 er" for tenths in (1, 2, 3, 4, 6, 7, 8, 9)}}


def evidence_chart(counts: Mapping[str, int]) -> dict[str, Any]:
    """The bars of the chart and its heading, from the catalogue's own counts."""
    numbers = {evidence: counts.get(f"evidence:{evidence.value}", 0) for evidence in Evidence}
    return {
        "evidence": bars([(EVIDENCE_DA[evidence], number) for evidence, number in numbers.items()]),
        "finding": finding(numbers[Evidence.TOLD], sum(numbers.values())),
    }


def finding(told: int, every: int) -> str:
    """How many examples nobody has counted or measured, in whole tenths; "all" and "none" only when it is so."""
    if not every:
        return "Ingen eksempler endnu"
    if told == 0:
        return "Ingen er kun fortalt"
    return "Alle er kun fortalt" if told == every else f"{OF_TEN[(20 * told + every) // (2 * every)]} kun fortalt"


def bars(rows: list[tuple[str, int]]) -> list[dict[str, Any]]:
    """A bar chart: each row's share of the longest, in hundredths."""
    longest = max((number for _, number in rows), default=0) or 1
    return [{"name": name, "number": number, "share": round(100 * number / longest)} for name, number in rows]
