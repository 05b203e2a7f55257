"""A committee with some of its members out of a case: who sits instead, and whether it can decide.

Forvaltningsloven § 3, stk. 3, and § 4: in a body of several a member in conflict is out also when there is no substitute. How many it takes to decide is
the committee's own rule (kommunestyrelsesloven § 17, stk. 4) and comes in as a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samspil.funds.domain.conflicts import ConflictCase, ConflictCode, ConflictEntry, ConflictState, standing_of
from samspil.funds.domain.remarks import Remark, remark

LAW = "Forvaltningslovens § 4"


@dataclass(frozen=True)
class Committee:
    """Members in their order, the `quorum` it takes to decide, and for each member the substitutes in the order they are asked."""

    members: tuple[int, ...]
    quorum: int
    substitutes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seating:
    """Who decides one case. `out`: in conflict. `waiting`: members who have not declared, or whose doubt nobody has decided. `instead`: a substitute for each
    member who is out and has one. `empty`: members who are out and have none. `enough`: it can decide with those who are free."""

    seated: tuple[int, ...]
    out: tuple[int, ...]
    waiting: tuple[int, ...]
    instead: tuple[tuple[int, int], ...]
    empty: tuple[int, ...]
    enough: bool
    why: Remark


def seating_of(committee: Committee, case: ConflictCase, log: Iterable[ConflictEntry]) -> Seating:
    """Who decides a case. A substitute must be free in it too, and sits for one member alone."""
    lines = list(log)
    states = {person: standing_of(person, case, lines).state for person in (*committee.members, *(s for all_ in committee.substitutes.values() for s in all_))}
    out = tuple(member for member in committee.members if states[member] is ConflictState.OUT)
    waiting = tuple(member for member in committee.members if states[member] in {ConflictState.ASKED, ConflictState.DOUBTFUL})
    instead = substituted(committee, out, {person for person, state in states.items() if state is ConflictState.FREE})
    seated = tuple(seat for member in committee.members if (seat := instead.get(member, member)) != member or states[member] is ConflictState.FREE)
    enough = len(seated) >= committee.quorum
    why = remark(ConflictCode.ENOUGH if enough else ConflictCode.NOT_ENOUGH, LAW, seated=len(seated), quorum=committee.quorum)
    return Seating(seated, out, waiting, tuple(instead.items()), tuple(member for member in out if member not in instead), enough, why)


def substituted(committee: Committee, out: Iterable[int], free: set[int]) -> dict[int, int]:
    """The first free substitute of each member who is out, in the members' order; nobody sits twice."""
    taken, found = set(committee.members), dict[int, int]()
    for member in out:
        substitute = next((one for one in committee.substitutes.get(member, ()) if one in free and one not in taken), None)
        if substitute is not None:
            found[member] = substitute
            taken.add(substitute)
    return found
