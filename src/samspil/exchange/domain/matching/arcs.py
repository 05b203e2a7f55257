"""Every pair that no hard fact forbids, found with numpy: a tree over places for each stretch of the clock, never a loop over pairs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspil.exchange.domain.matching.model import EARTH_M, Problem, Task, Volunteer, merged

Numbers = NDArray[np.int64]
# Tasks that begin within the same four hours are looked for together.
BUCKET_MINUTES = 240
# So many places at once: what a search gives back is held as lists for a moment.
SEARCHED_AT_ONCE = 20_000
# The tree answers a little too much; the exact distance decides.
SLACK_M = 1.0


@dataclass(frozen=True)
class Arcs:
    """Pairs that are possible, sorted by volunteer and task: their numbers and the distance in whole metres."""

    volunteer: Numbers
    task: Numbers
    metres: Numbers

    def __len__(self) -> int:
        """How many there are."""
        return len(self.volunteer)


def build_arcs(problem: Problem) -> Arcs:
    """All pairs that `facts.obstacles` says nothing against."""
    volunteers, tasks = problem.volunteers, problem.tasks
    found = list(near_and_free(volunteers, tasks))
    who = np.concatenate([part[0] for part in found]) if found else np.zeros(0, dtype=np.int64)
    what = np.concatenate([part[1] for part in found]) if found else np.zeros(0, dtype=np.int64)
    for keeps in (near_enough, old_enough, qualified, willing):
        kept = keeps(volunteers, tasks, who, what)
        who, what = who[kept], what[kept]
    order = np.lexsort((what, who))
    who, what = who[order], what[order]
    return Arcs(who, what, np.rint(distances(volunteers, tasks, who, what)).astype(np.int64))


def near_and_free(volunteers: Sequence[Volunteer], tasks: Sequence[Task]) -> Iterable[tuple[Numbers, Numbers]]:
    """Pairs whose task lies near enough, give or take a little, and within one free stretch of the volunteer."""
    from scipy.spatial import cKDTree

    rows = [(number, *window) for number, one in enumerate(volunteers) for window in merged(one.available)]
    if not rows or not tasks:
        return
    who, begins, ends = np.array(rows, dtype=np.int64).T
    starts, stops = np.array([(task.start, task.end) for task in tasks], dtype=np.int64).T
    homes, places = on_globe([one.place for one in volunteers]), on_globe([task.place for task in tasks])
    reach = chord(np.array([one.max_km for one in volunteers]) * 1000 + SLACK_M)
    buckets = starts // BUCKET_MINUTES
    for bucket in np.unique(buckets):
        mine = np.flatnonzero(buckets == bucket)
        windows = np.flatnonzero((begins <= starts[mine].max()) & (ends >= stops[mine].min()))
        tree = cKDTree(places[mine])
        for chunk in np.array_split(windows, max(1, -(-len(windows) // SEARCHED_AT_ONCE))):
            if not len(chunk):
                continue
            lists = tree.query_ball_point(homes[who[chunk]], reach[who[chunk]], return_sorted=False)
            counts = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
            window = np.repeat(chunk, counts)
            task = mine[np.concatenate([np.asarray(one, dtype=np.int64) for one in lists])] if counts.sum() else np.zeros(0, dtype=np.int64)
            fits = (begins[window] <= starts[task]) & (stops[task] <= ends[window])
            yield who[window[fits]], task[fits]


def on_globe(places: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Points on a globe of radius 1, so that a straight line orders them as the distance does, everywhere on earth."""
    lat, lon = np.radians(np.array(places, dtype=np.float64).reshape(-1, 2)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def chord(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """The straight line through a globe of radius 1 for a distance in metres along it."""
    line: NDArray[np.float64] = 2 * np.sin(np.minimum(distance / (2 * EARTH_M), np.pi / 2))
    return line


def distances(volunteers: Sequence[Volunteer], tasks: Sequence[Task], who: Numbers, what: Numbers) -> NDArray[np.float64]:
    """Metres of each pair, by the same formula as `model.metres`."""
    homes = np.radians(np.array([one.place for one in volunteers], dtype=np.float64).reshape(-1, 2))[who]
    places = np.radians(np.array([task.place for task in tasks], dtype=np.float64).reshape(-1, 2))[what]
    half = np.sin((places - homes) / 2) ** 2
    square = half[:, 0] + np.cos(homes[:, 0]) * np.cos(places[:, 0]) * half[:, 1]
    found: NDArray[np.float64] = 2 * EARTH_M * np.arcsin(np.minimum(1.0, np.sqrt(square)))
    return found


def near_enough(volunteers: Sequence[Volunteer], tasks: Sequence[Task], who: Numbers, what: Numbers) -> NDArray[np.bool_]:
    """Within what the volunteer will travel, and no longer than all the hours given."""
    reach = np.array([one.max_km for one in volunteers], dtype=np.float64) * 1000
    hours = np.array([one.max_minutes if one.max_tasks != 0 else -1.0 for one in volunteers], dtype=np.float64)
    minutes = np.array([task.minutes for task in tasks], dtype=np.float64)
    near: NDArray[np.bool_] = (distances(volunteers, tasks, who, what) <= reach[who]) & (minutes[what] <= hours[who])
    return near


def old_enough(volunteers: Sequence[Volunteer], tasks: Sequence[Task], who: Numbers, what: Numbers) -> NDArray[np.bool_]:
    """At least of the age that is asked; an unknown age is below every limit."""
    ages = np.array([-1 if one.age is None else one.age for one in volunteers], dtype=np.int64)
    limits = np.array([-1 if task.min_age is None else task.min_age for task in tasks], dtype=np.int64)
    old: NDArray[np.bool_] = ages[who] >= limits[what]
    return old


def qualified(volunteers: Sequence[Volunteer], tasks: Sequence[Task], who: Numbers, what: Numbers) -> NDArray[np.bool_]:
    """Has every qualification and speaks every language the task asks for."""
    skilled = covers([one.qualifications for one in volunteers], [task.requires for task in tasks])
    speaking = covers([one.languages for one in volunteers], [task.languages for task in tasks])
    return skilled(who, what) & speaking(who, what)


def covers(held: Sequence[frozenset[str]], asked: Sequence[frozenset[str]]) -> Callable[[Numbers, Numbers], NDArray[np.bool_]]:
    """Whether what one holds covers what the other asks, by a small table: few different sets occur, however many people."""
    of_held, of_asked = number_sets(held), number_sets(asked)
    table = np.array([[wish <= has for wish in of_asked] for has in of_held], dtype=bool).reshape(len(of_held), len(of_asked))
    rows = np.array([of_held[one] for one in held], dtype=np.int64)
    columns = np.array([of_asked[one] for one in asked], dtype=np.int64)
    return lambda who, what: table[rows[who], columns[what]]


def number_sets(sets: Sequence[frozenset[str]]) -> dict[frozenset[str], int]:
    """Each different set and its number."""
    return {one: number for number, one in enumerate(dict.fromkeys(sets))}


def willing(volunteers: Sequence[Volunteer], tasks: Sequence[Task], who: Numbers, what: Numbers) -> NDArray[np.bool_]:
    """Has not said no to this very task."""
    of_task = {task.id: number for number, task in enumerate(tasks)}
    refused = [number * len(tasks) + of_task[name] for number, one in enumerate(volunteers) for name in one.refuses if name in of_task]
    kept: NDArray[np.bool_] = ~np.isin(who * len(tasks) + what, np.array(refused, dtype=np.int64))
    return kept
