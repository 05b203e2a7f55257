"""End an alliance well: say what happened to those it touches and where the task goes on, and what each party learnt."""

from datetime import date

from django.db import transaction

from samspil.alliances.actions.check_up import no_say, speaks
from samspil.alliances.actions.working import NOT_YOUR_PARTY, begin, closed_now, party_of, stale
from samspil.alliances.domain.closing import ONWARD_DA, Exit, Farewell, unsaid, why_not_written
from samspil.alliances.domain.commitments import Keeping, keeping
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.models import Closing, Lesson
from samspil.alliances.rooms import Room
from samspil.core.refusals import Refusal
from samspil.identity.actor import Actor

LEARNING_STAGES = frozenset({Stage.AGREED, Stage.RUNNING, Stage.CLOSED})


def closing_of(room: Room) -> Closing:
    """What is said of the ending so far; a row that is not kept yet when nothing is."""
    return Closing.objects.filter(alliance=room.alliance).first() or Closing(alliance=room.alliance)


@transaction.atomic
def write_farewell(actor: Actor, slug: str, farewell: Farewell, *, revision: int) -> Closing | Refusal:
    """Keep what one of those who take part wrote for all of them, while it is under way; nothing of it closes the alliance."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    if room.alliance.stage != Stage.RUNNING:
        return closed_now(room)
    found = closing_of(room)
    if found.pk and found.as_farewell() == farewell:
        return found  # sent twice, or nothing changed
    if found.revision != revision:
        return stale(in_words(found.as_farewell()), found.revision)
    impossible = why_not_written(farewell)
    return Refusal("unfinished", impossible) if impossible else write(found, farewell)


def write(found: Closing, farewell: Farewell) -> Closing:
    for one, settled in farewell.exits.items():
        setattr(found, f"{one.value}_done", settled.done)
        setattr(found, f"{one.value}_by", settled.by.strip())
    found.onward, found.onward_to, found.revision = farewell.onward or "", farewell.onward_to.strip(), found.revision + 1
    found.save()
    return found


def in_words(farewell: Farewell) -> dict[str, str]:
    """What stands, by field of the form."""
    done = {f"{one.value}_by": f"{'På plads. ' if farewell.exits[one].done else ''}{farewell.exits[one].by}" for one in Exit}
    return {**done, "onward": ONWARD_DA[farewell.onward] if farewell.onward else "", "onward_to": farewell.onward_to}


@transaction.atomic
def write_lesson(actor: Actor, slug: str, organisation_id: int, text: str, *, revision: int) -> Lesson | Refusal:
    """A party writes what it learnt, also after the alliance has closed."""
    room = begin(actor, slug)
    if isinstance(room, Refusal):
        return room
    party = party_of(actor, room, organisation_id)
    if party is None:
        return NOT_YOUR_PARTY
    if not speaks(actor, room, organisation_id):
        return no_say(party)
    if room.alliance.stage not in LEARNING_STAGES:
        return closed_now(room)
    found = Lesson.objects.filter(party=party).first() or Lesson(party=party)
    if found.text == text.strip():
        return found
    if found.revision != revision:
        return stale({"learnt": found.text}, found.revision)
    found.text, found.revision = text.strip(), found.revision + 1
    found.save()
    return found


def still_unsaid(room: Room, today: date) -> list[str]:
    """What nobody has said yet, behind "Der er ikke sagt, …"."""
    standing = [keeping(one.as_promise(room.pieces[one.pk]), today) for one in room.commitments]
    unexplained = sum(one not in {Keeping.KEPT, Keeping.MISSED} for one in standing)
    return unsaid(closing_of(room).as_farewell(), unexplained=unexplained)
