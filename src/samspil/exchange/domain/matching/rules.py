"""Rules between several tasks or people that one pair alone does not break: tasks at the same time, most tasks and hours, coming only together."""

from collections import defaultdict
from collections.abc import Iterable

from samspil.exchange.domain.matching.model import Problem, Volunteer

Pair = tuple[int, int]


def follow_rules(problem: Problem, pairs: Iterable[Pair]) -> set[Pair]:
    """As many of the pairs as can stay when every rule is held, taken in a fixed order; the same set when no rule is broken."""
    of_volunteer: dict[int, list[int]] = defaultdict(list)
    for who, what in sorted(pairs):
        of_volunteer[who].append(what)
    kept = {(who, what) for who, tasks in of_volunteer.items() for what in within_limits(problem, problem.volunteers[who], tasks)}
    return together(problem, kept)


def within_limits(problem: Problem, one: Volunteer, tasks: list[int]) -> list[int]:
    """Tasks of one volunteer that do not overlap and stay within tasks and hours: those that end first are kept."""
    kept: list[int] = []
    free_from, minutes = 0, 0
    for what in sorted(tasks, key=lambda number: (problem.tasks[number].end, number)):
        task = problem.tasks[what]
        if kept and task.start < free_from:
            continue
        if minutes + task.minutes > one.max_minutes or (one.max_tasks is not None and len(kept) >= one.max_tasks):
            continue
        kept.append(what)
        free_from, minutes = task.end, minutes + task.minutes
    return kept


def together(problem: Problem, pairs: set[Pair]) -> set[Pair]:
    """Pairs without those whose volunteer would come only with somebody who does not come; one that leaves may make another leave."""
    number = {one.id: place for place, one in enumerate(problem.volunteers)}
    friends = {place: [number.get(name, -1) for name in one.together_with] for place, one in enumerate(problem.volunteers) if one.together_with}
    while True:
        alone = {(who, what) for who, what in pairs if any((friend, what) not in pairs for friend in friends.get(who, ()))}
        if not alone:
            return pairs
        pairs = pairs - alone


def values(problem: Problem, pairs: Iterable[Pair], metres: Iterable[int]) -> dict[str, int]:
    """What an assignment is worth at each level: seats empty, points of preference (more is better), weight of asks, metres."""
    pairs = list(pairs)
    asks: dict[int, int] = defaultdict(int)
    fairness = 0
    for who, _ in pairs:
        fairness += problem.volunteers[who].asked_lately + asks[who]
        asks[who] += 1
    points = sum(problem.volunteers[who].prefers.get(problem.tasks[what].id, 0) for who, what in pairs)
    return {"unfilled_seats": sum(task.seats for task in problem.tasks) - len(pairs), "preference": points, "fairness": fairness, "distance_m": sum(metres)}
