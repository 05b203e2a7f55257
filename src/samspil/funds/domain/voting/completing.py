"""Equal Shares leaves money over. Add1 gives every voter a little more and counts again, until the next time would overspend (or nothing more fits)."""

from dataclasses import dataclass
from fractions import Fraction

from samspil.funds.domain.voting.field import Field
from samspil.funds.domain.voting.model import Refused, Settings
from samspil.funds.domain.voting.sharing import Bought, Run

MOST_RUNS = 250_000


@dataclass(frozen=True)
class Shared:
    """The run that holds, how many runs there were, and where the winners changed: (number of the run, money for each voter, winners)."""

    run: Run
    bought: list[Bought]
    runs: int
    changes: list[tuple[int, Fraction, tuple[int, ...]]]


def share(field: Field, settings: Settings) -> Shared:
    """Run Equal Shares once, or with add1 as often as it asks for; raises Refused when the step is far too small for the amounts."""
    money = first_money(field, settings)
    each = Fraction(field.budget, field.electorate) * settings.step if settings.step_is_share else settings.step * field.unit
    again = settings.completion in ("add1", "add1u")
    held: tuple[Run, list[Bought]] | None = None
    changes: list[tuple[int, Fraction, tuple[int, ...]]] = []
    for number in range(1, MOST_RUNS + 1):
        run = Run(field, money)
        bought = run.whole()
        winners = tuple(one.project for one in bought)
        if held is not None and sum(field.costs[project] for project in winners) > field.budget:
            return Shared(*held, number, changes)
        held = run, bought
        if not changes or changes[-1][2] != winners:
            changes.append((number, field.shown(money), winners))
        if not again or is_last(field, winners, settings.stop):
            return Shared(run, bought, number, changes)
        money += each
    raise Refused("too_many_runs", f"Trinet er for lille: {MOST_RUNS} omgange er ikke nok. Vælg et større trin, fx --step share:0.001.")


def first_money(field: Field, settings: Settings) -> Fraction:
    """What each voter begins with: B/n, or without what is below a whole krone of it."""
    exact = Fraction(field.budget, field.electorate)
    return Fraction(exact // field.unit * field.unit) if settings.start == "floor" else exact


def is_last(field: Field, winners: tuple[int, ...], stop: str) -> bool:
    """True when more money cannot buy more: all that anybody chose is bought; or, for an exhaustive stop, nothing of it fits into the budget."""
    bought = set(winners)
    left = field.budget - sum(field.costs[project] for project in winners)
    waiting = [field.costs[p] for p in field.projects if field.voters[p] and field.costs[p] and p not in bought]
    return not waiting or (stop == "exhaustive" and min(waiting) > left)
