"""The rules a flow cannot hold, by CP-SAT: one level after another, from a start that holds them. Says honestly when the time was too short for a proof."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samspil.exchange.domain.matching.arcs import Arcs
from samspil.exchange.domain.matching.flow import preferences
from samspil.exchange.domain.matching.model import Problem
from samspil.exchange.domain.matching.rules import Pair

# Several ways of searching take turns in a fixed order, so that the same input gets the same answer on any machine; the clock only ends it early.
SEARCHES = 8
# The solver's own measure of work: about a second on a machine of 2026 each.
WORK_A_SECOND = 1.0


@dataclass(frozen=True)
class Outcome:
    """The pairs, whether every level is proved, and how far the first unproved level may be from the best."""

    pairs: frozenset[Pair]
    optimal: bool
    gap: float


class Programme:
    """A matching as a programme of yes-or-no variables, one for each pair."""

    def __init__(self, problem: Problem, arcs: Arcs) -> None:
        """Set variables and every rule."""
        from ortools.sat.python import cp_model

        self.problem, self.model = problem, cp_model.CpModel()
        self.pairs: list[Pair] = list(zip(arcs.volunteer.tolist(), arcs.task.tolist(), strict=True))
        self.chosen: dict[Pair, Any] = {pair: self.model.new_bool_var("") for pair in self.pairs}
        self.of_volunteer, self.of_task = grouped(self.pairs)
        self.asks: list[Any] = []
        for what, people in self.of_task.items():
            self.model.add(sum(self.chosen[who, what] for who in people) <= problem.tasks[what].seats)
        for who, tasks in self.of_volunteer.items():
            self.limit(who, tasks)
        self.costs = self.levels(arcs)

    def limit(self, who: int, tasks: Sequence[int]) -> None:
        """What one volunteer will and can do; each further ask weighs one more than the last."""
        one = self.problem.volunteers[who]
        does = [self.chosen[who, what] for what in tasks]
        if one.max_tasks is not None and one.max_tasks < len(tasks):
            self.model.add(sum(does) <= one.max_tasks)
        if one.max_hours is not None:
            minutes = sum(self.problem.tasks[what].minutes * self.chosen[who, what] for what in tasks)
            self.model.add(minutes <= int(one.max_minutes))
        for clash in clashes(self.problem, tasks):
            self.model.add_at_most_one(self.chosen[who, what] for what in clash)
        number = {other.id: place for place, other in enumerate(self.problem.volunteers)} if one.together_with else {}
        for what in tasks:
            for friend in sorted(number.get(name, -1) for name in one.together_with):
                self.model.add(self.chosen[who, what] <= self.chosen.get((friend, what), 0))
        steps = [self.model.new_bool_var("") for _ in tasks] if len(tasks) > 1 else does
        if len(tasks) > 1:
            self.model.add(sum(steps) == sum(does))
        self.asks += [(one.asked_lately + further) * step for further, step in enumerate(steps)]

    def levels(self, arcs: Arcs) -> dict[str, Any]:
        """What each level makes as small as it can."""
        chosen = [self.chosen[pair] for pair in self.pairs]
        points = preferences(self.problem, arcs).tolist()
        return {
            "unfilled_seats": sum(task.seats for task in self.problem.tasks) - sum(chosen),
            "preference": -sum(p * x for p, x in zip(points, chosen, strict=True) if p),
            "fairness": sum(self.asks),
            "distance_m": sum(m * x for m, x in zip(arcs.metres.tolist(), chosen, strict=True) if m),
        }

    def improve(self, name: str, pairs: frozenset[Pair], seconds: float) -> tuple[frozenset[Pair], bool, float]:
        """The best found for one level, whether it is proved, and the relative distance to the bound; the level is held from now on."""
        from ortools.sat.python import cp_model

        cost = self.costs[name]
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-tools types the rest of its model
        for pair, chosen in self.chosen.items():
            self.model.add_hint(chosen, pair in pairs)
        self.model.minimize(cost)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = SEARCHES
        solver.parameters.interleave_search = True
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = seconds * WORK_A_SECOND
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return pairs, False, 1.0
        best = round(solver.objective_value)
        self.model.add(cost <= best)
        found = frozenset(pair for pair, chosen in self.chosen.items() if solver.value(chosen))
        return found, status == cp_model.OPTIMAL, abs(best - solver.best_objective_bound) / max(1.0, abs(best))


def solve_exactly(problem: Problem, arcs: Arcs, start: frozenset[Pair], levels: Sequence[str], seconds_left: Callable[[], float]) -> Outcome:
    """Improve level after level while there is time; the first level without proof decides the gap, and no later level is touched."""
    programme = Programme(problem, arcs)
    pairs = start
    for place, name in enumerate(levels):
        if isinstance(programme.costs[name], int):
            continue
        share = seconds_left() / (len(levels) - place)
        if share <= 0:
            return Outcome(pairs, False, 1.0)
        pairs, proved, gap = programme.improve(name, pairs, share)
        if not proved:
            return Outcome(pairs, False, gap)
    return Outcome(pairs, True, 0.0)


def grouped(pairs: Sequence[Pair]) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
    """Tasks of each volunteer and volunteers of each task."""
    of_volunteer: dict[int, list[int]] = defaultdict(list)
    of_task: dict[int, list[int]] = defaultdict(list)
    for who, what in pairs:
        of_volunteer[who].append(what)
        of_task[what].append(who)
    return of_volunteer, of_task


def clashes(problem: Problem, tasks: Sequence[int]) -> Iterator[list[int]]:
    """Sets of tasks that are all under way when one of them begins."""
    for start in sorted({problem.tasks[what].start for what in tasks}):
        running = [what for what in tasks if problem.tasks[what].start <= start < problem.tasks[what].end]
        if len(running) > 1:
            yield running
