"""Conflict of interest, declared for each application before it may be seen, and what it does to a committee.

Forvaltningsloven § 3, stk. 1, nr. 1-5 (the grounds), stk. 2 (an interest too slight to matter), stk. 3 (neither decide nor take part at all), § 4 (bodies of
several: it holds also without a substitute), § 6 (tell it at once, and do not decide it oneself); LBK 433 of 22.04.2014. For the council: kommunestyrelsesloven
§ 14, LBK 13 of 05.01.2026. Somebody the council appointed to an association's board is not in general in conflict (statements of 1996 and 1999): there
another decides, each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step
from samspil.funds.domain.remarks import Remark, remark


class ConflictGround(StrEnum):
    """Why somebody is, or may be, in conflict. EARLIER_INSTANCE: took part before in what is now complained of or supervised. APPOINTED: sits on the
    board because the council chose them to look after the municipality's interests."""

    OWN_INTEREST = "own_interest"
    FAMILY_INTEREST = "family_interest"
    LEADERSHIP = "leadership"
    EARLIER_INSTANCE = "earlier_instance"
    OTHER = "other"
    APPOINTED = "appointed"


class ConflictState(StrEnum):
    """How one person stands to one application. ASKED: nothing declared of these applicants yet. DOUBTFUL: another must decide. FREE: may see and take
    part. OUT: neither sees nor takes part."""

    ASKED = "asked"
    DOUBTFUL = "doubtful"
    FREE = "free"
    OUT = "out"


class Sight(StrEnum):
    """What of an application somebody sees. NAMES: its title and who applies, enough to declare by."""

    NOTHING = "nothing"
    NAMES = "names"
    ALL = "all"


class ConflictCode(StrEnum):
    """Why somebody sees what they see, or why a line of the log is refused."""

    DECLARE_FIRST = "declare_first"
    WAITS_FOR_RULING = "waits_for_ruling"
    IN_CONFLICT = "in_conflict"
    IS_PARTY = "is_party"
    NO_CONFLICT = "no_conflict"
    NOT_NOW = "not_now"
    GROUND_MISSING = "ground_missing"
    REASON_MISSING = "reason_missing"
    NOT_OWN = "not_own"
    DECIDES_OWN = "decides_own"
    DECIDER_NOT_FREE = "decider_not_free"
    OTHER_PARTIES = "other_parties"
    NOT_ENOUGH = "not_enough"
    ENOUGH = "enough"


MEMBER, COLLEAGUE, DECIDER, SYSTEM = "member", "colleague", "decider", "system"
LAW_RULING, LAW_COUNCIL, LAW_OUT, LAW_TRIVIAL = (
    "Forvaltningslovens § 6",
    "Kommunestyrelseslovens § 14",
    "Forvaltningslovens § 3, stk. 3",
    "Forvaltningslovens § 3, stk. 2",
)
LAW_OF_GROUND = {
    ConflictGround.OWN_INTEREST: "Forvaltningslovens § 3, stk. 1, nr. 1",
    ConflictGround.FAMILY_INTEREST: "Forvaltningslovens § 3, stk. 1, nr. 2",
    ConflictGround.LEADERSHIP: "Forvaltningslovens § 3, stk. 1, nr. 3",
    ConflictGround.EARLIER_INSTANCE: "Forvaltningslovens § 3, stk. 1, nr. 4",
    ConflictGround.OTHER: "Forvaltningslovens § 3, stk. 1, nr. 5",
    ConflictGround.APPOINTED: "Forvaltningslovens § 3, stk. 1, nr. 3",
}
BEFORE_OUT = (ConflictState.ASKED, ConflictState.DOUBTFUL, ConflictState.FREE)
CONFLICT_LIFECYCLE = Lifecycle(
    ConflictState.ASKED,
    [
        Step(ConflictState.ASKED, "declare_none", ConflictState.FREE, (MEMBER,)),
        Step(ConflictState.ASKED, "declare_doubt", ConflictState.DOUBTFUL, (MEMBER,)),
        Step(ConflictState.FREE, "declare_doubt", ConflictState.DOUBTFUL, (MEMBER,)),
        *(Step(state, "declare_conflict", ConflictState.OUT, (MEMBER,)) for state in BEFORE_OUT),
        *(Step(state, "question", ConflictState.DOUBTFUL, (COLLEAGUE,)) for state in (ConflictState.ASKED, ConflictState.FREE)),
        *(Step(state, "find_free", ConflictState.FREE, (DECIDER,)) for state in (ConflictState.DOUBTFUL, ConflictState.OUT)),
        *(Step(state, "find_trivial", ConflictState.FREE, (DECIDER,)) for state in (ConflictState.DOUBTFUL, ConflictState.OUT)),
        Step(ConflictState.DOUBTFUL, "find_conflict", ConflictState.OUT, (DECIDER,)),
        *(Step(state, "parties_changed", ConflictState.ASKED, (SYSTEM,)) for state in ConflictState if state is not ConflictState.ASKED),
    ],
)
DECLARING, RULING = ("declare_none", "declare_doubt", "declare_conflict"), ("find_free", "find_trivial", "find_conflict")
WITH_GROUND = ("declare_doubt", "declare_conflict", "question")
ROLE_OF = {**dict.fromkeys(DECLARING, MEMBER), **dict.fromkeys(RULING, DECIDER), "question": COLLEAGUE}
SIGHT_OF = {
    ConflictState.ASKED: (Sight.NAMES, ConflictCode.DECLARE_FIRST, LAW_RULING),
    ConflictState.DOUBTFUL: (Sight.NAMES, ConflictCode.WAITS_FOR_RULING, LAW_RULING),
    ConflictState.OUT: (Sight.NOTHING, ConflictCode.IN_CONFLICT, LAW_OUT),
    ConflictState.FREE: (Sight.ALL, ConflictCode.NO_CONFLICT, ""),
}


@dataclass(frozen=True)
class ConflictCase:
    """An application as these rules look at it. `parties`: ids of the applicant and all co-applicants now; `people`: ids of the persons who apply or act
    for one of them. `council`: the council itself handles it."""

    application: int
    parties: frozenset[int]
    people: frozenset[int] = frozenset()
    council: bool = False


@dataclass(frozen=True)
class ConflictEntry:
    """A line of the log: `by` did `errand` of CONFLICT_LIFECYCLE to `person`'s standing. `parties`: who applied when it was written."""

    application: int
    person: int
    parties: frozenset[int]
    errand: str
    by: int
    at: datetime
    ground: ConflictGround | None = None
    reason: str = ""


@dataclass(frozen=True)
class Standing:
    """What one person may see and do with one application, and why. `may`: errands of CONFLICT_LIFECYCLE; `takes_part`: reviews, talks and votes."""

    state: ConflictState
    sight: Sight
    takes_part: bool
    needs_substitute: bool
    may: tuple[str, ...]
    why: Remark


def state_of(person: int, case: ConflictCase, log: Iterable[ConflictEntry]) -> ConflictState:
    """How a person stands now. Lines written when others applied do not count, so a changed circle of applicants asks anew, and one that is as it was before
    keeps what was said of it; lines that were not possible in their turn change nothing."""
    state = ConflictState.ASKED
    own = [line for line in log if (line.application, line.person, line.parties) == (case.application, person, case.parties)]
    for line in sorted(own, key=lambda line: line.at):
        if line.errand in CONFLICT_LIFECYCLE.possible(state, ROLE_OF.get(line.errand, "")):
            state = ConflictState(CONFLICT_LIFECYCLE.next(state, line.errand, ROLE_OF[line.errand]))
    return state


def standing_of(person: int, case: ConflictCase, log: Iterable[ConflictEntry]) -> Standing:
    """What a person may see and do with an application. Who applies, or acts for somebody who does, is out whatever was declared."""
    lines = list(log)
    if person in case.people:
        return Standing(ConflictState.OUT, Sight.NOTHING, False, True, (), remark(ConflictCode.IS_PARTY, LAW_OF_GROUND[ConflictGround.OWN_INTEREST]))
    state = state_of(person, case, lines)
    sight, code, law = SIGHT_OF[state]
    free = state is ConflictState.FREE
    may = tuple(CONFLICT_LIFECYCLE.possible(state, MEMBER))
    law = LAW_COUNCIL if case.council and not free else law
    return Standing(state, sight, free, state is ConflictState.OUT, may, remark(code, law))


def why_not_entered(entry: ConflictEntry, case: ConflictCase, log: Iterable[ConflictEntry]) -> Remark | None:
    """Why a line may not be written into the log, None when it may. `entry.by` must be a person with the role that the errand needs; that is not looked at."""
    lines = list(log)
    law = LAW_COUNCIL if case.council else LAW_RULING
    if entry.application != case.application or entry.parties != case.parties:
        return remark(ConflictCode.OTHER_PARTIES)
    if entry.errand not in CONFLICT_LIFECYCLE.possible(state_of(entry.person, case, lines), ROLE_OF.get(entry.errand, "")):
        return remark(ConflictCode.NOT_NOW)
    if entry.person in case.people:
        return remark(ConflictCode.IS_PARTY, LAW_OF_GROUND[ConflictGround.OWN_INTEREST])
    return why_not_by(entry, case, lines, law) or why_not_filled(entry)


def why_not_by(entry: ConflictEntry, case: ConflictCase, log: list[ConflictEntry], law: str) -> Remark | None:
    """Why this person may not write the line: one declares for oneself alone, and decides of others alone, and then is free in the case oneself."""
    if entry.errand in DECLARING:
        return None if entry.by == entry.person else remark(ConflictCode.NOT_OWN, law)
    if entry.by == entry.person:
        return remark(ConflictCode.DECIDES_OWN, law)
    if entry.errand in RULING and not standing_of(entry.by, case, log).takes_part:
        return remark(ConflictCode.DECIDER_NOT_FREE, law)
    return None


def why_not_filled(entry: ConflictEntry) -> Remark | None:
    """What a line lacks: a ground for what is declared or questioned, a reason for what is decided; "other" and doubt say why in words too."""
    if entry.errand in WITH_GROUND and entry.ground is None:
        return remark(ConflictCode.GROUND_MISSING, "Forvaltningslovens § 3, stk. 1")
    wordless = entry.errand == "declare_none" or (entry.errand == "declare_conflict" and entry.ground is not ConflictGround.OTHER)
    return None if wordless or entry.reason.strip() else remark(ConflictCode.REASON_MISSING)
