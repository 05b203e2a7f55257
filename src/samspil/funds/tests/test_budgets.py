"""Budgets add up to the øre, and what is wrong with one is told where it stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.core.money import Kroner
from samspil.funds.domain.budget_checks import faults_of_asked, faults_of_budget
from samspil.funds.domain.budgets import (
    CODE_DA,
    COST_DA,
    FUNDING_DA,
    MOST_AMOUNT,
    MOST_LINES,
    Budget,
    BudgetCode,
    BudgetRules,
    CostKind,
    CostLine,
    FundingKind,
    FundingLine,
    HoursLine,
    least_own_share,
    sums_of,
)
from samspil.funds.domain.findings import Finding, Severity, stops
from samspil.funds.domain.remarks import told

FREE = BudgetRules()
ØRE = Kroner(1)


def cost(amount: Kroner, key: str = "c1", kind: CostKind = CostKind.MATERIALS, text: str = "boards") -> CostLine:
    return CostLine(key, kind, text, amount)


def money(amount: Kroner, kind: FundingKind = FundingKind.OWN, key: str = "f1", text: str = "savings") -> FundingLine:
    return FundingLine(key, kind, text, amount)


GOOD = Budget(Kroner.of(20_000), (cost(Kroner.of(25_000)),), (money(Kroner.of(5_000)),))


def found_in(budget: Budget, rules: BudgetRules = FREE) -> list[tuple[str, str]]:
    return [(one.where, one.said.code) for one in faults_of_budget(budget, rules)]


def words(found: list[Finding]) -> list[str]:
    return [told(one.said, CODE_DA) for one in found]


def test_every_word_has_its_danish() -> None:
    assert set(COST_DA) == set(CostKind)
    assert set(FUNDING_DA) == set(FundingKind)
    assert set(CODE_DA) == set(BudgetCode)


def test_a_budget_that_adds_up_has_nothing_wrong() -> None:
    assert found_in(GOOD) == []


def test_one_oere_too_little_or_too_much_is_told_with_the_difference() -> None:
    short = replace(GOOD, costs=(cost(Kroner.of(25_000) + ØRE),))
    over = replace(GOOD, costs=(cost(Kroner.of(25_000) - ØRE),))
    assert words(faults_of_budget(short, FREE)) == ["Budgettet går ikke op: der mangler 0,01\N{NO-BREAK SPACE}kr."]
    assert words(faults_of_budget(over, FREE)) == ["Budgettet går ikke op: der er 0,01\N{NO-BREAK SPACE}kr. mere, end projektet koster."]


def test_things_lent_and_hours_given_never_pay_a_cost() -> None:
    helped = replace(GOOD, funding=(money(Kroner.of(5_000), FundingKind.IN_KIND),), hours=(HoursLine("h1", "building", 6_000, Kroner.of(50)),))
    assert sums_of(helped).in_kind == Kroner.of(5_000)
    assert sums_of(helped).hours == Kroner.of(5_000)
    assert found_in(helped) == [("funding", BudgetCode.NOT_COVERED)]


def test_hours_are_reckoned_to_the_nearest_oere() -> None:
    assert HoursLine("h", "x", 1, Kroner(30)).value == Kroner(1)
    assert HoursLine("h", "x", 1, Kroner(29)).value == Kroner(0)
    assert HoursLine("h", "x", 90, Kroner.of(100)).value == Kroner.of(150)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (cost(Kroner(-1)), BudgetCode.NEGATIVE),
        (cost(Kroner(0)), BudgetCode.ZERO),
        (cost(Kroner.of(10**12)), BudgetCode.TOO_LARGE),
        (cost(MOST_AMOUNT + ØRE), BudgetCode.TOO_LARGE),
        (cost(Kroner.of(25_000), text="  "), BudgetCode.TEXT_MISSING),
    ],
)
def test_a_line_that_cannot_be_is_told_at_the_line(line: CostLine, code: BudgetCode) -> None:
    assert ("c1", code) in found_in(replace(GOOD, costs=(line,)))


def test_a_thousand_billion_kroner_is_told_once_and_in_words() -> None:
    said = words(faults_of_budget(replace(GOOD, costs=(cost(Kroner.of(10**12)),)), FREE))
    assert said == ["Et beløb kan højst være 1.000.000.000\N{NO-BREAK SPACE}kr."]


def test_the_largest_amount_can_be_written() -> None:
    whole = Budget(MOST_AMOUNT, (cost(MOST_AMOUNT),))
    assert found_in(whole) == []


def lines(number: int) -> Budget:
    return Budget(Kroner(number), tuple(cost(ØRE, f"c{n}") for n in range(number)))


def test_two_hundred_lines_are_taken_and_one_more_is_told_once() -> None:
    assert found_in(lines(MOST_LINES)) == []
    said = faults_of_budget(lines(500), FREE)
    assert words(said) == ["Et budget kan højst have 200 linjer, og det her har 500. Læg nogle sammen."]
    assert found_in(lines(MOST_LINES + 1)) == [("costs", BudgetCode.TOO_MANY_LINES)]


def test_lines_of_funding_and_hours_count_as_lines() -> None:
    many = replace(lines(MOST_LINES - 1), funding=(money(ØRE, FundingKind.IN_KIND),), hours=(HoursLine("h", "x", 1, ØRE),))
    assert found_in(many) == [("costs", BudgetCode.TOO_MANY_LINES)]


def test_the_same_line_twice_is_told() -> None:
    assert ("c1", BudgetCode.LINE_TWICE) in found_in(replace(GOOD, costs=(cost(Kroner.of(25_000)), cost(Kroner.of(1)))))


def test_a_cost_the_call_leaves_out_is_told_by_its_name() -> None:
    rules = BudgetRules(excluded=frozenset({CostKind.CATERING}))
    meal = replace(GOOD, costs=(cost(Kroner.of(25_000), kind=CostKind.CATERING),))
    assert words(faults_of_budget(meal, rules)) == ["Puljen dækker ikke mad og drikke."]
    assert found_in(GOOD, rules) == []


def test_the_own_share_may_be_exactly_what_is_asked_and_not_an_oere_less() -> None:
    assert found_in(GOOD, BudgetRules(own_share_percent=20)) == []
    less = replace(GOOD, asked=GOOD.asked + ØRE, funding=(money(Kroner.of(5_000) - ØRE),))
    said = faults_of_budget(less, BudgetRules(own_share_percent=20))
    assert [one.said.code for one in said] == [BudgetCode.OWN_SHARE_TOO_SMALL]
    assert words(said)[0].startswith("I skal selv betale mindst 20 pct., som er 5.000")


def test_money_from_others_is_no_own_share() -> None:
    granted = replace(GOOD, funding=(money(Kroner.of(5_000), FundingKind.GRANTED),))
    assert found_in(granted, BudgetRules(own_share_percent=20)) == [("funding", BudgetCode.OWN_SHARE_TOO_SMALL)]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Kroner.of(5_000) - ØRE, [BudgetCode.BELOW_MINIMUM]),
        (Kroner.of(5_000), []),
        (Kroner.of(50_000), []),
        (Kroner.of(50_000) + ØRE, [BudgetCode.ABOVE_MAXIMUM]),
        (Kroner(0), [BudgetCode.NOTHING_ASKED]),
        (Kroner(-1), [BudgetCode.NEGATIVE]),
        (Kroner.of(10**12), [BudgetCode.TOO_LARGE]),
    ],
)
def test_the_sum_asked_for_lies_between_smallest_and_largest_both_included(asked: Kroner, codes: list[BudgetCode]) -> None:
    rules = BudgetRules(Kroner.of(5_000), Kroner.of(50_000))
    assert [one.said.code for one in faults_of_asked(asked, rules)] == codes


def test_more_than_it_costs_cannot_be_asked_for() -> None:
    assert ("asked", BudgetCode.ASKED_ABOVE_COSTS) in found_in(replace(GOOD, asked=Kroner.of(25_000) + ØRE))


def test_a_budget_without_costs_says_so_and_nothing_of_sums() -> None:
    assert found_in(replace(GOOD, costs=())) == [("costs", BudgetCode.NO_COSTS)]


def test_the_smallest_sum_that_makes_sense_is_at_most_the_sum_asked_for() -> None:
    assert found_in(replace(GOOD, least=GOOD.asked)) == []
    assert found_in(replace(GOOD, least=GOOD.asked + ØRE)) == [("least", BudgetCode.LEAST_ABOVE_ASKED)]
    assert found_in(replace(GOOD, least=Kroner(-1))) == [("least", BudgetCode.NEGATIVE)]


@pytest.mark.parametrize("minutes", [-1, 100_000 * 60 + 1])
def test_hours_nobody_can_give_are_told(minutes: int) -> None:
    assert found_in(replace(GOOD, hours=(HoursLine("h1", "x", minutes, Kroner.of(1)),))) == [("h1", BudgetCode.HOURS_IMPOSSIBLE)]


def test_money_that_others_have_not_promised_yet_is_a_warning() -> None:
    waiting = replace(GOOD, funding=(money(Kroner.of(5_000), FundingKind.APPLIED),))
    said = faults_of_budget(waiting, FREE)
    assert [(one.said.code, one.severity) for one in said] == [(BudgetCode.RESTS_ON_ANSWERS, Severity.WARNING)]
    assert stops(said) == []


AMOUNTS = st.integers(1, 10**9).map(Kroner)
KINDS_OF_MONEY = [kind for kind in FundingKind if kind is not FundingKind.IN_KIND]


@given(st.lists(st.tuples(st.sampled_from(KINDS_OF_MONEY), AMOUNTS), max_size=12), AMOUNTS, st.lists(AMOUNTS, max_size=3))
def test_a_budget_made_to_add_up_adds_up(sources: list[tuple[FundingKind, Kroner]], asked: Kroner, lent: list[Kroner]) -> None:
    funding = [money(amount, kind, f"f{n}") for n, (kind, amount) in enumerate(sources)]
    things = [money(amount, FundingKind.IN_KIND, f"k{n}") for n, amount in enumerate(lent)]
    costs = tuple(cost(amount, f"c{n}") for n, amount in enumerate([asked, *(amount for _, amount in sources)]))
    budget = Budget(asked, costs, (*funding, *things))
    assert sums_of(budget).gap == Kroner(0)
    assert stops(faults_of_budget(budget, FREE)) == []


@given(st.integers(0, 10**13), st.integers(0, 100))
def test_the_smallest_own_share_is_the_least_whole_oere_that_reaches_the_percent(costs: int, percent: int) -> None:
    least = least_own_share(Kroner(costs), percent).oere
    assert least * 100 >= costs * percent
    assert least == 0 or (least - 1) * 100 < costs * percent
