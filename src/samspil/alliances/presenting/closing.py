"""The guide to ending well, and afterwards how it ended."""

from datetime import date
from typing import Any

from samspil.alliances.actions.check_up import speaks
from samspil.alliances.actions.close_well import closing_of, still_unsaid
from samspil.alliances.domain.closing import EXIT_DA, ONWARD_DA, Exit, Farewell, continued_with
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.forms.closing import LessonForm
from samspil.alliances.models import Lesson, Party
from samspil.alliances.presenting.tally import tally
from samspil.alliances.rooms import Room, terms_of
from samspil.identity.actor import Actor


def guide(actor: Actor, room: Room, today: date) -> dict[str, Any]:
    """What the steps of the guide show; the shared form stands beside it."""
    lessons = {lesson.party_id: lesson for lesson in Lesson.objects.filter(party__alliance=room.alliance)}
    return {
        "section": "alliances",
        "alliance": room.alliance,
        "initiative": room.alliance.initiative,
        "tally": tally(actor, room, room.parties, today, works=True),
        "lessons": [(party.name, lessons[party.pk].text) for party in room.joined if party.pk in lessons and lessons[party.pk].text],
        "own_lessons": [(party, lesson_form(party, lessons.get(party.pk))) for party in room.own(actor) if speaks(actor, room, party.organisation_id or 0)],
        "over": room.alliance.stage == Stage.CLOSED,
        "unsaid": still_unsaid(room, today),
    }


def sentences(room: Room) -> dict[str, str]:
    """What the parties agreed would happen to each of those it touches."""
    terms = terms_of(room.alliance).written
    return {one.value: terms[f"exit_{one.value}"] for one in Exit}


def lesson_form(party: Party, lesson: Lesson | None) -> LessonForm:
    start = {"for_organisation": party.organisation_id, "learnt": lesson.text if lesson else "", "revision": lesson.revision if lesson else 0}
    return LessonForm(initial=start, auto_id=f"id_%s_{party.pk}")


def ended(room: Room) -> dict[str, Any]:
    """How it ended: what was said of each exit, and where the task went."""
    farewell: Farewell = closing_of(room).as_farewell()
    agreed = sentences(room)
    rows = [(EXIT_DA[one], agreed[one.value], farewell.exits[one].done, farewell.exits[one].by) for one in Exit]
    return {"rows": rows, "onward": ONWARD_DA[farewell.onward] if farewell.onward else "", "onward_to": continued_with(farewell)}
