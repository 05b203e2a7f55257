"""A decision is heard, reasoned and locked when it is sent; its letter says what the law asks of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspil.core.lifecycle import NotPossible
from samspil.core.money import Kroner
from samspil.funds.domain import appeals, hearing
from samspil.funds.domain.appeals import AppealChoice, AppealCode, AppealGuidance, AppealRead, cautions_of, faults_of_guidance, known_of
from samspil.funds.domain.decisions import (
    CASEWORKER,
    CODE_DA,
    COMMITTEE,
    DECISION_LIFECYCLE,
    KIND_DA,
    PRIVATE_DA,
    STATE_DA,
    DecisionCode,
    DecisionKind,
    DecisionState,
    Letter,
    ProposedDecision,
    missing_in_letter,
    published,
    why_not_decided,
    why_not_undone,
    why_stale,
)
from samspil.funds.domain.hearing import CaseFact, HearingCode, HearingState, hearing_of, why_not_decided_yet, why_not_shown
from samspil.funds.domain.remarks import Remark, told

TODAY = date(2027, 4, 1)
ASKED, PART = Kroner.of(50_000), Kroner.of(30_000)
NO_APPEAL = AppealGuidance(AppealChoice.NO_APPEAL, approved_by="the lawyer")
REASONED = {"reason": "too dear", "rules": ("Servicelovens § 18",), "considerations": "more people for the money"}
REFUSED = ProposedDecision(1, ASKED, Kroner(0), **REASONED)  # type: ignore[arg-type]  # mixed values
LETTER = Letter("the association", "the desk", NO_APPEAL, "terms", TODAY)


def codes(found: list[Remark]) -> list[str]:
    return [one.code for one in found]


def why(proposed: ProposedDecision, *facts: CaseFact, free: bool = True) -> list[str]:
    return codes(why_not_decided(proposed, facts, TODAY, all_free=free))


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(DecisionState) == set(DECISION_LIFECYCLE.states)
    assert set(KIND_DA) == set(DecisionKind)
    assert set(CODE_DA) == set(DecisionCode)
    assert set(hearing.HEARING_DA) == set(HearingState)
    assert set(hearing.CODE_DA) == set(HearingCode)
    assert set(appeals.READ_DA) == set(AppealRead)
    assert set(appeals.CHOICE_DA) == set(AppealChoice)
    assert set(appeals.CODE_DA) == set(AppealCode)


def test_a_decision_can_be_undone_until_it_is_sent() -> None:
    assert DECISION_LIFECYCLE.next(DecisionState.DECIDED, "undo", COMMITTEE) == DecisionState.PROPOSED
    assert DECISION_LIFECYCLE.possible(DecisionState.SENT, COMMITTEE) == DECISION_LIFECYCLE.possible(DecisionState.SENT, CASEWORKER) == []
    with pytest.raises(NotPossible):
        DECISION_LIFECYCLE.next(DecisionState.PROPOSED, "send", CASEWORKER)
    said = why_not_undone(DecisionState.SENT, "a mistake")
    assert said
    assert said.code is DecisionCode.SENT_ALREADY
    assert why_not_undone(DecisionState.DECIDED, " ") == why_not_undone(DecisionState.DECIDED, "")
    assert why_not_undone(DecisionState.DECIDED, " ") is not None
    assert why_not_undone(DecisionState.DECIDED, "a mistake") is None


def test_a_refusal_needs_reason_rule_and_considerations() -> None:
    bare = ProposedDecision(1, ASKED, Kroner(0))
    assert why(bare) == [DecisionCode.REASON_MISSING, DecisionCode.RULE_MISSING, DecisionCode.CONSIDERATIONS_MISSING]
    assert why(replace(bare, reason="too dear", rules=(" ",), considerations="x")) == [DecisionCode.RULE_MISSING]
    assert why(REFUSED) == []
    assert [one.law for one in why_not_decided(bare, [], TODAY, all_free=True)] == ["Forvaltningslovens § 22"] + ["Forvaltningslovens § 24"] * 2


def test_a_part_needs_reasons_too_and_everything_asked_for_needs_none() -> None:
    assert why(ProposedDecision(1, ASKED, ASKED)) == []
    assert DecisionCode.REASON_MISSING in why(ProposedDecision(1, ASKED, PART))
    assert [ProposedDecision(1, ASKED, award).kind for award in (ASKED, PART, Kroner(0))] == [DecisionKind.GRANTED, DecisionKind.PART, DecisionKind.REFUSED]


def test_a_part_is_never_less_than_makes_sense() -> None:
    assert why(replace(REFUSED, award=PART, least=Kroner.of(30_001))) == [DecisionCode.BELOW_LEAST]
    assert why(replace(REFUSED, award=PART, least=PART)) == why(replace(REFUSED, least=ASKED)) == []
    assert why(replace(REFUSED, award=ASKED, least=Kroner.of(90_000))) == []
    assert why(replace(REFUSED, award=ASKED + Kroner(1))) == [DecisionCode.MORE_THAN_ASKED]
    assert why(replace(REFUSED, award=Kroner(-1))) == [DecisionCode.NEGATIVE]


def test_another_sum_than_was_recommended_says_why() -> None:
    assert why(replace(REFUSED, recommended=PART)) == [DecisionCode.OVERRIDE_REASON_MISSING]
    assert why(ProposedDecision(1, ASKED, ASKED, recommended=PART)) == [DecisionCode.OVERRIDE_REASON_MISSING]
    assert why(replace(REFUSED, recommended=PART, override_reason="new facts")) == why(replace(REFUSED, recommended=Kroner(0))) == []
    said = why_not_decided(replace(REFUSED, recommended=PART), [], TODAY, all_free=True)[0]
    assert told(said, CODE_DA).replace("\xa0", " ") == "Indstillingen var 30.000 kr. Skriv, hvorfor afgørelsen er en anden."


def test_nobody_in_conflict_decides_and_there_are_enough() -> None:
    assert why(REFUSED, free=False) == [DecisionCode.CONFLICT]
    assert codes(why_not_decided(REFUSED, [], TODAY, all_free=True, enough_seated=False)) == [DecisionCode.NOT_ENOUGH_SEATED]


ADVERSE = CaseFact(1, adverse=True, weighty=True, known=False)
SHOWN = replace(ADVERSE, shown=TODAY - timedelta(7), due=TODAY)


def test_facts_against_the_applicant_are_shown_before_it_is_decided() -> None:
    assert why(REFUSED, ADVERSE) == [HearingCode.MUST_BE_HEARD]
    assert why(REFUSED, SHOWN) == [HearingCode.WAITS_FOR_ANSWER]
    assert why(REFUSED, replace(SHOWN, due=TODAY - timedelta(1))) == why(REFUSED, replace(SHOWN, answered=TODAY)) == []
    said = why_not_decided_yet([SHOWN, replace(SHOWN, due=TODAY + timedelta(1))], gives_all=False, today=TODAY)
    assert said
    assert told(said, hearing.CODE_DA) == "Ansøgeren har til 2. april 2027 til at svare. Sagen kan først afgøres bagefter."


@pytest.mark.parametrize("change", [{"adverse": False}, {"weighty": False}, {"known": True}])
def test_other_facts_need_no_hearing(change: dict[str, bool]) -> None:
    assert hearing_of([replace(ADVERSE, **change)], gives_all=False, today=TODAY) is HearingState.NOT_NEEDED  # type: ignore[arg-type]  # all are flags


def test_who_gets_everything_is_not_heard() -> None:
    assert hearing_of([ADVERSE], gives_all=True, today=TODAY) is HearingState.NOT_NEEDED


def test_one_fact_that_was_not_shown_keeps_the_hearing_open() -> None:
    assert hearing_of([replace(SHOWN, answered=TODAY), ADVERSE], gives_all=False, today=TODAY) is HearingState.NEEDED
    assert hearing_of([replace(SHOWN, due=None)], gives_all=False, today=TODAY) is HearingState.NEEDED
    late = replace(SHOWN, due=TODAY - timedelta(1))
    assert hearing_of([replace(SHOWN, answered=TODAY), late], gives_all=False, today=TODAY) is HearingState.EXPIRED
    assert hearing_of([replace(SHOWN, answered=TODAY)], gives_all=False, today=TODAY) is HearingState.ANSWERED


def test_the_applicant_gets_time_to_answer() -> None:
    assert why_not_shown(TODAY, TODAY) is not None
    assert why_not_shown(TODAY + timedelta(1), TODAY) is None


def test_the_letter_says_what_it_lacks() -> None:
    empty = Letter("", " ", AppealGuidance())
    assert codes(missing_in_letter(ProposedDecision(1, ASKED, ASKED), empty)) == [
        DecisionCode.RECEIVER_MISSING,
        DecisionCode.CONTACT_MISSING,
        DecisionCode.TERMS_MISSING,
        DecisionCode.ACCEPT_BY_MISSING,
    ]
    assert codes(missing_in_letter(REFUSED, empty)) == [DecisionCode.RECEIVER_MISSING, DecisionCode.CONTACT_MISSING, AppealCode.NOT_CHOSEN]
    assert missing_in_letter(REFUSED, LETTER) == missing_in_letter(replace(REFUSED, award=PART), LETTER) == []


def test_appeal_is_the_lawyers_text_or_expressly_none() -> None:
    assert codes(faults_of_guidance(AppealGuidance(AppealChoice.TEXT))) == [AppealCode.TEXT_MISSING, AppealCode.NOT_SIGNED]
    assert faults_of_guidance(AppealGuidance(AppealChoice.TEXT, "to whom and when", "the lawyer")) == faults_of_guidance(NO_APPEAL) == []


def test_that_there_is_no_appeal_is_doubted_where_it_was_not_read() -> None:
    found = cautions_of(NO_APPEAL, ("serviceloven-79", "aeldreloven-7", "serviceloven-18", "folkeoplysningsloven"))
    assert [dict(one.values)["basis"] for one in found] == ["serviceloven-18", "folkeoplysningsloven"]
    assert cautions_of(AppealGuidance(AppealChoice.TEXT), ("serviceloven-18",)) == []
    assert known_of("serviceloven-79").law == "Servicelovens § 79, stk. 2"


def test_two_who_decide_at_once_both_see_what_they_decide() -> None:
    assert why_stale(1, REFUSED) is None
    said = why_stale(1, replace(REFUSED, version=2))
    assert said
    assert said.code is DecisionCode.STALE


def test_associations_are_named_in_public_and_persons_are_not() -> None:
    line = published("The village association", "A press", PART, named=True)
    assert line
    assert (line.applicant, line.award) == ("The village association", PART)
    person = published("somebody", "A bench", PART, named=False)
    assert person
    assert person.applicant == PRIVATE_DA
    assert published("The village association", "A press", Kroner(0), named=True) is None
