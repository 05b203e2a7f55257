"""Why somebody is proposed for a task, why a seat is empty, and what would have to change: in Danish, as the site speaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspil.exchange.domain.matching.clocks import clock, local, told_stretch
from samspil.exchange.domain.matching.facts import HardFact, Obstacle, kilometres, listed, obstacles
from samspil.exchange.domain.matching.model import Matching, Problem, Task, Volunteer, metres

# Looking at so many pairs one by one takes some seconds; beyond, an empty seat says what it needs, not what stands in each one's way.
MOST_LOOKED_AT = 400_000
HINDRANCE = {
    HardFact.TIME: "hvis tiden kunne flyttes",
    HardFact.PLACE: "hvis der ikke var så langt",
    HardFact.AGE: "hvis aldersgrænsen tillod det",
    HardFact.QUALIFICATION: "hvis der ikke blev krævet {requires}",
    HardFact.LANGUAGE: "hvis der ikke skulle tales {languages}",
    HardFact.REFUSED: "men har sagt nej til netop den",
    HardFact.HOURS: "hvis den var kortere",
    HardFact.NONE_WANTED: "men vil ikke have opgaver nu",
}


@dataclass(frozen=True)
class Empty:
    """Seats of one task that nobody got."""

    task: int
    seats: int
    because: tuple[str, ...]


def because(problem: Problem, who: int, what: int) -> list[str]:
    """Why this volunteer is proposed for this task."""
    one, task = problem.volunteers[who], problem.tasks[what]
    reasons = [f"{kilometres(metres(one.place, task.place))} væk", f"ledig {told_stretch(task.start, task.end)}"]
    if task.requires:
        reasons.append(f"har {listed(task.requires)}")
    if task.languages:
        reasons.append(f"taler {listed(task.languages)}")
    if task.min_age is not None:
        reasons.append(f"er fyldt {task.min_age} år")
    if points := one.prefers.get(task.id, 0):
        reasons.append(f"har selv ønsket opgaven ({points} point)")
    if one.together_with:
        reasons.append(f"kommer sammen med {listed(one.together_with)}")
    if one.asked_lately:
        reasons.append(f"er spurgt {one.asked_lately} {'gang' if one.asked_lately == 1 else 'gange'} for nylig")
    return reasons


def empty_seats(problem: Problem, found: Matching) -> list[Empty]:
    """Every task with seats left, why, and what would have to change."""
    on_task: dict[int, set[int]] = defaultdict(set)
    for who, what in found.pairs:
        on_task[what].add(who)
    short = [number for number, task in enumerate(problem.tasks) if len(on_task[number]) < task.seats]
    looks = len(short) * len(problem.volunteers) <= MOST_LOOKED_AT
    told = []
    for number in short:
        task = problem.tasks[number]
        seats = task.seats - len(on_task[number])
        others = [one for who, one in enumerate(problem.volunteers) if who not in on_task[number]] if looks else []
        reasons = [missing(task, seats), *(hindrances(task, others) if looks else [])]
        told.append(Empty(number, seats, tuple(reasons)))
    return told


def missing(task: Task, seats: int) -> str:
    """What would fill the seats: 2 frivillige med kørekort mangler mellem 17.30 og 19.30."""
    need = "1 frivillig" if seats == 1 else f"{seats} frivillige"
    wants = [f"med {listed(task.requires)}"] if task.requires else []
    wants += [f"som taler {listed(task.languages)}"] if task.languages else []
    wants += [f"fyldt {task.min_age} år"] if task.min_age is not None else []
    first, last = local(task.start), local(task.end)
    when = f"mellem {clock(first)} og {clock(last)}" if first.date() == last.date() else f"fra {told_stretch(task.start, task.end)}"
    return f"{need}{''.join(' ' + want for want in wants)} mangler {when}"


def hindrances(task: Task, others: Sequence[Volunteer]) -> list[str]:
    """What stands in the way of those who are not on it: first who could and does other things, then who is one single fact away."""
    if not others:
        return ["der er ikke flere frivillige"]
    in_the_way = [obstacles(one, task) for one in others]
    able = sum(not found for found in in_the_way)
    said = []
    if able:
        said.append(f"{able} kan tage opgaven, men er på andre opgaver eller har nået egne grænser")
    return said + one_fact_away(task, in_the_way) or ["ingen af de andre er tæt på at kunne: flere ting står i vejen for hver af dem"]


def one_fact_away(task: Task, in_the_way: Iterable[list[Obstacle]]) -> list[str]:
    """How many could if one thing changed, most first."""
    single = Counter(found[0].fact for found in in_the_way if len(found) == 1)
    words: Mapping[str, str] = {"requires": listed(task.requires) if task.requires else "", "languages": listed(task.languages) if task.languages else ""}
    order = sorted(single, key=lambda fact: (-single[fact], fact))
    return [f"{single[fact]} kunne, {HINDRANCE[fact].format(**words)}" for fact in order]
