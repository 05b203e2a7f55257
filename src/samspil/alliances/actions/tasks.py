"""Tasks: write one, say who does what in it, take one away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samspil.alliances.actions.working import begin, change, stale
from samspil.alliances.domain.missing import roles_fit
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import ROLE_DA, TaskRole
from samspil.alliances.events import AllianceChanged
from samspil.alliances.models import Task, TaskPart
from samspil.alliances.rooms import Room
from samspil.core import events
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

MOST_TASKS = 60
FULL = Refusal("many-tasks", f"En aftale kan have {MOST_TASKS} opgaver. Læg nogle af dem sammen.")
NO_TASK = Refusal("no-task", "Opgaven er taget væk, mens du skrev. Skriv den som en ny opgave, hvis I stadig vil have den.")
NOT_FITTING = Refusal("roles", "En opgave har én ansvarlig, og alle med en rolle skal være med i alliancen. Vælg igen.")


@transaction.atomic
def save_task(
    actor: Actor,
    slug: str,
    task_id: int | None,
    title: str,
    roles: Mapping[int, TaskRole],
    *,
    volunteers: Volunteers | None = None,
    revision: int = 0,
    now: datetime,
) -> Task | Refusal:
    """Write a task anew (`task_id` None) or change one; `roles` says by party id who does what, `volunteers` how volunteers help in it."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    task = next((task for task in room.tasks if task.pk == task_id), None)
    refusal = why_not(room, task, task_id, roles)
    if refusal:
        return refusal
    if task and (task.title, room.roles[task.pk], task.help) == (title, dict(roles), volunteers):
        return task
    if task and task.revision != revision:
        return stale(in_words(room, task), task.revision)
    refusal = change(room, "edit", now=now)
    if refusal:
        return refusal
    kept = task or Task(alliance=room.alliance, revision=0)
    kept.title, kept.help = title, volunteers
    write(kept, roles)
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return kept


def why_not(room: Room, task: Task | None, task_id: int | None, roles: Mapping[int, TaskRole]) -> Refusal | None:
    if task_id is not None and task is None:
        return NO_TASK
    if task is None and len(room.tasks) >= MOST_TASKS:
        return FULL
    return None if roles_fit(dict(roles), {party.pk for party in room.standing}) else NOT_FITTING


def write(task: Task, roles: Mapping[int, TaskRole]) -> None:
    """The task's row and its parts, as they shall stand."""
    task.revision += 1
    task.save()
    TaskPart.objects.filter(task=task).delete()
    TaskPart.objects.bulk_create([TaskPart(task=task, party_id=party, role=role.value) for party, role in roles.items()])


@transaction.atomic
def remove_task(actor: Actor, slug: str, task_id: int, *, now: datetime) -> Room | Refusal:
    """Take a task away; taking away what is gone changes nothing."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    task = next((task for task in room.tasks if task.pk == task_id), None)
    refusal = change(room, "edit", now=now) if task else None
    if refusal or task is None:
        return refusal or room
    task.delete()
    events.record(AllianceChanged(alliance_id=room.alliance.pk), actor_id=actor.person_id)
    return room


def in_words(room: Room, task: Task) -> dict[str, str]:
    """A task by field of its form, for whoever must join two."""
    names = {party.pk: party.name for party in room.parties}
    roles = room.roles[task.pk]
    shown = {role: ", ".join(names[party] for party, own in roles.items() if own is role) for role in ROLE_DA}
    return {"title": task.title, **{role.value: words for role, words in shown.items()}, "line": task.line, "contact": task.contact}
