"""The desk's chart: how we know that the examples worked, with what it shows as its heading."""

from collections.abc import Mapping
from typing import NamedTuple

from samspil.knowledge.domain.words import EVIDENCE_DA, Evidence

OF_TEN = {0: "Næsten ingen er", 5: "Halvdelen er", 10: "Næsten alle er", **{tenths: f"{tenths} ud af 10 er" for tenths in (1, 2, 3, 4, 6, 7, 8, 9)}}


class Bar(NamedTuple):
    """A bar: its name, its number, and its share of the longest in hundredths."""

    name: str
    number: int
    share: int


def evidence_bars(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """The bars of the chart, from the catalogue's own counts."""
    return bars([(EVIDENCE_DA[evidence], number_of(evidence, counts)) for evidence in Evidence])


def evidence_finding(counts: Mapping[str, int]) -> str:
    """The chart's heading."""
    return finding(number_of(Evidence.TOLD, counts), sum(number_of(evidence, counts) for evidence in Evidence))


def number_of(evidence: Evidence, counts: Mapping[str, int]) -> int:
    """How many examples have this evidence."""
    return counts.get(f"evidence:{evidence.value}", 0)


def finding(told: int, every: int) -> str:
    """How many examples nobody has counted or measured, in whole tenths; "all" and "none" only when it is so."""
    if not every:
        return "Ingen eksempler endnu"
    if told == 0:
        return "Ingen er kun fortalt"
    return "Alle er kun fortalt" if told == every else f"{OF_TEN[(20 * told + every) // (2 * every)]} kun fortalt"


def bars(rows: list[tuple[str, int]]) -> tuple[Bar, ...]:
    """A bar chart."""
    longest = max((number for _, number in rows), default=0) or 1
    return tuple(Bar(name, number, round(100 * number / longest)) for name, number in rows)
