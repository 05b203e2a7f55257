"""Accounts hold what the call asks, what is over comes back, and nobody is reminded twice of the same."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.core.periods import Period
from samspil.funds.domain import clawback
from samspil.funds.domain.accounts import (
    ACCOUNT_LIFECYCLE,
    CODE_DA,
    STATE_DA,
    AccountCode,
    AccountLine,
    AccountRules,
    Accounts,
    AccountState,
    faults_of,
    reminder_days,
    reminder_due,
    settlement_of,
)
from samspil.funds.domain.clawback import (
    CASEWORKER,
    CLAWBACK_LIFECYCLE,
    DECIDER,
    Clawback,
    ClawbackCode,
    ClawbackGround,
    ClawbackState,
    excluded_for,
    excluded_until,
    repaid,
    why_not,
    why_not_claimed,
)
from samspil.funds.domain.remarks import Remark, told

DAY = date(2027, 9, 1)
RULES = AccountRules(Kroner.of(500), Kroner.of(20_000), first=date(2027, 1, 1), last=date(2027, 12, 31))
AWARD = Kroner.of(20_000)
CLAIM = Clawback(1, ClawbackGround.UNSPENT, Kroner.of(3_000), ClawbackState.REMINDED)


def spent(kroner: int, *, receipt: bool = True, accepted: bool = True, why: str = "", day: date = DAY) -> AccountLine:
    return AccountLine("the press", Kroner.of(kroner), day, receipt, accepted, why)


def faults(*expenses: AccountLine, award: Kroner = AWARD, **more: int | None) -> list[str]:
    return [one.code for one in faults_of(Accounts("it went well", expenses, **more), award, RULES)]  # type: ignore[arg-type]  # only persons are given


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(AccountState) == set(ACCOUNT_LIFECYCLE.states)
    assert set(CODE_DA) == set(AccountCode)
    assert set(clawback.STATE_DA) == set(ClawbackState) == set(CLAWBACK_LIFECYCLE.states)
    assert set(clawback.GROUND_DA) == set(ClawbackGround)
    assert set(clawback.CODE_DA) == set(ClawbackCode)


def test_accounts_say_what_came_of_it_and_what_it_cost() -> None:
    assert [one.code for one in faults_of(Accounts(" ", ()), AWARD, RULES)] == [AccountCode.REPORT_MISSING, AccountCode.LINES_MISSING]
    assert faults(spent(100)) == []


def test_a_receipt_is_asked_for_above_the_threshold_alone() -> None:
    assert faults(spent(500, receipt=False), spent(501, receipt=False)) == [AccountCode.RECEIPT_MISSING]
    said = faults_of(Accounts("well", (spent(501, receipt=False),)), AWARD, RULES)[0]
    assert told(said, CODE_DA).replace("\xa0", " ") == "Udgiften the press på 501 kr. mangler bilag. Det skal der være over 500 kr."


def test_grants_above_the_threshold_need_accounts_endorsed_by_another() -> None:
    above = AWARD + Kroner(1)
    assert faults(spent(1), award=AWARD) == []
    assert faults(spent(1), award=above) == [AccountCode.ENDORSEMENT_MISSING]
    assert faults(spent(1), award=above, made_by=1, endorsed_by=1) == [AccountCode.SAME_ENDORSER]
    assert faults(spent(1), award=above, made_by=1, endorsed_by=2) == []


def test_costs_count_in_the_projects_time_and_what_is_not_covered_says_why() -> None:
    assert faults(spent(1, day=date(2028, 1, 1))) == [AccountCode.OUTSIDE_PERIOD]
    assert faults(spent(-1)) == [AccountCode.NEGATIVE]
    assert faults(spent(900, receipt=False, accepted=False)) == [AccountCode.WHY_NOT_MISSING]
    assert faults(spent(900, receipt=False, accepted=False, why="excluded by the call")) == []


def test_what_is_over_comes_back_and_what_lacks_is_paid() -> None:
    unspent = settlement_of(Accounts("", (spent(12_000), spent(5_000, accepted=False))), AWARD, AWARD, RULES)
    assert (unspent.accepted, unspent.entitled, unspent.back, unspent.more) == (Kroner.of(12_000), Kroner.of(12_000), Kroner.of(8_000), Kroner(0))
    lacking = settlement_of(Accounts("", (spent(30_000),)), AWARD, Kroner.of(15_000), RULES)
    assert (lacking.entitled, lacking.back, lacking.more) == (AWARD, Kroner(0), Kroner.of(5_000))


def test_a_share_of_the_costs_and_what_others_paid_are_held() -> None:
    half = replace(RULES, share=Fraction(1, 2))
    assert settlement_of(Accounts("", (spent(10_000),)), AWARD, Kroner(0), half).entitled == Kroner.of(5_000)
    assert settlement_of(Accounts("", (spent(10_000),), Kroner.of(7_000)), AWARD, Kroner(0), RULES).entitled == Kroner.of(3_000)
    assert settlement_of(Accounts("", (spent(10_000),), Kroner.of(17_000)), AWARD, Kroner.of(1), RULES).back == Kroner.of(1)
    third = replace(RULES, share=Fraction(1, 3))
    assert settlement_of(Accounts("", (spent(1),)), AWARD, Kroner(0), third).entitled == Kroner(33)


SUMS = st.integers(0, 10**11).map(Kroner)


@given(st.lists(SUMS, max_size=5), SUMS, SUMS, SUMS, st.fractions(0, 1))
def test_nobody_keeps_more_than_they_are_entitled_to_or_gets_more_than_the_award(
    costs: list[Kroner], award: Kroner, paid: Kroner, other: Kroner, share: Fraction
) -> None:
    accounts = Accounts("", tuple(AccountLine("", cost, DAY) for cost in costs), other)
    done = settlement_of(accounts, award, paid, replace(RULES, share=share))
    assert paid + done.more - done.back == done.entitled
    assert Kroner(0) <= done.entitled <= award
    assert done.back == Kroner(0) or done.more == Kroner(0)


def test_reminders_have_their_days_and_are_sent_once() -> None:
    days = reminder_days(DAY, [14], [1, 14, 14])
    assert days == [DAY - timedelta(14), DAY + timedelta(1), DAY + timedelta(14)]
    assert reminder_due(days, [], DAY - timedelta(15)) is None
    assert reminder_due(days, [], DAY) == days[0]
    assert reminder_due(days, [days[0]], DAY) is None
    assert reminder_due(days, [days[0]], DAY + timedelta(60)) == days[2]
    assert reminder_due(days, [days[2]], DAY + timedelta(60)) is None


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_a_day_asked_again_reminds_nobody_twice(offsets: list[int]) -> None:
    days, sent = reminder_days(DAY, [14, 3], [1, 14, 28]), list[date]()
    for offset in sorted(offsets):
        due = reminder_due(days, sent, DAY - timedelta(20) + timedelta(offset))
        if due:
            sent.append(due)
    assert sent == sorted(set(sent))
    assert set(sent) <= set(days)


def test_money_is_claimed_back_after_a_hearing_with_a_reason_and_a_day() -> None:
    tomorrow = DAY + timedelta(1)
    assert why_not_claimed(CLAIM, AWARD, tomorrow, "not used", DAY, heard=True) == []
    assert why_not_claimed(replace(CLAIM, amount=AWARD), AWARD, tomorrow, "not used", DAY, heard=True) == []
    wrong = why_not_claimed(replace(CLAIM, state=ClawbackState.NOTICED, amount=AWARD), Kroner.of(1), DAY, " ", DAY, heard=False)
    assert [one.code for one in wrong] == [
        ClawbackCode.NOT_NOW,
        ClawbackCode.NOT_HEARD,
        ClawbackCode.MORE_THAN_PAID,
        ClawbackCode.REASON_MISSING,
        ClawbackCode.DEADLINE_PAST,
    ]
    assert [one.code for one in why_not_claimed(replace(CLAIM, amount=Kroner(0)), AWARD, tomorrow, "x", DAY, heard=True)] == [ClawbackCode.NOT_ABOVE_NOTHING]


def test_giving_up_money_says_why_and_is_for_who_decides() -> None:
    for errand, role, reason, code in (
        ("waive", DECIDER, " ", ClawbackCode.REASON_MISSING),
        ("waive", CASEWORKER, "poor", ClawbackCode.NOT_NOW),
        ("repay", DECIDER, "", ClawbackCode.NOT_NOW),
    ):
        said = why_not(CLAIM, errand, role, reason)
        assert said
        assert said.code is code
    assert why_not(CLAIM, "waive", DECIDER, "the association is dissolved") is None
    assert why_not(CLAIM, "claim", DECIDER, "") is None


def test_a_claim_is_repaid_when_nothing_is_left_of_it() -> None:
    first = repaid(replace(CLAIM, state=ClawbackState.INSTALMENTS), Kroner.of(1_000))
    assert isinstance(first, Clawback)
    assert (first.state, first.left) == (ClawbackState.INSTALMENTS, Kroner.of(2_000))
    too_much = repaid(first, Kroner.of(2_001))
    assert isinstance(too_much, Remark)
    assert told(too_much, clawback.CODE_DA).replace("\xa0", " ") == "Der mangler kun 2.000 kr."
    last = repaid(first, Kroner.of(2_000))
    assert isinstance(last, Clawback)
    assert (last.state, last.left) == (ClawbackState.REPAID, Kroner(0))
    for claim, amount in ((last, Kroner(1)), (CLAIM, Kroner(1)), (first, Kroner(0))):
        assert isinstance(repaid(claim, amount), Remark)


def test_an_exclusion_lasts_whole_years() -> None:
    assert excluded_for(date(2027, 3, 1), 3) == Period(date(2027, 3, 1), date(2030, 2, 28))
    assert excluded_for(date(2028, 2, 29), 3).last == date(2031, 2, 28)
    assert excluded_for(date(2028, 2, 29), 4).last == date(2032, 2, 28)
    with pytest.raises(ValueError, match="a year"):
        excluded_for(DAY, 0)


def test_the_longest_exclusion_that_holds_decides() -> None:
    periods = [excluded_for(date(2027, 1, 1), 1), excluded_for(date(2027, 6, 1), 2), excluded_for(date(2030, 1, 1), 9)]
    assert excluded_until(periods, date(2027, 7, 1)) == date(2029, 5, 31)
    assert excluded_until(periods, date(2029, 5, 31)) == date(2029, 5, 31)
    assert excluded_until(periods, date(2029, 6, 1)) is None
