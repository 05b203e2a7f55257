"""Everything wrong with a budget, line by line and as a whole, against what the call asks."""

from collections import Counter

from samspil.core.money import Kroner
from samspil.funds.domain.budgets import (
    COST_DA,
    MINUTES,
    MOST_AMOUNT,
    MOST_HOURS,
    MOST_LINES,
    NOTHING,
    Budget,
    BudgetCode,
    BudgetRules,
    BudgetSums,
    HoursLine,
    least_own_share,
    sums_of,
)
from samspil.funds.domain.findings import Finding, stop, warning

ASKED, COSTS, FUNDING, LEAST = "asked", "costs", "funding", "least"


def faults_of_amount(where: str, amount: Kroner) -> list[Finding]:
    """What is wrong with one sum by itself."""
    if amount < NOTHING:
        return [stop(where, BudgetCode.NEGATIVE)]
    return [stop(where, BudgetCode.TOO_LARGE, most=MOST_AMOUNT)] if amount > MOST_AMOUNT else []


def faults_of_line(where: str, text: str, amount: Kroner) -> list[Finding]:
    """What is wrong with one line of costs or funding."""
    found = [] if text.strip() else [stop(where, BudgetCode.TEXT_MISSING)]
    return [*found, *([stop(where, BudgetCode.ZERO)] if amount == NOTHING else faults_of_amount(where, amount))]


def faults_of_hours(line: HoursLine) -> list[Finding]:
    """What is wrong with a line of hours."""
    found = [] if line.text.strip() else [stop(line.key, BudgetCode.TEXT_MISSING)]
    if not 0 <= line.minutes <= MOST_HOURS * MINUTES:
        found.append(stop(line.key, BudgetCode.HOURS_IMPOSSIBLE, most=MOST_HOURS))
    return found + faults_of_amount(line.key, line.rate)


def faults_of_lines(budget: Budget, rules: BudgetRules) -> list[Finding]:
    """What is wrong with the lines, in the order people see them."""
    times = Counter([*(line.key for line in budget.costs), *(line.key for line in budget.funding), *(line.key for line in budget.hours)])
    found = [stop(key, BudgetCode.LINE_TWICE) for key, number in times.items() if number > 1]
    for line in budget.costs:
        found += faults_of_line(line.key, line.text, line.amount)
        if line.kind in rules.excluded:
            found.append(stop(line.key, BudgetCode.EXCLUDED_COST, kind=COST_DA[line.kind].lower()))
    for source in budget.funding:
        found += faults_of_line(source.key, source.text, source.amount)
    for hours in budget.hours:
        found += faults_of_hours(hours)
    return found


def faults_of_asked(asked: Kroner, rules: BudgetRules) -> list[Finding]:
    """What is wrong with the sum that is asked for; can be told before there is a budget."""
    if asked == NOTHING:
        return [stop(ASKED, BudgetCode.NOTHING_ASKED)]
    found = faults_of_amount(ASKED, asked)
    if found:
        return found
    if rules.minimum is not None and asked < rules.minimum:
        found.append(stop(ASKED, BudgetCode.BELOW_MINIMUM, least=rules.minimum))
    if rules.maximum is not None and asked > rules.maximum:
        found.append(stop(ASKED, BudgetCode.ABOVE_MAXIMUM, most=rules.maximum))
    return found


def faults_of_sums(sums: BudgetSums, rules: BudgetRules) -> list[Finding]:
    """What is wrong with the whole: it does not add up, asks for more than it costs, or the own share is too small."""
    found = []
    if sums.asked > sums.costs:
        found.append(stop(ASKED, BudgetCode.ASKED_ABOVE_COSTS, asked=sums.asked, costs=sums.costs))
    if sums.gap > NOTHING:
        found.append(stop(FUNDING, BudgetCode.NOT_COVERED, missing=sums.gap))
    elif sums.gap < NOTHING:
        found.append(stop(FUNDING, BudgetCode.MORE_THAN_COSTS, over=NOTHING - sums.gap))
    least = least_own_share(sums.costs, rules.own_share_percent)
    if sums.own < least:
        found.append(stop(FUNDING, BudgetCode.OWN_SHARE_TOO_SMALL, percent=rules.own_share_percent, least=least, own=sums.own))
    if sums.applied > NOTHING:
        found.append(warning(FUNDING, BudgetCode.RESTS_ON_ANSWERS, amount=sums.applied))
    return found


def faults_of_budget(budget: Budget, rules: BudgetRules) -> list[Finding]:
    """Everything found, in a fixed order; empty when there is nothing to say. Beyond the most lines nothing else is looked at; sums are told when each line is
    in order, so that one slip of the keyboard is told once."""
    lines = len(budget.costs) + len(budget.funding) + len(budget.hours)
    if lines > MOST_LINES:
        return [stop(COSTS, BudgetCode.TOO_MANY_LINES, most=MOST_LINES, lines=lines)]
    found = faults_of_asked(budget.asked, rules)
    if budget.least < NOTHING:
        found.append(stop(LEAST, BudgetCode.NEGATIVE))
    elif budget.least > budget.asked:
        found.append(stop(LEAST, BudgetCode.LEAST_ABOVE_ASKED))
    if not budget.costs:
        return [*found, stop(COSTS, BudgetCode.NO_COSTS)]
    wrong = faults_of_lines(budget, rules)
    readable = not any(one.said.code in {BudgetCode.NEGATIVE, BudgetCode.TOO_LARGE, BudgetCode.LINE_TWICE} for one in wrong)
    return [*found, *wrong, *(faults_of_sums(sums_of(budget), rules) if readable else [])]
