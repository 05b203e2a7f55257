"""Money goes out by two people's hands, adds up, and what comes back can be read in twice."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.funds.domain import instalments
from samspil.funds.domain.instalments import (
    TERMS_DA,
    TERMS_LIFECYCLE,
    Instalment,
    InstalmentCode,
    TermsState,
    faults_of,
    payable_now,
    split,
    sum_of,
    why_not_accepted,
    why_not_lapsed,
)
from samspil.funds.domain.payment_files import (
    HEAD,
    Instruction,
    cell,
    control_total,
    faults_of_row,
    instruction_file,
    read_amount,
    read_statuses,
    written_amount,
)
from samspil.funds.domain.payment_files import faults_of as faults_of_file
from samspil.funds.domain.payments import (
    CODE_DA,
    PAYMENT_LIFECYCLE,
    STATE_DA,
    Payment,
    PaymentCode,
    PaymentState,
    StatusLine,
    approved,
    imported,
    prepared,
    taken_back,
)
from samspil.funds.domain.remarks import Remark, told

TODAY = date(2027, 6, 1)
AMOUNT = Kroner.of(10_000)
PLANNED = Payment(12, 1, AMOUNT, receiver_people=frozenset({9}))
INSTRUCTED = replace(PLANNED, state=PaymentState.INSTRUCTED, attempt=1, prepared_by=1, approved_by=2)
ROW = Instruction("12-1-1", "The association", AMOUNT, "5.32.07.1", "Grant", TODAY, cvr="12345678")


def code_of(said: object) -> str:
    assert isinstance(said, Remark)
    return said.code


def test_every_word_has_its_danish() -> None:
    assert set(STATE_DA) == set(PaymentState) == set(PAYMENT_LIFECYCLE.states)
    assert set(CODE_DA) == set(PaymentCode)
    assert set(TERMS_DA) == set(TermsState) == set(TERMS_LIFECYCLE.states)
    assert set(instalments.CODE_DA) == set(InstalmentCode)


def test_terms_are_accepted_on_the_last_day_and_not_after() -> None:
    assert why_not_accepted(TermsState.OFFERED, TODAY, TODAY) is None
    assert code_of(why_not_accepted(TermsState.OFFERED, TODAY, TODAY + timedelta(1))) == InstalmentCode.TOO_LATE
    assert code_of(why_not_accepted(TermsState.LAPSED, TODAY, TODAY)) == InstalmentCode.TOO_LATE
    assert code_of(why_not_accepted(TermsState.DECLINED, TODAY, TODAY)) == InstalmentCode.NOT_OFFERED


def test_an_offer_lapses_after_its_last_day_alone() -> None:
    assert code_of(why_not_lapsed(TermsState.OFFERED, TODAY, TODAY)) == InstalmentCode.NOT_LAPSED_YET
    assert why_not_lapsed(TermsState.OFFERED, TODAY, TODAY + timedelta(1)) is None
    assert code_of(why_not_lapsed(TermsState.ACCEPTED, TODAY, TODAY + timedelta(1))) == InstalmentCode.NOT_OFFERED


def test_a_plan_adds_up_to_the_award_in_the_order_of_its_days() -> None:
    plan = [Instalment(1, Kroner.of(6_000), TODAY), Instalment(2, Kroner.of(4_000), TODAY + timedelta(1))]
    assert faults_of(AMOUNT, plan) == []
    assert [told(one, instalments.CODE_DA).replace("\xa0", " ") for one in faults_of(Kroner.of(9_999), plan)] == [
        "Raterne er 10.000 kr. i alt, og tilskuddet er 9.999 kr."
    ]
    assert [one.code for one in faults_of(AMOUNT, [*plan, Instalment(3, Kroner(0), TODAY)])] == [
        InstalmentCode.NOT_ABOVE_NOTHING,
        InstalmentCode.DAYS_OUT_OF_ORDER,
    ]
    assert [one.code for one in faults_of(AMOUNT, [])] == [InstalmentCode.NONE_AT_ALL]


@given(st.integers(1, 10**14), st.integers(1, 24))
def test_instalments_add_up_whatever_the_award(oere: int, count: int) -> None:
    assume(oere >= count)
    days = [TODAY + timedelta(number) for number in range(count)]
    plan = split(Kroner(oere), days)
    assert faults_of(Kroner(oere), plan) == []
    assert [one.due for one in plan] == days
    if oere >= 100 * count:
        assert all(one.amount.oere % 100 == 0 for one in plan[:-1])


def test_an_award_is_never_split_into_parts_of_nothing() -> None:
    for award, days in ((Kroner(1), [TODAY, TODAY]), (AMOUNT, []), (Kroner(0), [TODAY])):
        with pytest.raises(ValueError, match="above nothing"):
            split(award, days)
    assert [one.amount.oere for one in split(Kroner(1000_50), [TODAY, TODAY, TODAY])] == [33300, 33300, 33450]


def test_associations_are_paid_by_their_plan_and_others_by_what_they_have_spent() -> None:
    plan = split(AMOUNT, [TODAY, TODAY + timedelta(30)])
    assert payable_now(AMOUNT, plan, Kroner(0), Kroner(0), TODAY, beforehand=True) == Kroner.of(5_000)
    assert payable_now(AMOUNT, plan, Kroner.of(5_000), Kroner(0), TODAY, beforehand=True) == Kroner(0)
    assert payable_now(AMOUNT, plan, Kroner(0), Kroner(0), TODAY, beforehand=False) == Kroner(0)
    assert payable_now(AMOUNT, plan, Kroner.of(1_000), Kroner.of(3_000), TODAY, beforehand=False) == Kroner.of(2_000)
    assert payable_now(AMOUNT, plan, Kroner.of(1_000), Kroner.of(30_000), TODAY, beforehand=False) == Kroner.of(9_000)
    assert payable_now(AMOUNT, plan, Kroner.of(3_000), Kroner.of(1_000), TODAY, beforehand=False) == Kroner(0)


def test_who_made_a_payment_does_not_approve_it() -> None:
    made = prepared(PLANNED, 1, AMOUNT, accepted=True)
    assert isinstance(made, Payment)
    assert (made.state, made.reference, made.prepared_by) == (PaymentState.PREPARED, "12-1-1", 1)
    assert code_of(approved(made, 1)) == PaymentCode.SAME_PERSON
    done = approved(made, 2)
    assert isinstance(done, Payment)
    assert (done.state, done.approved_by) == (PaymentState.APPROVED, 2)
    assert code_of(approved(done, 3)) == PaymentCode.NOT_NOW


def test_who_acts_for_the_receiver_neither_makes_nor_approves_it() -> None:
    assert code_of(prepared(PLANNED, 9, AMOUNT, accepted=True)) == PaymentCode.IS_RECEIVER
    made = prepared(PLANNED, 1, AMOUNT, accepted=True)
    assert isinstance(made, Payment)
    assert code_of(approved(made, 9)) == PaymentCode.IS_RECEIVER


def test_no_more_is_paid_than_can_be_and_nothing_before_the_terms_are_accepted() -> None:
    assert code_of(prepared(PLANNED, 1, AMOUNT - Kroner(1), accepted=True)) == PaymentCode.NOT_PAYABLE
    assert code_of(prepared(replace(PLANNED, amount=Kroner(0)), 1, AMOUNT, accepted=True)) == PaymentCode.NOT_PAYABLE
    assert code_of(prepared(PLANNED, 1, AMOUNT, accepted=False)) == PaymentCode.NOT_ACCEPTED
    assert code_of(prepared(INSTRUCTED, 1, AMOUNT, accepted=True)) == PaymentCode.NOT_NOW


def test_what_is_taken_back_needs_a_new_approval_and_gets_a_new_reference() -> None:
    made = prepared(PLANNED, 1, AMOUNT, accepted=True)
    assert isinstance(made, Payment)
    done = approved(made, 2)
    assert isinstance(done, Payment)
    back = taken_back(done)
    assert isinstance(back, Payment)
    assert (back.state, back.prepared_by, back.approved_by) == (PaymentState.PLANNED, None, None)
    again = prepared(back, 2, AMOUNT, accepted=True)
    assert isinstance(again, Payment)
    assert (again.reference, code_of(approved(again, 2))) == ("12-1-2", PaymentCode.SAME_PERSON)
    assert code_of(taken_back(INSTRUCTED)) == PaymentCode.NOT_NOW


def line(number: int, state: PaymentState, day: int = 0, reference: str = "12-1-1", amount: Kroner | None = AMOUNT) -> StatusLine:
    return StatusLine(number, reference, state, TODAY + timedelta(day), amount)


def test_the_same_file_twice_changes_nothing_the_second_time() -> None:
    lines = [line(2, PaymentState.PAID), line(3, PaymentState.RETURNED, 2)]
    once = imported([INSTRUCTED], lines)
    assert (once.payments[0].state, once.payments[0].status_day, once.changed) == (PaymentState.RETURNED, TODAY + timedelta(2), ("12-1-1",))
    twice = imported(once.payments, lines)
    assert (twice.payments, twice.changed, twice.known_already, twice.faults) == (once.payments, (), 2, ())


def test_statuses_count_by_their_day_and_not_by_their_line() -> None:
    assert imported([INSTRUCTED], [line(2, PaymentState.RETURNED, 2), line(3, PaymentState.PAID)]).payments[0].state is PaymentState.RETURNED


def test_a_late_status_of_an_older_attempt_never_touches_a_new_one() -> None:
    again = replace(INSTRUCTED, attempt=2)
    done = imported([again], [line(2, PaymentState.FAILED)])
    assert done.payments == (again,)
    assert [one.code for one in done.faults] == [PaymentCode.UNKNOWN_REFERENCE]


def test_a_wrong_line_is_told_and_the_others_are_taken() -> None:
    second = replace(INSTRUCTED, number=2)
    third = replace(second, number=3, state=PaymentState.APPROVED)
    lines = [line(2, PaymentState.PAID, amount=Kroner(1)), line(3, PaymentState.PAID, reference="12-2-1"), line(4, PaymentState.PAID, reference="12-3-1")]
    done = imported([INSTRUCTED, second, third], lines)
    assert [one.state for one in done.payments] == [PaymentState.INSTRUCTED, PaymentState.PAID, PaymentState.APPROVED]
    assert [told(one, CODE_DA).replace("\xa0", " ") for one in done.faults] == [
        "Linje 2: 12-1-1 er på 10.000 kr., og filen siger 0,01 kr.",
        "Linje 4: 12-3-1 er ikke sendt til udbetaling.",
    ]


def test_a_status_that_contradicts_what_is_known_is_told_and_changes_nothing() -> None:
    for day in (1, 2):
        done = imported([INSTRUCTED], [line(2, PaymentState.FAILED, 1), line(3, PaymentState.PAID, day)])
        assert done.payments[0].state is PaymentState.FAILED
        assert [one.code for one in done.faults] == [PaymentCode.CONTRADICTS]
    failed = replace(INSTRUCTED, state=PaymentState.FAILED, status_day=TODAY + timedelta(1))
    assert imported([failed], [line(2, PaymentState.PAID)]).known_already == 1


STATES = st.sampled_from([PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED])


@given(st.lists(st.tuples(STATES, st.integers(0, 5)), max_size=6))
def test_reading_statuses_again_never_changes_anything(said: list[tuple[PaymentState, int]]) -> None:
    lines = [line(number, state, day) for number, (state, day) in enumerate(said)]
    once = imported([INSTRUCTED], lines)
    assert imported(once.payments, lines).payments == once.payments
    assert imported([INSTRUCTED], reversed(lines)).payments == once.payments


def test_a_file_of_instructions_holds_cvr_amount_and_account_string() -> None:
    person = replace(ROW, reference="11-1-1", cvr="", case_number="27.15-2027", receiver="A person", amount=Kroner(12345_50))
    assert instruction_file([ROW, person]).split("\r\n") == [
        ";".join(HEAD),
        "11-1-1;;27.15-2027;A person;12345,50;5.32.07.1;Grant;2027-06-01",
        "12-1-1;12345678;;The association;10000,00;5.32.07.1;Grant;2027-06-01",
        "",
    ]
    assert control_total([ROW, person]) == (2, Kroner(22345_50))


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_text_begins_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(instruction_file([replace(ROW, receiver=text, text=text)])), delimiter=";"))
    assert rows[1][3] == rows[1][6] == "'" + text.strip()


def test_semicolons_quotes_and_line_breaks_stay_in_their_cell() -> None:
    rows = list(csv.reader(io.StringIO(instruction_file([replace(ROW, text='a;b\n=c "d"')])), delimiter=";"))
    assert (len(rows), rows[1][6]) == (2, 'a;b =c "d"')
    assert cell("") == cell(" \n") == ""


def test_rows_with_faults_make_no_file() -> None:
    assert [one.code for one in faults_of_row(replace(ROW, cvr="1234567", account_string=" "))] == [PaymentCode.CVR_IMPOSSIBLE, PaymentCode.ACCOUNT_MISSING]
    assert [one.code for one in faults_of_row(replace(ROW, cvr=""))] == [PaymentCode.RECEIVER_MISSING]
    assert [one.code for one in faults_of_file([ROW, ROW])] == [PaymentCode.TWICE]
    with pytest.raises(ValueError, match="faults"):
        instruction_file([ROW, ROW])


@pytest.mark.parametrize("text", ["010190-1234", "1234 1234567890", "DK50 0040 0440 1162 43", "dk5000400440116243"])
def test_private_numbers_are_refused(text: str) -> None:
    assert [one.code for one in faults_of_row(replace(ROW, text=f"to {text} now"))] == [PaymentCode.PRIVATE_NUMBER]


@given(st.integers(0, 10**14).map(Kroner))
def test_a_written_amount_is_read_as_the_same(amount: Kroner) -> None:
    assert read_amount(written_amount(amount)) == amount
    assert read_amount(str(amount).removesuffix("kr.").strip()) == amount


def test_a_file_of_statuses_is_read_line_by_line() -> None:
    good = ["\ufeffReference;Status;Dato;Beløb", "12-1-1;Udbetalt;01-06-2027;10.000,00", "", "'12-2-1;retur;2027-06-02;"]
    text = "\r\n".join([*good, "12-3-1;hm;2027-06-02;1", "x;retur", "12-4-1;retur;2027-06-02;1,2,3", ""])
    found, faults = read_statuses(text)
    assert found == [line(2, PaymentState.PAID), line(4, PaymentState.RETURNED, 1, "12-2-1", None)]
    assert [dict(one.values)["line"] for one in faults] == [5, 6, 7]


def test_the_sum_of_nothing_is_nothing() -> None:
    assert sum_of([]) == Kroner(0)
