"""Allowances: nothing above a cap, no flat rate where the law names none, and nobody guesses a rate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.core.refusals import Refusal
from samspil.exchange.domain.allowances import BY_YEAR, KEYS, STEP_KM, judge, judge_all, paid, rate_on
from samspil.exchange.domain.claims import KIND_DA, METHOD_DA, OUTCOME_DA, Claim, ExpenseKind, ExpenseOutcome, PayerType, PayMethod
from samspil.exchange.domain.vouchers import HEAD, OUTSIDE, Voucher, in_words, sheet_rows, totals, voucher
from samspil.law.domain.values import DatedValue, read_values

RATES = read_values(Path(__file__).parents[4] / "content/law/values.toml")
DAY = date(2026, 11, 23)
PHONE = Claim("a", "Anna", "Skovens venner", PayerType.ASSOCIATION, ExpenseKind.TELEPHONE, PayMethod.FLAT, DAY, Kroner.of(2000))
TRIP = replace(PHONE, kind=ExpenseKind.CAR, amount=Kroner(0), km=120, purpose="Madkasser", origin="Hjørring", destination="Skagen")
MEAL = replace(PHONE, kind=ExpenseKind.MEALS, amount=Kroner.of(90), hours_away=5)
WHISTLE = replace(PHONE, kind=ExpenseKind.REFEREE, amount=Kroner.of(300), matches=1)
ALLOWED, STOPPED, UNCERTAIN, MISSING = ExpenseOutcome.ALLOWED, ExpenseOutcome.STOPPED, ExpenseOutcome.UNCERTAIN, ExpenseOutcome.MISSING
CLAIMS = st.lists(
    st.builds(
        Claim,
        id=st.just(""),
        person=st.sampled_from(["Anna", "Bo"]),
        payer=st.sampled_from(["Skovens venner", "Klubben"]),
        payer_type=st.sampled_from([PayerType.ASSOCIATION, PayerType.ASSOCIATION, PayerType.ASSOCIATION, PayerType.MUNICIPALITY]),
        kind=st.sampled_from(ExpenseKind),
        method=st.sampled_from([PayMethod.FLAT, PayMethod.FLAT, PayMethod.FLAT, PayMethod.RECEIPT]),
        day=st.sampled_from([date(2026, 2, 3), date(2026, 2, 4), date(2026, 12, 31), date(2027, 1, 1)]),
        amount=st.integers(0, 200_000).map(Kroner),
        km=st.integers(0, 15_000),
        matches=st.integers(0, 3),
        hours_away=st.sampled_from([None, 2, 5, 9]),
        purpose=st.just("Madkasser"),
        origin=st.just("Hjørring"),
        destination=st.just("Skagen"),
        unpaid=st.sampled_from([True, True, True, True, False, None]),
        has_receipt=st.booleans(),
    ),
    max_size=25,
).map(lambda rows: [replace(row, id=f"c{n:02}") for n, row in enumerate(rows)])


def outcome(claim: Claim, *earlier: Claim) -> tuple[ExpenseOutcome, str]:
    found = judge(claim, judge_all(earlier, RATES), RATES)
    return found.outcome, str(found.payable).replace("\N{NO-BREAK SPACE}", " ")


def another(claim: Claim, **changes: object) -> Claim:
    return replace(claim, id="b", **changes)  # type: ignore[arg-type]  # the fields of a claim, of several types


def test_a_claim_is_stopped_where_the_cap_of_the_year_is_and_says_why() -> None:
    first = judge(PHONE, [], RATES)
    assert (first.outcome, first.left) == (ALLOWED, Kroner.of(800))
    second = judge(another(PHONE), [first], RATES)
    assert (second.outcome, second.payable, second.left) == (STOPPED, Kroner.of(800), Kroner(0))
    assert "skattepligtig" in second.text
    assert str(Kroner.of(800)) in second.text


@pytest.mark.parametrize("changes", [{"person": "Bo"}, {"payer": "Klubben"}, {"day": date(2027, 1, 1)}, {"kind": ExpenseKind.CLOTHING}])
def test_caps_are_for_each_person_association_year_and_kind(changes: dict[str, object]) -> None:
    assert outcome(another(PHONE, **changes), PHONE) == (ALLOWED, "2.000 kr.")


def test_a_claim_judged_again_does_not_stand_in_its_own_way() -> None:
    assert judge(PHONE, [judge(PHONE, [], RATES)], RATES) == judge(PHONE, [], RATES)


@pytest.mark.parametrize("payer", [PayerType.MUNICIPALITY, PayerType.COMPANY])
def test_who_is_no_association_pays_against_receipts_alone(payer: PayerType) -> None:
    flat = replace(PHONE, payer_type=payer)
    assert judge(flat, [], RATES).outcome is ExpenseOutcome.RECEIPTS_ONLY
    paid_back = judge(replace(flat, method=PayMethod.RECEIPT, has_receipt=True), [], RATES)
    assert (paid_back.outcome, paid_back.payable, paid_back.left) == (ALLOWED, Kroner.of(2000), None)
    assert ("kommunens" in paid_back.caution) == (payer is PayerType.MUNICIPALITY)
    assert paid_back.caution


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (replace(PHONE, kind=ExpenseKind.OTHER), ExpenseOutcome.RECEIPTS_ONLY),
        (replace(PHONE, unpaid=False), ExpenseOutcome.RECEIPTS_ONLY),
        (replace(PHONE, unpaid=None), UNCERTAIN),
        (replace(PHONE, amount=Kroner(0)), MISSING),
        (replace(PHONE, amount=Kroner(-5)), MISSING),
        (replace(PHONE, method=PayMethod.RECEIPT), MISSING),
        (replace(PHONE, method=PayMethod.RECEIPT, has_receipt=True, amount=Kroner(0)), MISSING),
        (replace(MEAL, hours_away=None), MISSING),
        (replace(MEAL, hours_away=4.9), ExpenseOutcome.RECEIPTS_ONLY),
        (replace(WHISTLE, matches=0), MISSING),
        (replace(TRIP, km=0), MISSING),
        (replace(TRIP, km=-3), MISSING),
        (replace(TRIP, purpose="  "), MISSING),
    ],
)
def test_what_cannot_be_paid_says_what_would_change_it(claim: Claim, expected: ExpenseOutcome) -> None:
    found = judge(claim, [], RATES)
    assert (found.outcome, found.payable) == (expected, Kroner(0))
    assert found.text.endswith(".")


def test_flat_and_receipt_are_not_mixed_for_one_kind_in_one_year() -> None:
    receipt = another(PHONE, method=PayMethod.RECEIPT, has_receipt=True)
    assert outcome(receipt, PHONE)[0] is ExpenseOutcome.MIXED
    assert outcome(PHONE, receipt)[0] is ExpenseOutcome.MIXED
    assert outcome(another(receipt, kind=ExpenseKind.CLOTHING), PHONE)[0] is ALLOWED
    assert outcome(another(receipt, day=date(2027, 1, 2)), PHONE)[0] is ALLOWED
    assert outcome(receipt, replace(PHONE, unpaid=None))[0] is ALLOWED


def test_of_one_day_what_was_really_spent_comes_first() -> None:
    receipt = replace(PHONE, id="z", method=PayMethod.RECEIPT, has_receipt=True)
    assert [(one.claim.id, one.outcome) for one in judge_all([PHONE, receipt], RATES)] == [("z", ALLOWED), ("a", ExpenseOutcome.MIXED)]


def test_that_wage_and_rate_do_not_go_together_is_told_as_not_quite_certain() -> None:
    assert "vejledning" in judge(replace(PHONE, unpaid=False), [], RATES).caution
    assert judge(replace(PHONE, payer_type=PayerType.COMPANY), [], RATES).caution == ""


def test_a_year_without_a_rate_is_uncertain_and_an_old_rate_is_never_used() -> None:
    assert outcome(replace(TRIP, day=date(2027, 1, 1))) == (UNCERTAIN, "0 kr.")
    assert outcome(replace(TRIP, day=date(2025, 12, 31)))[0] is UNCERTAIN
    assert outcome(replace(PHONE, day=date(2024, 12, 31)))[0] is UNCERTAIN
    assert outcome(replace(TRIP, day=date(2026, 12, 31)))[0] is outcome(replace(TRIP, day=date(2026, 1, 1)))[0] is ALLOWED
    assert judge(PHONE, [], {}).outcome is UNCERTAIN
    assert totals(judge_all([PHONE, another(TRIP, km=0)], RATES)) == {("Anna", "Skovens venner", 2026, ExpenseKind.TELEPHONE): Kroner.of(2000)}


def test_a_rate_of_an_earlier_year_without_an_end_says_to_check_it() -> None:
    assert "årsskifte" in judge(PHONE, [], RATES).caution
    assert judge(TRIP, [], RATES).caution == ""
    fresh = DatedValue("p7m-telefon", "", Decimal(2800), "kr./år", date(2026, 1, 1), None, "", "BEK")
    assert judge(PHONE, [], {"p7m-telefon": [fresh]}).caution == ""
    assert judge(PHONE, [], {"p7m-telefon": [replace(fresh, certainty="likely")]}).caution
    bare = DatedValue("p7m-telefon", "", Decimal(2800), "kr./år", date(2025, 1, 1), None, "", "BEK")
    assert "efterprøvet" in judge(PHONE, [], {"p7m-telefon": [bare]}).caution


def test_the_newest_rate_that_holds_is_used() -> None:
    old = DatedValue("p7m-telefon", "", Decimal(2800), "kr./år", date(2025, 1, 1), None, "", "BEK 1")
    new = replace(old, amount=Decimal(2900), valid_from=date(2026, 1, 1), source="BEK 2")
    assert rate_on({"p7m-telefon": [new, old]}, "p7m-telefon", DAY) == new
    assert rate_on({"p7m-telefon": [new, old]}, "p7m-telefon", date(2025, 6, 1)) == old


def test_meals_are_once_a_day_and_a_referee_has_a_day_and_a_match() -> None:
    assert outcome(another(MEAL), MEAL) == (STOPPED, "0 kr.")
    assert outcome(another(MEAL, day=date(2026, 11, 24)), MEAL) == (ALLOWED, "90 kr.")
    assert outcome(replace(WHISTLE, amount=Kroner.of(301))) == (STOPPED, "300 kr.")
    assert outcome(replace(WHISTLE, matches=3, amount=Kroner.of(900))) == (STOPPED, "600 kr.")
    assert outcome(another(WHISTLE), replace(WHISTLE, matches=2, amount=Kroner.of(500))) == (STOPPED, "100 kr.")


def test_a_trip_over_the_step_is_paid_with_both_rates() -> None:
    long = replace(TRIP, km=STEP_KM - 100)
    assert outcome(another(TRIP), long) == (ALLOWED, "439,60 kr.")
    assert outcome(another(TRIP), replace(long, km=STEP_KM)) == (ALLOWED, "273,60 kr.")
    assert outcome(replace(TRIP, kind=ExpenseKind.BICYCLE, km=10)) == (ALLOWED, "6,40 kr.")


def test_a_voucher_holds_what_the_rules_ask_for_but_no_cpr_number() -> None:
    found = voucher(judge(TRIP, [], RATES))
    assert isinstance(found, Voucher)
    assert (found.purpose, found.day, found.origin, found.destination, found.km) == ("Madkasser", DAY, "Hjørring", "Skagen", 120)
    assert found.calculation.replace("\N{NO-BREAK SPACE}", " ") == "120 km × 3,94 kr. = 472,80 kr."
    assert in_words(found)[-1] == OUTSIDE
    assert "CPR-nummer" in OUTSIDE


@pytest.mark.parametrize(("claim", "code"), [(PHONE, "not_driving"), (replace(TRIP, day=date(2027, 1, 1)), "not_payable")])
def test_only_a_trip_that_may_be_paid_has_a_voucher(claim: Claim, code: str) -> None:
    found = voucher(judge(claim, [], RATES))
    assert isinstance(found, Refusal)
    assert found.code == code


def test_the_sheet_has_a_cell_under_each_head_and_amounts_that_can_be_added() -> None:
    rows = sheet_rows(judge_all([another(TRIP), PHONE], RATES))
    assert [len(row) for row in rows] == [len(HEAD)] * 2
    assert [row[HEAD.index("Beløb i øre")] for row in rows] == [200_000, 47_280]
    assert [row[HEAD.index("Km")] for row in rows] == [None, 120]


def test_everything_has_a_danish_word() -> None:
    assert (set(KIND_DA), set(METHOD_DA), set(OUTCOME_DA)) == (set(ExpenseKind), set(PayMethod), set(ExpenseOutcome))
    assert set(KEYS) == set(ExpenseKind) - {ExpenseKind.OTHER}
    assert {key for keys in KEYS.values() for key in keys} <= set(RATES)


@given(CLAIMS)
def test_no_sum_passes_a_cap(claims: Sequence[Claim]) -> None:
    found = [one for one in judge_all(claims, RATES) if one.claim.method is PayMethod.FLAT]
    assert all(Kroner(0) <= one.payable and (one.left is None or one.left >= Kroner(0)) for one in found)
    for one in found:
        mine = [other for other in found if (other.claim.person, other.claim.payer, other.claim.kind) == (one.claim.person, one.claim.payer, one.claim.kind)]
        if one.claim.kind in BY_YEAR:
            cap = Kroner.of(RATES[BY_YEAR[one.claim.kind]][0].amount)
            assert paid([other for other in mine if other.claim.day.year == one.claim.day.year]) <= cap
        elif one.claim.kind in {ExpenseKind.MEALS, ExpenseKind.REFEREE}:
            cap = Kroner.of(90 if one.claim.kind is ExpenseKind.MEALS else 600)
            assert paid([other for other in mine if other.claim.day == one.claim.day]) <= cap


@given(CLAIMS)
def test_the_order_of_claims_of_one_day_changes_no_total(claims: list[Claim]) -> None:
    """Neither the order in which they come in nor the ids by which those of one day are put in order."""
    mixed = claims[::-1]
    assert judge_all(mixed, RATES) == judge_all(claims, RATES)
    renamed = [replace(claim, id=f"c{len(claims) - n:02}") for n, claim in enumerate(claims)]
    assert totals(judge_all(renamed, RATES)) == totals(judge_all(claims, RATES))


@given(CLAIMS)
def test_no_kind_is_paid_both_ways_in_a_year(claims: list[Claim]) -> None:
    ways: dict[tuple[str, str, int, ExpenseKind], set[PayMethod]] = {}
    for one in judge_all(claims, RATES):
        if one.payable > Kroner(0):
            ways.setdefault((one.claim.person, one.claim.payer, one.claim.day.year, one.claim.kind), set()).add(one.claim.method)
    assert all(len(used) == 1 for used in ways.values())


@given(st.lists(st.integers(1, 9_000), max_size=8))
def test_driving_comes_to_the_same_however_the_kilometres_are_shared_out(trips: list[int]) -> None:
    found = judge_all([replace(TRIP, id=f"c{n}", km=km) for n, km in enumerate(trips)], RATES)
    km = sum(trips)
    assert paid(found) == Kroner(min(km, STEP_KM) * 394 + max(0, km - STEP_KM) * 228)
