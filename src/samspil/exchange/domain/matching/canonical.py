"""One order for the same content, whatever things are called and however the file lists them: names decide nothing."""

import math

from samspil.exchange.domain.matching.model import Problem, Task, Volunteer, merged

TaskKey = tuple[object, ...]


def in_order(problem: Problem) -> Problem:
    """The same volunteers and tasks, sorted by what is said of them; only things that are alike in everything keep the file's order."""
    tasks = tuple(sorted(problem.tasks, key=task_key))
    keys = {task.id: task_key(task) for task in tasks}
    own = {one.id: volunteer_key(one, keys) for one in problem.volunteers}
    volunteers = sorted(problem.volunteers, key=lambda one: (own[one.id], sorted(own[name] for name in one.together_with if name in own)))
    return Problem(tuple(volunteers), tasks)


def task_key(task: Task) -> TaskKey:
    """Everything about a task but its name."""
    return (task.start, task.end, task.place, task.seats, sorted(task.requires), sorted(task.languages), -1 if task.min_age is None else task.min_age)


def volunteer_key(one: Volunteer, tasks: dict[str, TaskKey]) -> tuple[object, ...]:
    """Everything about a volunteer but the name and who the friends are; tasks stand by what they are."""
    limits = (-1 if one.age is None else one.age, math.inf if one.max_tasks is None else one.max_tasks, one.max_minutes, one.asked_lately)
    sets = (sorted(one.qualifications), sorted(one.languages), len(one.together_with))
    refused = sorted(tasks[name] for name in one.refuses if name in tasks)
    preferred = sorted((tasks[name], points) for name, points in one.prefers.items() if name in tasks)
    return (one.place, one.max_km, merged(one.available), limits, sets, refused, preferred)
