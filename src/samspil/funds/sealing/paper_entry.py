"""Paper ballots are typed in by two people who do not see each other's, and are sealed only when both read the same.

Papers have a number within their bundle, written on them when the bundle is counted and forgotten with the entries: it never follows a ballot into its
envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samspil.funds.sealing.ballots import Ballot


class EntryFault(StrEnum):
    """SAME_PERSON: nobody checks herself. MISSING: one has typed a paper the other has not. The others name what was read in two ways."""

    SAME_PERSON = "same_person"
    MISSING = "missing"
    FORM = "form"
    AREA = "area"
    CHOSEN = "chosen"
    ORDER = "order"
    POINTS = "points"


@dataclass(frozen=True)
class Bundle:
    """What one person (`by`, an account's number) read of a bundle: by the number of the paper."""

    by: int
    ballots: Mapping[int, Ballot]


@dataclass(frozen=True)
class EntryDifference:
    """A paper both must look at again (0 for the bundle as a whole), and the names of projects or areas the two read differently."""

    fault: EntryFault
    paper: int = 0
    names: tuple[str, ...] = ()


def differences(first: Bundle, second: Bundle) -> tuple[EntryDifference, ...]:
    """Where two entries of a bundle differ, by paper; empty when each paper was read the same by two people, and may be sealed."""
    if first.by == second.by:
        return (EntryDifference(EntryFault.SAME_PERSON),)
    papers = sorted(first.ballots.keys() | second.ballots.keys())
    found = (compared(paper, first.ballots.get(paper), second.ballots.get(paper)) for paper in papers)
    return tuple(one for one in found if one is not None)


def compared(paper: int, first: Ballot | None, second: Ballot | None) -> EntryDifference | None:
    """What was read in two ways on one paper, the gravest first; None when nothing was."""
    if first is None or second is None:
        return EntryDifference(EntryFault.MISSING, paper)
    one, other = first.in_order(), second.in_order()
    if one == other:
        return None
    if one.form is not other.form:
        return EntryDifference(EntryFault.FORM, paper)
    if one.area != other.area:
        return EntryDifference(EntryFault.AREA, paper, tuple(sorted({one.area, other.area})))
    if sorted(one.chosen) != sorted(other.chosen):
        return EntryDifference(EntryFault.CHOSEN, paper, tuple(sorted(odd_names(one.chosen, other.chosen))))
    return EntryDifference(EntryFault.POINTS if one.chosen == other.chosen else EntryFault.ORDER, paper)


def odd_names(one: tuple[str, ...], other: tuple[str, ...]) -> set[str]:
    """Names that stand on one reading more often than on the other."""
    return {name for name in (*one, *other) if one.count(name) != other.count(name)}
