"""Why one person cannot do one task, cannot yet, or should know something first: every reason with what would change it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samspil.exchange.domain.attest import Attachment, need
from samspil.exchange.domain.attest_counting import Stay
from samspil.exchange.domain.attest_rules import ChildContact, WelfareField
from samspil.exchange.domain.checks import CheckOutcome
from samspil.exchange.domain.eligibility import ELIGIBILITY_DA, Eligibility, eligibility_of, reasons
from samspil.exchange.domain.eligibility_model import (
    WHO_COMES_DA,
    EligibilityKind,
    HeldQualification,
    PersonFacts,
    Reason,
    Requirement,
    TaskFacts,
    Weight,
    WhoComes,
)
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.domain.shifts import TakenShift
from samspil.exchange.domain.weekly_reading import read_pattern
from samspil.exchange.tests.attest_worlds import OK, STEADY, TODAY
from samspil.exchange.tests.eligibility_worlds import AALBORG, AARHUS, ADA, END, NOW, START, TASK

FIRST_AID = Requirement("førstehjælp")
SOFT = replace(FIRST_AID, strict=False)


def told(person: PersonFacts, task: TaskFacts = TASK, **more: Any) -> list[tuple[EligibilityKind, Weight]]:
    return [(reason.kind, reason.weight) for reason in reasons(person, task, NOW, **more)]


def only(person: PersonFacts, task: TaskFacts = TASK, **more: Any) -> Reason:
    (found,) = reasons(person, task, NOW, **more)
    return found


def test_nothing_in_the_way_is_an_empty_list() -> None:
    assert reasons(ADA, TASK, NOW) == []
    assert reasons(PersonFacts(), TaskFacts(1, "Et råd"), NOW) == []
    assert eligibility_of([]) is Eligibility.OPEN


def test_a_task_that_is_off_over_or_begun() -> None:
    assert told(ADA, replace(TASK, cancelled=True)) == [(EligibilityKind.CANCELLED, Weight.CANNOT)]
    assert [reason.kind for reason in reasons(ADA, TASK, END)] == [EligibilityKind.OVER]
    assert [(reason.kind, reason.weight) for reason in reasons(ADA, TASK, START)] == [(EligibilityKind.BEGUN, Weight.SHOULD_KNOW)]
    assert reasons(ADA, TASK, START - 1) == []


def test_who_is_in_already_is_told_so_and_not_that_it_overlaps() -> None:
    inside = replace(ADA, taken=(TakenShift(7, "Lektiecafé", START, END),))
    assert told(inside) == [(EligibilityKind.ALREADY_IN, Weight.CANNOT)]
    assert only(inside).text == "Du er allerede med."
    assert only(inside, own=False).text == "Personen er allerede med."


def test_a_task_for_others_says_for_whom() -> None:
    found = only(ADA, replace(TASK, open_to=frozenset({WhoComes.COMPANY, WhoComes.TEAM})))
    assert (found.kind, found.text) == (EligibilityKind.CLOSED, "Opgaven er for hold fra en virksomhed og virksomheder.")
    assert told(replace(ADA, coming=WhoComes.TEAM), replace(TASK, open_to=frozenset({WhoComes.TEAM}))) == []
    assert set(WHO_COMES_DA) == set(WhoComes)


def test_an_age_limit_is_a_fact_and_an_unknown_age_can_be_told() -> None:
    limited = replace(TASK, min_age=18)
    assert told(replace(ADA, age=17), limited) == [(EligibilityKind.TOO_YOUNG, Weight.CANNOT)]
    assert told(replace(ADA, age=18), limited) == []
    assert told(replace(ADA, age=None), limited) == [(EligibilityKind.AGE_UNKNOWN, Weight.NOT_YET)]
    assert told(replace(ADA, age=None)) == []


def test_a_minor_does_not_visit_a_home_alone() -> None:
    home = replace(TASK, home_visit=True)
    alone = only(replace(ADA, age=17), home)
    assert (alone.kind, alone.weight, alone.law, alone.certainty) == (EligibilityKind.MINOR_HOME_VISIT, Weight.CANNOT, (), Certainty.PRACTICE)
    assert "sammen med en voksen" in alone.change
    assert told(replace(ADA, age=17, with_adult=True), home) == [(EligibilityKind.MINOR_HOME_VISIT, Weight.SHOULD_KNOW)]
    assert told(replace(ADA, age=18), home) == []
    assert told(replace(ADA, age=None, with_adult=True), home) == []
    assert "om man er fyldt 18 år" in only(replace(ADA, age=None), home).text
    # Nobody knows the age: asked once, also where there is a limit besides.
    assert told(replace(ADA, age=None), replace(home, min_age=15)) == [(EligibilityKind.AGE_UNKNOWN, Weight.NOT_YET)]


@pytest.mark.parametrize(
    ("held", "strict", "permissive"),
    [
        ((), (EligibilityKind.QUALIFICATION_MISSING, Weight.NOT_YET), (EligibilityKind.QUALIFICATION_MISSING, Weight.NOT_YET)),
        ((HeldQualification("hygiejne"),), (EligibilityKind.QUALIFICATION_MISSING, Weight.NOT_YET), (EligibilityKind.QUALIFICATION_MISSING, Weight.NOT_YET)),
        (
            (HeldQualification("førstehjælp", pending=True),),
            (EligibilityKind.QUALIFICATION_PENDING, Weight.NOT_YET),
            (EligibilityKind.QUALIFICATION_PENDING, Weight.SHOULD_KNOW),
        ),
        (
            (HeldQualification("førstehjælp", expires=date(2026, 11, 22)),),
            (EligibilityKind.QUALIFICATION_EXPIRED, Weight.NOT_YET),
            (EligibilityKind.QUALIFICATION_EXPIRED, Weight.NOT_YET),
        ),
        (
            (HeldQualification("førstehjælp", expires=date(2026, 11, 24)),),
            (EligibilityKind.QUALIFICATION_EXPIRES, Weight.NOT_YET),
            (EligibilityKind.QUALIFICATION_EXPIRES, Weight.SHOULD_KNOW),
        ),
        ((HeldQualification("førstehjælp", expires=date(2026, 11, 25)),), None, None),
        ((HeldQualification("førstehjælp"), HeldQualification("førstehjælp", expires=date(2020, 1, 1))), None, None),
        (
            (HeldQualification("førstehjælp", expires=date(2020, 1, 1)), HeldQualification("førstehjælp", pending=True)),
            (EligibilityKind.QUALIFICATION_PENDING, Weight.NOT_YET),
            (EligibilityKind.QUALIFICATION_PENDING, Weight.SHOULD_KNOW),
        ),
    ],
)
def test_a_qualification_must_hold_on_the_day(held: tuple[HeldQualification, ...], strict: object, permissive: object) -> None:
    for asked, expected in ((FIRST_AID, strict), (SOFT, permissive)):
        assert told(replace(ADA, held=held), replace(TASK, requires=(asked,))) == ([expected] if expected else [])


def test_a_qualification_is_told_with_its_dates() -> None:
    task = replace(TASK, requires=(FIRST_AID,))
    assert (
        only(replace(ADA, held=(HeldQualification("førstehjælp", expires=date(2026, 11, 24)),)), task).text
        == "Førstehjælp udløber 24. november 2026, før opgaven."
    )
    assert only(replace(ADA, held=(HeldQualification("førstehjælp", expires=date(2026, 11, 1)),)), task).text == "Førstehjælp udløb 1. november 2026."
    assert only(replace(ADA, held=(HeldQualification("førstehjælp", expires=TODAY),)), task).kind is EligibilityKind.QUALIFICATION_EXPIRES
    assert "kræver førstehjælp" in only(ADA, task).text
    lapsed = HeldQualification("førstehjælp", pending=True, expires=date(2020, 1, 1))
    assert only(replace(ADA, held=(lapsed,)), task).kind is EligibilityKind.QUALIFICATION_MISSING
    without_time = replace(task, start=None, end=None)
    assert told(replace(ADA, held=(HeldQualification("førstehjælp", expires=TODAY),)), without_time) == []


def certified(**changes: Any) -> PersonFacts:
    return replace(ADA, certificate=need(replace(STEADY, **changes), TODAY))


def test_a_child_certificate_lets_one_sign_up_first_unless_it_is_strict() -> None:
    strict = replace(TASK, certificate_strict=True)
    found = only(certified())
    assert (found.kind, found.weight, found.law) == (EligibilityKind.CERTIFICATE, Weight.SHOULD_KNOW, ("Lov om børneattest § 2", "BEK 1211/2022"))
    assert "melde sig nu" in found.change
    assert told(certified(), strict) == [(EligibilityKind.CERTIFICATE, Weight.NOT_YET)]
    assert told(certified(checks=(OK,)), strict) == []
    assert told(certified(contact=ChildContact.NONE), strict) == []


def test_a_child_certificate_that_is_overdue_declined_or_unsettled() -> None:
    been = (Stay(date(2026, 11, 20), date(2026, 11, 20)),)
    assert told(certified(been=been)) == [(EligibilityKind.CERTIFICATE, Weight.NOT_YET)]
    assert told(certified(checks=(replace(OK, outcome=CheckOutcome.NOT_OK),))) == [(EligibilityKind.CERTIFICATE, Weight.CANNOT)]
    asked = only(certified(field=WelfareField.SCHOOL))
    assert (asked.weight, asked.certainty) == (Weight.SHOULD_KNOW, Certainty.UNCLEAR)


def test_a_child_certificate_that_is_needed_later_is_told_ahead() -> None:
    def comes(*texts: str) -> PersonFacts:
        been = tuple(Stay(date.fromisoformat(text), date.fromisoformat(text)) for text in texts)
        return certified(attachment=Attachment.NOW_AND_THEN, starts=None, been=been, planned=(Stay(date(2026, 11, 25), date(2026, 11, 25)),))

    assert told(comes("2026-08-01", "2026-09-01")) == [(EligibilityKind.CERTIFICATE, Weight.SHOULD_KNOW)]
    assert told(comes("2026-11-01")) == []
    # The three weeks are over before the task.
    late = comes("2026-07-01", "2026-08-01", "2026-11-03")
    assert told(late, replace(TASK, certificate_strict=True)) == [(EligibilityKind.CERTIFICATE, Weight.NOT_YET)]
    assert "begynde, når attesten er set" in only(late).change


def test_languages_that_lack_and_languages_nobody_has_told() -> None:
    task = replace(TASK, languages=frozenset({"dansk", "arabisk"}))
    assert (only(ADA, task).weight, only(ADA, task).text) == (Weight.NOT_YET, "I opgaven tales arabisk.")
    unknown = only(replace(ADA, languages=None), task)
    assert (unknown.weight, unknown.text) == (Weight.SHOULD_KNOW, "I opgaven tales arabisk og dansk, og vi ved ikke, om du gør.")


@pytest.mark.parametrize(
    ("person", "task", "kind", "words"),
    [
        ({"unwilling": frozenset({"driving"})}, {"involves": {"driving": "kørsel", "lifting": "tunge løft"}}, EligibilityKind.OWN_LIMIT, "med kørsel"),
        ({"longest_hours": 1.5}, {}, EligibilityKind.OWN_LIMIT, "varer 2 timer, og grænsen er sat til 1,5"),
        ({"hours_left": -1}, {}, EligibilityKind.OWN_LIMIT, "0 tilbage"),
        ({"pattern": read_pattern({"weekly": [{"day": "monday"}]})}, {}, EligibilityKind.TIME, "har skrevet: mandag"),
        (
            {"pattern": read_pattern({"flexible": True, "absent": [{"first": "2026-11-25", "last": "2026-11-25"}]})},
            {},
            EligibilityKind.AWAY,
            "væk den 25. november 2026",
        ),
        ({"place": AALBORG, "max_km": 10.0}, {"place": AARHUS}, EligibilityKind.DISTANCE, "grænsen er sat til 10,0 km"),
    ],
)
def test_what_people_set_for_themselves_they_may_cross_and_nobody_else(person: dict[str, Any], task: dict[str, Any], kind: EligibilityKind, words: str) -> None:
    mine = only(replace(ADA, **person), replace(TASK, **task))
    theirs = only(replace(ADA, **person), replace(TASK, **task), own=False)
    assert (mine.kind, mine.weight, theirs.weight) == (kind, Weight.SHOULD_KNOW, Weight.CANNOT)
    assert words in mine.text
    assert "din egen side" in mine.change
    assert "Kun personen selv" in theirs.change


def test_a_limit_that_is_kept_is_no_reason() -> None:
    assert told(replace(ADA, longest_hours=1.99)) == [(EligibilityKind.OWN_LIMIT, Weight.SHOULD_KNOW)]
    within = replace(ADA, longest_hours=2, hours_left=2, place=AALBORG, max_km=200, pattern=read_pattern({"weekly": [{"day": "wednesday", "part": "evening"}]}))
    assert reasons(within, replace(TASK, place=AARHUS), NOW) == []


def test_now_and_then_is_for_who_proposes_to_know() -> None:
    sometimes = replace(ADA, pattern=read_pattern({"now_and_then": [{"day": "wednesday"}]}))
    assert told(sometimes) == []
    assert only(sometimes, own=False).text == "Personen kan en onsdag i ny og næ: spørg først."


def test_other_shifts_at_the_same_time_or_close_by() -> None:
    market = TakenShift(3, "Marked", START - 60, START + 30)
    found = only(replace(ADA, taken=(market,)))
    assert (found.kind, found.weight) == (EligibilityKind.OVERLAP, Weight.CANNOT)
    assert found.change == "Meld fra til »Marked« først, eller byt med en anden."
    assert told(replace(ADA, taken=(replace(market, end=START - 10),))) == [(EligibilityKind.CLOSE, Weight.SHOULD_KNOW)]
    night = TakenShift(4, "Nattevagt", START - 16 * 60, START - 9 * 60)
    assert told(replace(ADA, taken=(night,))) == [(EligibilityKind.REST, Weight.SHOULD_KNOW)]
    assert told(replace(ADA, taken=(replace(market, start=END + 31, end=END + 90),))) == []


def test_when_the_seats_are_taken_there_is_the_waiting_list() -> None:
    full = reasons(ADA, replace(TASK, seats_left=0), NOW)
    assert [(reason.kind, eligibility_of(full)) for reason in full] == [(EligibilityKind.FULL, Eligibility.WAITING_LIST)]
    assert full[0].text == "Alle pladser er taget."
    assert "ventelisten" in full[0].change
    assert only(replace(ADA, party=3)).text == "Der er 2 pladser tilbage, og I er 3."
    assert only(replace(ADA, party=2), replace(TASK, seats_left=1)).text == "Der er 1 plads tilbage, og I er 2."
    # A place on the waiting list is of no use to who cannot come.
    assert eligibility_of(reasons(replace(ADA, age=None), replace(TASK, seats_left=0, min_age=18), NOW)) is Eligibility.NOT_YET
    assert eligibility_of(reasons(ADA, replace(TASK, seats_left=0, cancelled=True), NOW)) is Eligibility.CANNOT
    assert set(ELIGIBILITY_DA) == set(Eligibility)
