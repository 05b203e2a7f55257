"""Who may see an application and take part in it: declared before, decided by others, asked anew when others apply."""

from datetime import UTC, datetime, timedelta

import pytest

from samspil.funds.domain.committees import Committee, seating_of
from samspil.funds.domain.conflict_words import CODE_DA, GROUND_DA, SIGHT_DA, STATE_DA
from samspil.funds.domain.conflicts import (
    CONFLICT_LIFECYCLE,
    LAW_COUNCIL,
    LAW_OF_GROUND,
    ConflictCase,
    ConflictCode,
    ConflictEntry,
    ConflictGround,
    ConflictState,
    Sight,
    standing_of,
    state_of,
    why_not_entered,
)
from samspil.funds.domain.remarks import refused, remark, told

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
APPLICANT, CO_APPLICANT, CHAIR = 90, 91, 70
CASE = ConflictCase(1, frozenset({APPLICANT}), frozenset({CHAIR}))
LEADS = ConflictGround.LEADERSHIP


def line(person: int, errand: str, by: int | None = None, minute: int = 0, **more: object) -> ConflictEntry:
    given = {"ground": None if errand in {"declare_none", "find_free", "find_trivial"} else LEADS, "reason": "because", "parties": CASE.parties, **more}
    return ConflictEntry(1, person, errand=errand, by=person if by is None else by, at=NOON + timedelta(minutes=minute), **given)  # type: ignore[arg-type]  # mixed values


def test_every_word_has_its_danish() -> None:
    assert set(GROUND_DA) == set(LAW_OF_GROUND) == set(ConflictGround)
    assert set(STATE_DA) == set(ConflictState) == set(CONFLICT_LIFECYCLE.states)
    assert set(SIGHT_DA) == set(Sight)
    assert set(CODE_DA) == set(ConflictCode)


def test_nobody_sees_a_case_before_declaring() -> None:
    standing = standing_of(5, CASE, [])
    assert (standing.state, standing.sight, standing.takes_part) == (ConflictState.ASKED, Sight.NAMES, False)
    assert standing.may == ("declare_none", "declare_doubt", "declare_conflict")
    assert standing.why.code is ConflictCode.DECLARE_FIRST


def test_who_declares_no_conflict_sees_it_all() -> None:
    standing = standing_of(5, CASE, [line(5, "declare_none")])
    assert (standing.sight, standing.takes_part, standing.needs_substitute) == (Sight.ALL, True, False)


def test_a_declaration_of_another_case_or_person_says_nothing() -> None:
    other = ConflictEntry(2, 5, CASE.parties, "declare_none", 5, NOON)
    assert state_of(5, CASE, [other, line(6, "declare_none")]) is ConflictState.ASKED


def test_a_conflict_hides_the_case_and_needs_a_substitute() -> None:
    standing = standing_of(5, CASE, [line(5, "declare_conflict")])
    assert (standing.sight, standing.takes_part, standing.needs_substitute, standing.may) == (Sight.NOTHING, False, True, ())
    assert standing.why.law == "Forvaltningslovens § 3, stk. 3"


def test_doubt_is_decided_by_another_and_hides_the_case_until_then() -> None:
    doubt = line(5, "declare_doubt")
    assert standing_of(5, CASE, [doubt]).sight is Sight.NAMES
    free = line(6, "declare_none")
    own = why_not_entered(line(5, "find_free", by=5, minute=1), CASE, [doubt, free])
    assert own
    assert own.code is ConflictCode.DECIDES_OWN
    assert why_not_entered(line(5, "find_free", by=6, minute=1), CASE, [doubt, free]) is None
    assert standing_of(5, CASE, [doubt, free, line(5, "find_free", by=6, minute=1)]).takes_part
    assert standing_of(5, CASE, [doubt, free, line(5, "find_conflict", by=6, minute=1)]).sight is Sight.NOTHING


def test_who_decides_it_must_be_free_in_the_case_too() -> None:
    doubt = line(5, "declare_doubt")
    for log in ([doubt], [doubt, line(6, "declare_doubt")], [doubt, line(6, "declare_conflict")]):
        why = why_not_entered(line(5, "find_free", by=6, minute=1), CASE, log)
        assert why
        assert why.code is ConflictCode.DECIDER_NOT_FREE


def test_a_slight_interest_can_be_set_aside_after_a_declared_conflict() -> None:
    log = [line(5, "declare_conflict"), line(6, "declare_none"), line(5, "find_trivial", by=6, minute=1)]
    assert standing_of(5, CASE, log).takes_part


def test_nobody_talks_oneself_free_again() -> None:
    for first in ("declare_doubt", "declare_conflict"):
        log = [line(5, first), line(5, "declare_none", minute=1)]
        assert not standing_of(5, CASE, log).takes_part
        why = why_not_entered(log[1], CASE, log[:1])
        assert why
        assert why.code is ConflictCode.NOT_NOW


def test_a_colleague_can_raise_the_question_and_nobody_declares_for_others() -> None:
    free = line(5, "declare_none")
    assert why_not_entered(line(5, "question", by=6, minute=1), CASE, [free]) is None
    assert standing_of(5, CASE, [free, line(5, "question", by=6, minute=1)]).state is ConflictState.DOUBTFUL
    why = why_not_entered(line(5, "declare_none", by=6), CASE, [])
    assert why
    assert why.code is ConflictCode.NOT_OWN


def test_the_log_counts_by_its_times_and_not_by_its_order() -> None:
    log = [line(5, "find_free", by=6, minute=2), line(5, "declare_doubt", minute=1)]
    assert state_of(5, CASE, log) is ConflictState.FREE
    assert state_of(5, CASE, [line(5, "find_free", by=6, minute=0), line(5, "declare_doubt", minute=1)]) is ConflictState.DOUBTFUL


@pytest.mark.parametrize("parties", [{APPLICANT, CO_APPLICANT}, {CO_APPLICANT}])
def test_another_circle_of_applicants_asks_anew(parties: set[int]) -> None:
    now = ConflictCase(1, frozenset(parties))
    log = [line(5, "declare_none"), line(6, "declare_conflict")]
    assert standing_of(5, now, log).state is standing_of(6, now, log).state is ConflictState.ASKED
    assert standing_of(6, now, log).sight is Sight.NAMES
    why = why_not_entered(line(5, "declare_none"), now, log)
    assert why
    assert why.code is ConflictCode.OTHER_PARTIES


def test_who_acts_for_an_applicant_is_out_whatever_was_declared() -> None:
    standing = standing_of(CHAIR, CASE, [line(CHAIR, "declare_none")])
    assert (standing.sight, standing.takes_part, standing.why.code) == (Sight.NOTHING, False, ConflictCode.IS_PARTY)
    assert why_not_entered(line(CHAIR, "declare_none"), CASE, []) == standing.why


def test_a_ground_and_a_reason_are_asked_for_where_they_say_something() -> None:
    def why(errand: str, **more: object) -> ConflictCode | None:
        found = why_not_entered(line(5, errand, **more), CASE, [])  # type: ignore[arg-type]  # mixed values
        return ConflictCode(found.code) if found else None

    assert why("declare_none", reason="") is None
    assert why("declare_conflict", reason="") is None
    assert why("declare_conflict", ground=ConflictGround.OTHER, reason=" ") is ConflictCode.REASON_MISSING
    assert why("declare_conflict", ground=None) is ConflictCode.GROUND_MISSING
    assert why("declare_doubt", reason="") is ConflictCode.REASON_MISSING


def test_the_council_decides_by_its_own_act() -> None:
    council = ConflictCase(1, CASE.parties, council=True)
    assert standing_of(5, council, [line(5, "declare_doubt")]).why.law == LAW_COUNCIL


def test_a_committee_seats_the_first_free_substitute_and_nobody_twice() -> None:
    committee = Committee((1, 2, 3, 4), 3, {2: (11, 12), 3: (12,), 4: (12,)})
    log = [line(1, "declare_none"), line(2, "declare_conflict"), line(3, "declare_conflict"), line(4, "declare_doubt"), line(12, "declare_none")]
    seating = seating_of(committee, CASE, log)
    assert (seating.seated, seating.out, seating.waiting) == ((1, 12), (2, 3), (4,))
    assert (seating.instead, seating.empty) == (((2, 12),), (3,))
    assert not seating.enough
    assert told(seating.why, CODE_DA) == "2 kan medvirke, og der skal mindst være 3. Udvalget kan ikke træffe beslutning i sagen."
    assert seating_of(committee, CASE, [*log, line(11, "declare_none")]).seated == (1, 11, 12)
    assert seating_of(committee, CASE, [*log, line(11, "declare_none")]).enough


def test_a_remark_is_a_refusal_with_its_paragraph() -> None:
    found = refused(remark(ConflictCode.ENOUGH, "§ 4", quorum=2, seated=3), CODE_DA)
    assert (found.code, found.text, found.law) == ("enough", "3 kan medvirke, og der skal mindst være 2.", "§ 4")
