"""Child certificates: the need is computed from the role and from how somebody really comes, by dated rules."""

import tomllib
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from samspil.exchange.domain.attest import Attachment, AttestNeed, AttestVerdict, Situation, need
from samspil.exchange.domain.attest_counting import Stay
from samspil.exchange.domain.attest_rules import RULES, ChildContact, Employer, WelfareField, rule_on
from samspil.exchange.domain.checks import Check, CheckOutcome
from samspil.exchange.domain.legal_notes import Certainty
from samspil.exchange.tests.attest_worlds import CLUB, OK, SOCIAL, TODAY
from samspil.law.domain.certainty import Certainty as CertaintyOfLaw

CONTENT = Path(__file__).parents[4] / "content"


def days(*texts: str) -> tuple[Stay, ...]:
    return tuple(Stay(date.fromisoformat(text), date.fromisoformat(text)) for text in texts)


def camp(first: str, last: str) -> tuple[Stay, ...]:
    return (Stay(date.fromisoformat(first), date.fromisoformat(last)),)


def on(text: str, situation: Situation) -> AttestVerdict:
    return need(situation, date.fromisoformat(text))


@pytest.mark.parametrize(("field", "word"), [(WelfareField.SOCIAL, "social"), (WelfareField.LEISURE, "fritid")])
def test_the_numbers_are_those_of_the_legal_answers(field: WelfareField, word: str) -> None:
    values = {value["key"]: value for value in tomllib.loads((CONTENT / "law/values.toml").read_text(encoding="utf-8"))["values"]}
    numbers = [values[f"boerneattest-{key}-{word}"] for key in ("frist", "maaneder", "tilfaelde", "uger")]
    rule = rule_on(field, TODAY)
    assert rule
    assert [number["amount"] for number in numbers] == [rule.deadline_weeks, rule.months, rule.times, rule.weeks_in_a_row]
    assert {number["valid_from"] for number in numbers} == {rule.valid_from}
    assert {number["certainty"] for number in numbers} == {Certainty.SURE}


def test_certainty_has_the_words_of_the_law() -> None:
    assert {str(one) for one in Certainty} == {str(one) for one in CertaintyOfLaw}


def test_a_steady_task_needs_it_before_it_begins() -> None:
    steady = replace(CLUB, attachment=Attachment.LASTING, starts=date(2026, 12, 7))
    found = need(steady, TODAY)
    assert (found.need, found.by, found.blocked, found.warn, found.certainty) == (AttestNeed.BEFORE_START, date(2026, 12, 6), True, True, Certainty.SURE)
    assert "begynder 7. december 2026, er fast" in found.text
    assert found.law == ("Lov om børneattest § 2", "BEK 1211/2022")
    assert not need(replace(steady, starts=date(2026, 12, 8)), TODAY).warn
    assert need(replace(steady, starts=None), TODAY).by is None
    assert need(replace(steady, starts=TODAY), TODAY).by == date(2026, 11, 22)
    assert need(replace(steady, starts=None, planned=days("2026-12-01")), TODAY).by == date(2026, 11, 30)
    # Somebody should have begun, and has not been there.
    assert need(replace(steady, starts=date(2026, 11, 1)), TODAY).need is AttestNeed.BEFORE_START


def test_a_steady_task_that_has_begun_without_it_is_paused() -> None:
    found = need(replace(CLUB, attachment=Attachment.LASTING, been=days("2026-11-20", "2026-11-13")), TODAY)
    assert (found.need, found.blocked, found.by) == (AttestNeed.OVERDUE, True, date(2026, 11, 12))
    assert "Hold pause" in found.text
    assert "ingen børneattest, der er set" in found.text
    assert need(replace(CLUB, attachment=Attachment.LASTING, been=days("2026-11-23")), TODAY).need is AttestNeed.OVERDUE


def test_three_times_over_more_than_three_months_need_it_three_weeks_later() -> None:
    comes = replace(CLUB, been=days("2026-08-10", "2026-09-01", "2026-11-11"))
    found = on("2026-11-23", comes)
    assert (found.need, found.from_day, found.by, found.warn) == (AttestNeed.NEEDED_BY, date(2026, 11, 11), date(2026, 12, 2), True)
    assert found.text == (
        "Børneattesten skal være hentet senest 2. december 2026. "
        "Grænsen er nået: mindst 3 gange over mere end 3 måneder, fra 10. august 2026 til 11. november 2026."
    )
    assert [on(day, comes).warn for day in ("2026-11-17", "2026-11-18")] == [False, True]
    assert {on(day, comes).need for day in ("2026-11-11", "2026-12-02")} == {AttestNeed.NEEDED_BY}
    late = on("2026-12-03", comes)
    assert (late.need, late.blocked, late.warn) == (AttestNeed.OVERDUE, True, True)
    assert not found.blocked_on(date(2026, 12, 2))
    assert found.blocked_on(date(2026, 12, 3))


def test_exactly_three_months_or_only_twice_are_not_enough() -> None:
    assert on("2026-11-23", replace(CLUB, been=days("2026-08-10", "2026-09-01", "2026-11-10"))).need is AttestNeed.NOT_YET
    assert on("2026-11-23", replace(CLUB, been=days("2026-08-10", "2026-11-11"))).need is AttestNeed.NOT_YET
    # Often, but not for long.
    assert on("2026-11-23", replace(CLUB, been=days("2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"))).need is AttestNeed.NOT_YET


def test_what_is_planned_says_when_it_will_be_needed() -> None:
    comes = replace(CLUB, been=days("2026-09-01", "2026-10-01"), planned=days("2026-12-01", "2026-12-02"))
    found = need(comes, TODAY)
    assert (found.need, found.from_day, found.by, found.blocked) == (AttestNeed.NOT_YET, date(2026, 12, 2), date(2026, 12, 23), False)
    assert found.warn
    assert [on(day, comes).warn for day in ("2026-11-17", "2026-11-18")] == [False, True]
    today = need(replace(comes, been=days("2026-08-01", "2026-09-01"), planned=days("2026-11-23")), TODAY)
    assert (today.need, today.from_day) == (AttestNeed.NOT_YET, TODAY)
    assert found.blocked_on(date(2026, 12, 24))
    assert not found.blocked_on(date(2026, 12, 23))


def test_with_nothing_planned_the_earliest_day_is_told() -> None:
    found = need(replace(CLUB, been=days("2026-09-01", "2026-10-01")), TODAY)
    assert (found.need, found.from_day, found.by, found.warn) == (AttestNeed.NOT_YET, date(2026, 12, 2), None, True)
    assert "tidligst nås 2. december 2026" in found.text
    assert not found.blocked_on(date(2027, 6, 1))
    assert [on(day, replace(CLUB, been=days("2026-09-01", "2026-10-01"))).warn for day in ("2026-11-17", "2026-11-18")] == [False, True]
    assert need(replace(CLUB, been=days("2026-09-01")), TODAY).warn is False
    assert need(CLUB, TODAY).from_day is None
    assert need(CLUB, TODAY).text.endswith("Kommer personen fast, skal børneattesten være hentet, før opgaven begynder.")


@pytest.mark.parametrize(
    ("situation", "last", "needed"),
    [(CLUB, "2026-11-07", False), (CLUB, "2026-11-08", True), (SOCIAL, "2026-11-14", False), (SOCIAL, "2026-11-15", True)],
)
def test_a_stretch_is_long_after_a_week_in_a_club_and_two_in_the_social_field(situation: Situation, last: str, needed: bool) -> None:
    found = on("2026-11-20", replace(situation, been=camp("2026-11-01", last)))
    assert (found.need is AttestNeed.NEEDED_BY) is needed
    if needed:
        assert found.from_day == date.fromisoformat(last)
        assert found.certainty is Certainty.SURE


def test_a_camp_that_goes_on_is_counted_until_today_and_foreseen() -> None:
    found = on("2026-11-03", replace(CLUB, been=camp("2026-11-01", "2026-11-12")))
    assert (found.need, found.from_day) == (AttestNeed.NOT_YET, date(2026, 11, 8))
    assert on("2026-11-08", replace(CLUB, been=camp("2026-11-01", "2026-11-12"))).need is AttestNeed.NEEDED_BY


def test_a_weekend_off_does_not_break_a_stretch_but_makes_it_less_sure() -> None:
    # Monday to Friday and Monday to Friday.
    found = on("2026-11-20", replace(CLUB, been=(*camp("2026-11-02", "2026-11-06"), *camp("2026-11-09", "2026-11-13"))))
    assert (found.need, found.from_day, found.certainty) == (AttestNeed.NEEDED_BY, date(2026, 11, 9), Certainty.LIKELY)
    midweek = replace(CLUB, been=(*camp("2026-11-02", "2026-11-04"), *camp("2026-11-06", "2026-11-10")))
    assert on("2026-11-20", midweek).need is AttestNeed.NOT_YET


def test_other_ways_of_counting_make_it_less_sure() -> None:
    after_each_other = replace(CLUB, been=days("2026-08-01", "2026-08-02", "2026-11-11"))
    assert on("2026-11-23", after_each_other).certainty is Certainty.LIKELY
    long_ago = replace(CLUB, been=days("2026-01-01", "2026-03-01", "2026-11-11"))
    assert on("2026-11-23", long_ago).certainty is Certainty.LIKELY
    assert on("2026-11-23", replace(CLUB, been=days("2026-06-01", "2026-08-01", "2026-11-11"))).certainty is Certainty.SURE
    # A break of 183 days, and one of 184.
    assert on("2026-11-23", replace(CLUB, been=days("2026-05-01", "2026-05-12", "2026-11-11"))).certainty is Certainty.SURE
    assert on("2026-11-23", replace(CLUB, been=days("2026-05-01", "2026-05-11", "2026-11-11"))).certainty is Certainty.LIKELY


def test_what_is_reached_in_two_ways_on_one_day_is_as_sure_as_the_surer() -> None:
    found = on("2026-11-10", replace(CLUB, been=(*days("2026-08-01"), *camp("2026-10-26", "2026-11-02"))))
    assert (found.from_day, found.certainty) == (date(2026, 11, 2), Certainty.SURE)
    assert "mere end 1 uge i træk" in found.text
    assert "mere end 2 uger i træk" in on("2026-11-20", replace(SOCIAL, been=camp("2026-11-01", "2026-11-15"))).text


def test_once_is_not_needed_until_it_is_more_than_once() -> None:
    once = replace(CLUB, attachment=Attachment.SINGLE, planned=days("2026-12-01"))
    assert need(once, TODAY).need is AttestNeed.NOT_NEEDED
    assert need(replace(once, been=days("2026-11-01")), TODAY).need is AttestNeed.NOT_YET
    # What really was counts more than what was written.
    assert need(replace(once, been=days("2026-08-01", "2026-09-01", "2026-11-20")), TODAY).need is AttestNeed.NEEDED_BY


@pytest.mark.parametrize(
    ("changes", "certainty"),
    [({"contact": ChildContact.NONE}, Certainty.SURE), ({"age": 14}, Certainty.LIKELY)],
)
def test_who_is_not_asked(changes: dict[str, object], certainty: Certainty) -> None:
    found = need(replace(CLUB, attachment=Attachment.LASTING, been=days("2026-11-20"), **changes), TODAY)  # type: ignore[arg-type]  # fields of their own types
    assert (found.need, found.certainty, found.blocked) == (AttestNeed.NOT_NEEDED, certainty, False)


def test_from_fifteen_and_when_nobody_knows_the_age_it_is_asked_for() -> None:
    for age in (15, None):
        assert need(replace(CLUB, attachment=Attachment.LASTING, age=age), TODAY).need is AttestNeed.BEFORE_START
    assert need(replace(CLUB, attachment=Attachment.LASTING, contact=ChildContact.AROUND), TODAY).need is AttestNeed.BEFORE_START


@pytest.mark.parametrize(
    ("changes", "law"),
    [
        ({"field": WelfareField.SCHOOL}, "BEK 494/2014"),
        ({"employer": Employer.COMPANY}, "BEK 195/2015"),
        ({"employer": Employer.NOBODY}, "Lov om børneattest § 2"),
        ({"field": WelfareField.OTHER}, "Lov om børneattest § 2"),
        ({"contact": ChildContact.REMOTE}, "BEK 1211/2022"),
        ({"field": WelfareField.SOCIAL, "public_money": False}, "BEK 1690/2023 § 2, stk. 1, nr. 9-10"),
    ],
)
def test_what_no_rule_settles_is_asked_about_and_blocks_nobody(changes: dict[str, object], law: str) -> None:
    found = need(replace(CLUB, attachment=Attachment.LASTING, been=days("2026-11-20"), **changes), TODAY)  # type: ignore[arg-type]  # fields of their own types
    assert (found.need, found.certainty, found.blocked, found.law) == (AttestNeed.ASK, Certainty.UNCLEAR, False, (law,))


def test_before_a_rule_held_nothing_is_known() -> None:
    assert on("2022-08-31", CLUB).need is AttestNeed.ASK
    assert on("2022-09-01", CLUB).need is AttestNeed.NOT_YET
    assert on("2023-12-31", SOCIAL).text.startswith("Vi kender ikke de regler")
    assert rule_on(WelfareField.SOCIAL, date(2024, 1, 1)) is RULES[0]


def test_a_rule_that_ends_gives_way_to_the_next() -> None:
    ended, after = replace(RULES[1], valid_to=date(2026, 12, 31)), replace(RULES[1], valid_from=date(2027, 1, 1), times=2)
    twice = replace(CLUB, been=days("2026-08-10", "2026-12-20"))
    assert need(twice, date(2026, 12, 31), (ended, after)).need is AttestNeed.NOT_YET
    assert need(twice, date(2027, 1, 1), (ended, after)).need is AttestNeed.NEEDED_BY


def test_phone_and_chat_count_in_the_social_field() -> None:
    assert need(replace(SOCIAL, contact=ChildContact.REMOTE, attachment=Attachment.LASTING), TODAY).need is AttestNeed.BEFORE_START


def test_how_sure_it_is_follows_who_the_orders_name() -> None:
    steady = replace(SOCIAL, attachment=Attachment.LASTING)
    assert need(steady, TODAY).certainty is Certainty.SURE
    assert need(replace(steady, public_money=None), TODAY).certainty is Certainty.LIKELY
    assert need(replace(steady, employer=Employer.MUNICIPALITY), TODAY).certainty is Certainty.LIKELY


def test_one_that_is_ok_holds_for_all_tasks_of_the_same_organisation_alone() -> None:
    steady = replace(CLUB, attachment=Attachment.LASTING, been=days("2026-11-20"))
    found = need(replace(steady, checks=(OK,)), TODAY)
    assert (found.need, found.blocked, found.law, found.certainty) == (AttestNeed.IN_PLACE, False, ("BEK 1211/2022 § 2, stk. 3",), Certainty.SURE)
    social = need(replace(SOCIAL, checks=(OK,)), TODAY)
    assert (social.need, social.certainty) == (AttestNeed.IN_PLACE, Certainty.LIKELY)
    assert "har vi ikke læst" in social.text
    assert need(replace(steady, checks=(replace(OK, organisation=2),)), TODAY).need is AttestNeed.OVERDUE
    # A new one under way takes nothing from it.
    assert need(replace(steady, checks=(OK, Check(1, TODAY))), TODAY).need is AttestNeed.IN_PLACE


def test_one_that_somebody_found_not_ok_is_talked_about() -> None:
    declined = replace(OK, outcome=CheckOutcome.NOT_OK)
    found = need(replace(CLUB, checks=(declined,)), TODAY)
    assert (found.need, found.blocked) == (AttestNeed.NOT_OK, True)
    assert "Tal sammen" in found.text
    # Seen anew it is ok; asked for anew it is waited for.
    assert need(replace(CLUB, checks=(declined, replace(OK, requested_on=date(2026, 10, 1), assessed_on=date(2026, 10, 9)))), TODAY).need is AttestNeed.IN_PLACE
    assert need(replace(CLUB, attachment=Attachment.LASTING, checks=(declined, Check(1, TODAY))), TODAY).need is AttestNeed.BEFORE_START


def test_one_that_is_asked_for_says_how_long_there_is_to_say_yes() -> None:
    steady = replace(CLUB, attachment=Attachment.LASTING, checks=(Check(1, TODAY),))
    found = need(steady, TODAY)
    assert "sige ja i Digital Post senest 7. december 2026" in found.text
    assert found.law[-1] == "BEK 1860/2021 § 32"
    assert "bestil igen" in need(steady, TODAY + timedelta(days=15)).text


def test_a_certificate_is_dates_a_role_and_an_outcome_and_nothing_else() -> None:
    assert {field.name for field in fields(Check)} == {"organisation", "requested_on", "assessed_on", "assessor", "outcome"}
