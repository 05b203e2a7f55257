"""What if there were so much money: which applications fit, taken in the order of the ranking; and the rows of a meeting's list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspil.core.money import Kroner
from samspil.funds.domain.recommendations import NOTHING, Candidate, Limits, Recommendation

AGENDA_HEAD = ("Plads", "Nr.", "Projekt", "Ansøger", "Område eller tema", "Point", "Søgt", "Indstillet", "Indstilling", "Begrundelse", "I alt indtil nu")
GIVEN_DA, PART_DA, NONE_DA, MISSING_DA = "Tilskud", "Delvist tilskud", "Afslag", "Ingen indstilling endnu"


class FillRule(StrEnum):
    """What happens with an application there is not enough left for. SKIP: it gets nothing and the next is tried. PART: it gets what is left, when that is
    not less than makes sense, else it is skipped. STOP: nobody after it gets anything."""

    SKIP = "skip"
    PART = "part"
    STOP = "stop"


class FillOutcome(StrEnum):
    """What an application gets: all it asks for (or is recommended), a part, or nothing."""

    ALL = "all"
    PART = "part"
    NOTHING = "nothing"


RULE_DA = {
    FillRule.SKIP: "Spring over det, der ikke er råd til, og prøv det næste",
    FillRule.PART: "Giv en del, når resten rækker til noget, der giver mening",
    FillRule.STOP: "Stop ved det første, der ikke er råd til",
}
OUTCOME_DA = {FillOutcome.ALL: "Får det hele", FillOutcome.PART: "Får en del", FillOutcome.NOTHING: "Ikke plads"}


@dataclass(frozen=True)
class Filled:
    """What one application gets of the money. `tied_out`: it gets less than an application of the same place gets of its own wish, so the order between equals
    decided, and people should."""

    application: int
    amount: Kroner
    outcome: FillOutcome
    tied_out: bool = False


def filled(ranking: Sequence[Candidate], wishes: Mapping[int, Kroner], limits: Limits, rule: FillRule) -> list[Filled]:
    """What each application gets, in the order given, with so much money; `wishes` are recommended sums, and who has none wishes what they asked for. Caps of
    areas and of the round are held. Nobody gets more than they wish or less than makes sense."""
    left = {"": limits.pool if limits.round_cap is None else min(limits.pool, limits.round_cap), **limits.caps}
    found, stopped = list[Filled](), False
    for one in ranking:
        wish = wishes.get(one.application, one.asked)
        pots = ["", *(name for name in dict.fromkeys(one.themes) if name in limits.caps)]
        amount = NOTHING if stopped else part_of(wish, min(left[name] for name in pots), least_of(one, limits), rule)
        stopped = stopped or (rule is FillRule.STOP and amount < wish)
        for name in pots:
            left[name] -= amount
        found.append(Filled(one.application, amount, outcome_of(amount, wish)))
    return with_ties(ranking, found)


def least_of(one: Candidate, limits: Limits) -> Kroner:
    """The smallest sum that is worth giving: what the applicant says, and never below the call's smallest grant or one øre."""
    return max(min(one.least, one.asked), limits.minimum, Kroner(1))


def part_of(wish: Kroner, left: Kroner, least: Kroner, rule: FillRule) -> Kroner:
    """What is given of a wish when so much is left."""
    if wish <= left:
        return max(wish, NOTHING)
    return left if rule is FillRule.PART and left >= least else NOTHING


def outcome_of(amount: Kroner, wish: Kroner) -> FillOutcome:
    """What an amount is of a wish."""
    if amount <= NOTHING:
        return FillOutcome.NOTHING
    return FillOutcome.ALL if amount == wish else FillOutcome.PART


def with_ties(ranking: Sequence[Candidate], found: Sequence[Filled]) -> list[Filled]:
    """The same, with a mark where the order among equals decided."""
    best = {one.place for one, what in zip(ranking, found, strict=True) if one.place is not None and what.outcome is FillOutcome.ALL}
    marks = (what.outcome is not FillOutcome.ALL and one.place in best for one, what in zip(ranking, found, strict=True))
    return [Filled(what.application, what.amount, what.outcome, mark) for what, mark in zip(found, marks, strict=True)]


def agenda_rows(candidates: Iterable[Candidate], given: Iterable[Recommendation]) -> list[tuple[str | int | date | None, ...]]:
    """A row for each application under AGENDA_HEAD, by place and id, those without a place last. Amounts in whole kroner where they are whole, else as text."""
    said = {one.application: one for one in given}
    so_far, rows = NOTHING, list[tuple[str | int | date | None, ...]]()
    for one in sorted(candidates, key=lambda one: (one.place is None, one.place or 0, one.application)):
        recommended = said.get(one.application)
        so_far += recommended.amount if recommended else NOTHING
        what = (cell(recommended.amount), kind_of(recommended, one), recommended.reason) if recommended else (None, MISSING_DA, "")
        rows.append((one.place, one.application, one.title, one.applicant, ", ".join(one.themes), one.score, cell(one.asked), *what, cell(so_far)))
    return rows


def kind_of(given: Recommendation, candidate: Candidate) -> str:
    """What is recommended, in a word or two."""
    if given.amount <= NOTHING:
        return NONE_DA
    return GIVEN_DA if given.amount >= candidate.asked else PART_DA


def cell(amount: Kroner) -> int | str:
    """An amount as a sheet adds it up: whole kroner as a number, else as Danes write it."""
    whole, part = divmod(amount.oere, 100)
    return str(amount) if part else whole
