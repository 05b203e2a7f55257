"""What the pages of meetings show."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from samspil.alliances import gatherings
from samspil.alliances.domain.deciding import REPLY_DA, Reply
from samspil.alliances.domain.meetings import COMING_DA, MEETING_DA, UNDER_WAY_DA, Coming, MeetingState, state_of, under_way
from samspil.alliances.domain.missing import listed
from samspil.alliances.models import Attendance, Meeting, Party, SharedFile
from samspil.alliances.presenting.deciding import names_of
from samspil.alliances.rooms import Room
from samspil.core.periods import danish_date
from samspil.identity.actor import Actor

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
LOOK = {
    MeetingState.COMING: ("tag--plain", "clock"),
    MeetingState.OVER: ("", "check"),
    MeetingState.CANCELLED: ("tag--amber", "warning"),
}


def when(meeting: Meeting) -> str:
    """onsdag 3. februar 2027 kl. 17.00–18.30"""
    begins, ends = localtime(meeting.begins), localtime(meeting.ends)
    return f"{WEEKDAYS[begins.weekday()]} {danish_date(begins.date())} kl. {begins:%H.%M}–{ends:%H.%M}"


def row_of(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """A meeting as a line."""
    state = state_of(meeting.times, now, cancelled=bool(meeting.cancelled_at))
    look, sign = LOOK[state]
    going = under_way(meeting.times, now, cancelled=bool(meeting.cancelled_at))
    return {
        "pk": meeting.pk,
        "title": meeting.title,
        "when": when(meeting),
        "place": meeting.place,
        "link": meeting.link,
        "state": UNDER_WAY_DA if going else MEETING_DA[state],
        "look": look,
        "sign": sign,
        "coming": state is MeetingState.COMING,
        "over": state is MeetingState.OVER,
        "cancelled": state is MeetingState.CANCELLED,
        "reason": meeting.cancel_reason,
    }


def page(actor: Actor, room: Room, now: datetime) -> dict[str, Any]:
    """All meetings: those to come, the next first, and those that were, the latest first."""
    found = gatherings.meetings_of(room)
    answers, own = gatherings.answers_to(found), room.own(actor)
    called = gatherings.called_to(room, found)
    rows = [{**row_of(one, now), **asked_row(one, called[one.pk], own, answers)} for one in found]
    past = [row for row in reversed(rows) if not row["coming"]]
    return {"coming": [row for row in rows if row["coming"]], "past": past, "own": own}


def asked_row(one: Meeting, called: list[Party], own: list[Party], answers: dict[tuple[int, int], Attendance]) -> dict[str, Any]:
    """Whom a meeting waits for among the reader's own parties, and who is called when that is not everybody."""
    silent = [party.name for party in own if party in called and coming_of(answers.get((one.pk, party.pk))) is Coming.SILENT]
    return {"unanswered": silent, "only": "" if one.everybody else listed([party.name for party in called])}


def coming_of(answer: Attendance | None) -> Coming:
    """What a party has said of coming."""
    if answer is None or answer.comes is None:
        return Coming.SILENT
    return Coming.YES if answer.comes else Coming.NO


def meeting_page(actor: Actor, room: Room, meeting: Meeting, now: datetime) -> dict[str, Any]:
    """One meeting: who comes, its agenda with minutes and decisions, and the next one."""
    answers, names = gatherings.answers_to([meeting]), names_of(room)
    own, begun = room.own(actor), localdate(now) >= localdate(meeting.begins)
    called, files = gatherings.called_to(room, [meeting])[meeting.pk], gatherings.files_of(meeting)
    mine = {party.pk for party in own}
    points = [point_row(point, names, mine) for point in gatherings.points_of(meeting)]
    following = next((one for one in gatherings.meetings_of(room) if one.begins > meeting.begins and not one.cancelled_at), None)
    return {
        "meeting": {**row_of(meeting, now), "called_by": names.get(meeting.called_by_id, "")},
        "comers": comers(room, meeting, called, answers, now),
        "answering": [(party, coming_of(answers.get((meeting.pk, party.pk))).value) for party in own if party in called],
        "only": not meeting.everybody,
        "not_called": [party.name for party in own if party not in called],
        "files": [file_row(file) for file in files],
        "hung": [str(file.pk) for file in files],
        "there": [str(party) for (_, party), answer in answers.items() if answer.was_there],
        "points": points,
        "begun": begun and not meeting.cancelled_at,
        "takes_points": not meeting.cancelled_at and localdate(now) <= localdate(meeting.ends),
        "next_meeting": row_of(following, now) if following else None,
        "own": own,
    }


def comers(room: Room, meeting: Meeting, called: list[Party], answers: dict[tuple[int, int], Attendance], now: datetime) -> list[dict[str, Any]]:
    """Who is called, and who came though they were not."""
    over = state_of(meeting.times, now, cancelled=bool(meeting.cancelled_at)) is MeetingState.OVER
    rows = [(party, answers.get((meeting.pk, party.pk))) for party in room.joined]
    return [comer(party.name, answer, over=over) for party, answer in rows if party in called or (answer and answer.was_there)]


def file_row(file: SharedFile) -> tuple[str, str]:
    """A file's title, and the address of its newest version below the alliance's."""
    return file.title, f"filer/{file.pk}/{vars(file)['newest']}/"


def comer(name: str, answer: Attendance | None, *, over: bool) -> dict[str, Any]:
    """Whether a party comes and whether it was there, in words; once the meeting is `over`, only the latter counts."""
    was = answer.was_there if answer else None
    there, coming = {None: "", True: "var med", False: "var ikke med"}[was], coming_of(answer)
    if over:
        return {"name": name, "word": there.capitalize() or "Ikke skrevet endnu", "there": "", "good": bool(was), "waits": was is None}
    return {"name": name, "word": COMING_DA[coming], "there": there, "good": coming is Coming.YES, "waits": coming is Coming.SILENT}


def wordings(found: list[gatherings.Wording]) -> list[dict[str, Any]]:
    """Each wording with what it put in and took out of the one before it; the newest first."""
    before = [*(one.text for one in found[1:]), ""][: len(found)]
    return [{"at": one.at, "by": one.by, **lines_changed(old, one.text)} for one, old in zip(found, before, strict=True)]


def lines_changed(before: str, after: str) -> dict[str, list[str]]:
    """The lines that came and those that went."""
    old, new = before.splitlines(), after.splitlines()
    return {"came": [line for line in new if line not in set(old)], "went": [line for line in old if line not in set(new)], "text": new}


def point_row(point: Any, names: dict[int, str], mine: set[int]) -> dict[str, Any]:
    """A point of the agenda, with its minutes and decisions."""
    decided = [(one.number, one.text, REPLY_DA[Reply(one.outcome)], one.decision) for one in point.matters.all()]
    return {
        "pk": point.pk,
        "title": point.title,
        "note": point.note,
        "by": names.get(point.added_by_id, ""),
        "question": point.question if point.question and point.question not in point.matters.all() else None,
        "minutes": point.minutes,
        "decided": decided,
        "may_drop": point.added_by_id in mine and not point.minutes and not decided,
    }
