"""What a project costs and who pays: lines in whole øre, sums, and everything that is wrong with them.

Money is what pays the costs: the sum asked for, the own share and other funding. Things lent and hours given are shown with a value, because they say what a
project is carried by, and never count as money.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from samspil.core.money import Kroner

NOTHING = Kroner(0)
# More than any municipal fund holds; above it somebody slipped on the keyboard.
MOST_AMOUNT = Kroner.of(1_000_000_000)
MOST_LINES = 200
MOST_HOURS = 100_000
MINUTES = 60


class CostKind(StrEnum):
    """What money is spent on; a call can leave kinds out."""

    MATERIALS = "materials"
    EQUIPMENT = "equipment"
    BUILDING = "building"
    PREMISES = "premises"
    WAGES = "wages"
    FEES = "fees"
    TRANSPORT = "transport"
    TRIPS = "trips"
    CATERING = "catering"
    MARKETING = "marketing"
    ADMINISTRATION = "administration"
    TRAINING = "training"
    OTHER = "other"


class FundingKind(StrEnum):
    """Where money comes from beside the call. OWN: the applicant's. APPLIED: asked of another, no answer yet. GRANTED: promised by another. INCOME: what people
    pay to take part. IN_KIND: things and rooms lent or given, with a value and no money."""

    OWN = "own"
    APPLIED = "applied"
    GRANTED = "granted"
    INCOME = "income"
    IN_KIND = "in_kind"


class BudgetCode(StrEnum):
    """What is wrong with a budget, or should be known of it."""

    NO_COSTS = "no_costs"
    TEXT_MISSING = "text_missing"
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    LINE_TWICE = "line_twice"
    HOURS_IMPOSSIBLE = "hours_impossible"
    NOT_COVERED = "not_covered"
    MORE_THAN_COSTS = "more_than_costs"
    EXCLUDED_COST = "excluded_cost"
    OWN_SHARE_TOO_SMALL = "own_share_too_small"
    NOTHING_ASKED = "nothing_asked"
    ASKED_ABOVE_COSTS = "asked_above_costs"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_MAXIMUM = "above_maximum"
    LEAST_ABOVE_ASKED = "least_above_asked"
    RESTS_ON_ANSWERS = "rests_on_answers"


COST_DA = {
    CostKind.MATERIALS: "Materialer",
    CostKind.EQUIPMENT: "Udstyr",
    CostKind.BUILDING: "Byggeri og anlæg",
    CostKind.PREMISES: "Leje af lokaler",
    CostKind.WAGES: "Løn",
    CostKind.FEES: "Honorarer",
    CostKind.TRANSPORT: "Kørsel og transport",
    CostKind.TRIPS: "Udflugter og rejser",
    CostKind.CATERING: "Mad og drikke",
    CostKind.MARKETING: "Markedsføring",
    CostKind.ADMINISTRATION: "Administration",
    CostKind.TRAINING: "Kurser og uddannelse",
    CostKind.OTHER: "Andet",
}
FUNDING_DA = {
    FundingKind.OWN: "Egne penge",
    FundingKind.APPLIED: "Søgt hos andre",
    FundingKind.GRANTED: "Bevilget af andre",
    FundingKind.INCOME: "Deltagerbetaling og salg",
    FundingKind.IN_KIND: "Ting og lokaler, I låner eller får",
}
CODE_DA = {
    BudgetCode.NO_COSTS: "Skriv, hvad projektet koster.",
    BudgetCode.TEXT_MISSING: "Skriv, hvad linjen er.",
    BudgetCode.NEGATIVE: "Et beløb kan ikke være mindre end nul.",
    BudgetCode.ZERO: "Skriv et beløb, eller fjern linjen.",
    BudgetCode.TOO_LARGE: "Et beløb kan højst være {most}.",
    BudgetCode.TOO_MANY_LINES: "Et budget kan højst have {most} linjer, og det her har {lines}. Læg nogle sammen.",
    BudgetCode.LINE_TWICE: "Linjen står der to gange.",
    BudgetCode.HOURS_IMPOSSIBLE: "Skriv timerne som et tal mellem 0 og {most}.",
    BudgetCode.NOT_COVERED: "Budgettet går ikke op: der mangler {missing}.",
    BudgetCode.MORE_THAN_COSTS: "Budgettet går ikke op: der er {over} mere, end projektet koster.",
    BudgetCode.EXCLUDED_COST: "Puljen dækker ikke {kind}.",
    BudgetCode.OWN_SHARE_TOO_SMALL: "I skal selv betale mindst {percent} pct., som er {least}. I har skrevet {own}.",
    BudgetCode.NOTHING_ASKED: "Skriv, hvor meget I søger om.",
    BudgetCode.ASKED_ABOVE_COSTS: "I søger om {asked}, og projektet koster {costs}.",
    BudgetCode.BELOW_MINIMUM: "Man skal søge om mindst {least}.",
    BudgetCode.ABOVE_MAXIMUM: "Man kan højst søge om {most}.",
    BudgetCode.LEAST_ABOVE_ASKED: "Det mindste beløb, der giver mening, kan ikke være mere end det, I søger om.",
    BudgetCode.RESTS_ON_ANSWERS: "{amount} er søgt hos andre og ikke bevilget endnu. Fortæl, hvad I gør, hvis de siger nej.",
}


@dataclass(frozen=True)
class CostLine:
    """One cost. `key` names the line within its budget."""

    key: str
    kind: CostKind
    text: str
    amount: Kroner


@dataclass(frozen=True)
class FundingLine:
    """One source of funding beside the call."""

    key: str
    kind: FundingKind
    text: str
    amount: Kroner


@dataclass(frozen=True)
class HoursLine:
    """Hours that volunteers give: whole minutes, and what an hour is reckoned at."""

    key: str
    text: str
    minutes: int
    rate: Kroner

    @property
    def value(self) -> Kroner:
        """What the hours are reckoned at, half an øre up."""
        return Kroner((self.minutes * self.rate.oere * 2 + MINUTES) // (2 * MINUTES))


@dataclass(frozen=True)
class Budget:
    """A project's costs, the sum asked of the call, and all else that carries it. `least`: the smallest sum that makes sense to the applicant."""

    asked: Kroner
    costs: tuple[CostLine, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    hours: tuple[HoursLine, ...] = ()
    least: Kroner = NOTHING


@dataclass(frozen=True)
class BudgetRules:
    """What a call asks of budgets. None: no limit. `own_share_percent`: of the costs, whole percent that the applicant pays from 0 to 100."""

    minimum: Kroner | None = None
    maximum: Kroner | None = None
    own_share_percent: int = 0
    excluded: frozenset[CostKind] = field(default_factory=frozenset)


@dataclass(frozen=True)
class BudgetSums:
    """The sums of a budget. `money` pays costs; `in_kind` and `hours` are reckoned values beside it."""

    costs: Kroner
    asked: Kroner
    own: Kroner
    applied: Kroner
    granted: Kroner
    income: Kroner
    in_kind: Kroner
    hours: Kroner

    @property
    def money(self) -> Kroner:
        """All money there would be."""
        return total([self.asked, self.own, self.applied, self.granted, self.income])

    @property
    def gap(self) -> Kroner:
        """Costs nobody pays; below nothing when there is more money than costs."""
        return self.costs - self.money


def total(amounts: Iterable[Kroner]) -> Kroner:
    """The sum; nothing for no amounts."""
    return Kroner(sum(amount.oere for amount in amounts))


def sums_of(budget: Budget) -> BudgetSums:
    """The sums of a budget, exact to the øre."""
    by_kind = {kind: total(line.amount for line in budget.funding if line.kind is kind) for kind in FundingKind}
    return BudgetSums(
        costs=total(line.amount for line in budget.costs),
        asked=budget.asked,
        own=by_kind[FundingKind.OWN],
        applied=by_kind[FundingKind.APPLIED],
        granted=by_kind[FundingKind.GRANTED],
        income=by_kind[FundingKind.INCOME],
        in_kind=by_kind[FundingKind.IN_KIND],
        hours=total(line.value for line in budget.hours),
    )


def least_own_share(costs: Kroner, percent: int) -> Kroner:
    """The smallest own share: so many percent of the costs, a part of an øre up."""
    return Kroner(-(-costs.oere * percent // 100))
