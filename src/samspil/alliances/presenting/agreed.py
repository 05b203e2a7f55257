"""An alliance as its agreement in force says it is: what everybody else sees while the parties write an amendment."""

from typing import Any

from samspil.alliances.actions.restore import OF_ALLIANCE, TEXTS, day, promised, put_back_beside
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.models import Task
from samspil.alliances.rooms import Room


def as_agreed(room: Room) -> Room:
    """The same room with the rows as they stood when the amendment was begun; nothing is written. A room without an amendment is as it was."""
    if room.amendment is None:
        return room
    stood = room.amendment.stood
    alliance, initiative = room.alliance, room.alliance.initiative
    initiative.title, initiative.first_day, initiative.last_day = stood["title"], day(stood["first"]), day(stood["last"])
    for name in OF_ALLIANCE:
        setattr(alliance, name, stood[name])
    put_back_beside(room, room.amendment.beside)
    overlay_parties(room, stood)
    overlay_tasks(room, stood)
    overlay_commitments(room, stood)
    return room


def overlay_parties(room: Room, stood: dict[str, Any]) -> None:
    """Each with its own words; who came with the amendment is not there yet."""
    before = {party["id"]: party for party in stood["parties"]}
    room.parties = [party for party in room.parties if party.pk in before]
    for party in room.parties:
        for name in TEXTS:
            setattr(party, name, before[party.pk][name])


def overlay_commitments(room: Room, stood: dict[str, Any]) -> None:
    """What is promised, with what was delivered of it or why it was missed."""
    room.pieces = {**{said["id"]: () for said in stood["promises"]}, **room.pieces}
    missed = {one.pk: one.missed_reason for one in room.commitments}
    room.commitments = [promised(room, said, 0) for said in stood["promises"]]
    for one in room.commitments:
        one.missed_reason = missed.get(one.pk, "")


def overlay_tasks(room: Room, stood: dict[str, Any]) -> None:
    """The tasks with who does what."""
    room.roles = {task["id"]: {role["party"]: TaskRole(role["role"]) for role in task["roles"]} for task in stood["tasks"]}
    room.tasks = [Task(pk=said["id"], alliance=room.alliance, title=said["title"]) for said in stood["tasks"]]
    for task, said in zip(room.tasks, stood["tasks"], strict=True):
        task.help = Volunteers(**said["volunteers"]) if said["volunteers"] else None
