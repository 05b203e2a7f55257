"""Meetings of some parties, what hangs on a meeting, and who wrote which minutes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.timezone import localdate
from icalendar import Calendar

from samspil.alliances import gatherings, together
from samspil.alliances.actions.attend import attend, write_who_was_there
from samspil.alliances.actions.call_meeting import call_meeting, move_meeting
from samspil.alliances.actions.decide import Word, say
from samspil.alliances.actions.decide_at_meeting import AtMeeting, decide_at_meeting
from samspil.alliances.actions.hang_files import hang_files
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter
from samspil.alliances.actions.remind_of_meetings import remind_of_meetings
from samspil.alliances.actions.remove_file import remove_file
from samspil.alliances.actions.share_file import NewFile, share_file
from samspil.alliances.actions.write_minutes import NewPoint, add_point, write_minutes
from samspil.alliances.domain.deciding import Reply
from samspil.alliances.models import Attendance, Meeting
from samspil.alliances.tests.making import Two, client_of, fine, joined, now, who
from samspil.alliances.tests.making_more import Three, running_three
from samspil.alliances.tests.test_meetings import called, code, filled_in, held_today, new
from samspil.core import events
from samspil.core.models import Notice
from samspil.identity.actions.delete_account import delete_account

pytestmark = pytest.mark.django_db


def pk(two: Two, *organisations: Any) -> frozenset[int]:
    return frozenset(two.party(one).pk for one in organisations)


def of_two(three: Three, days: int = 7) -> Meeting:
    """The club calls the firm, and leaves the school in peace."""
    return called(three, days, called=pk(three, three.club, three.firm))


def in_calendar(meeting: Meeting, person: Any) -> bool:
    return meeting in gatherings.meetings_for(who(person), now())


def test_some_are_called_and_nobody_else_is_asked_reminded_or_has_it_in_the_calendar(make_person: Any) -> None:
    three = running_three(make_person)
    meeting = of_two(three, 1)
    remind_of_meetings(localdate())
    events.deliver_waiting()
    told = set(Notice.objects.filter(dedupe_key__regex=rf"^meeting-\w+:{meeting.pk}(:|$)").values_list("recipient_id", flat=True))
    assert told == {three.chair.pk, three.owner.pk}
    assert [in_calendar(meeting, person) for person in (three.chair, three.owner, three.head)] == [True, True, False]
    assert code(attend(who(three.head), three.slug, meeting.pk, three.school.pk, comes=True, now=now())) == "not-called"
    page = client_of(three.head).get(f"{three.address}moeder/{meeting.pk}/").content.decode()
    assert (f"{three.school.name} er ikke, men I kan læse" in page, f"<b>{three.school.name}:</b>" in page, "kommer/" in page) == (True, False, False)
    listed = client_of(three.head).get(f"{three.address}moeder/").content.decode()
    assert (f"Indkaldt: {three.club.name} og {three.firm.name}" in listed, "har ikke svaret" in listed) == (True, False)


def test_all_means_those_who_come_in_later_too_and_who_left_is_not_called(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}moeder/nyt/{two.party(two.club).pk}/"
    page = client.get(address).content.decode()
    assert page.count(" checked") == 2, "all is what is chosen when nobody chooses"
    assert client.post(address, filled_in(two, called=[])).status_code == 422
    assert client.post(address, filled_in(two, called=[str(two.party(two.club).pk)])).status_code == 409
    assert client.post(address, filled_in(two)).status_code == 302
    assert Meeting.objects.get().everybody
    three = running_three(make_person, title="Et andet bord")
    meeting = of_two(three)
    fine(leave_alliance(who(three.owner), three.slug, three.firm.pk, "Vi flytter", now=now()))
    assert [one.name for one in gatherings.called_to(three.room, [meeting])[meeting.pk]] == [three.club.name]
    assert not in_calendar(meeting, three.owner)


def test_a_party_of_another_alliance_is_never_called(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "Et andet bord")
    forged = pk(two, two.club) | {other.party(other.firm).pk}
    assert code(call_meeting(who(two.chair), two.slug, two.club.pk, new(called=forged), now=now())) == "no-longer"
    sent = filled_in(two, called=[str(one) for one in forged])
    assert client_of(two.chair).post(f"{two.address}moeder/nyt/{two.party(two.club).pk}/", sent).status_code == 422
    assert not Meeting.objects.exists()


def test_who_comes_says_nothing_of_those_who_were_never_called(make_person: Any) -> None:
    three = running_three(make_person)
    begins = now() - timedelta(minutes=30)
    meeting = called(three, begins=begins, ends=begins + timedelta(hours=1), called=pk(three, three.club, three.firm))
    for there, shown in ((pk(three, three.club), False), (pk(three, three.club, three.school), True)):
        fine(write_who_was_there(who(three.chair), three.slug, meeting.pk, there, now=now()))
        page = client_of(three.chair).get(f"{three.address}moeder/{meeting.pk}/").content.decode()
        assert (f"<b>{three.school.name}:</b>" in page) is shown


def test_who_is_called_later_is_asked_and_who_is_left_out_is_told(make_person: Any) -> None:
    three = running_three(make_person)
    meeting = of_two(three)
    fine(attend(who(three.owner), three.slug, meeting.pk, three.firm.pk, comes=True, now=now()))
    events.deliver_waiting()
    changed = new(called=pk(three, three.club, three.school))
    fine(move_meeting(who(three.chair), three.slug, meeting.pk, changed, revision=1, now=now()))
    events.deliver_waiting()
    assert [in_calendar(meeting, person) for person in (three.owner, three.head)] == [False, True]
    assert not Attendance.objects.filter(party=three.party(three.firm)).exists()
    assert Notice.objects.get(dedupe_key=f"meeting-left-out:{meeting.pk}:1").recipient_id == three.owner.pk
    assert Notice.objects.filter(dedupe_key=f"meeting-moved:{meeting.pk}:1", recipient_id=three.head.pk).exists()
    fine(move_meeting(who(three.chair), three.slug, meeting.pk, new(), revision=2, now=now()))
    assert Meeting.objects.get().everybody


def test_the_handover_note_tells_of_the_meetings_a_party_is_called_to(make_person: Any) -> None:
    three = running_three(make_person)
    of_two(three)
    called(three, 3, title="For alle")
    held, _ = held_today(three)
    Meeting.objects.filter(pk=held.pk).update(begins=now() - timedelta(hours=3), ends=now() - timedelta(hours=2))
    told = {name: [one.split(": ")[1] for one in together.underway(three.room, three.party(one), now()).meetings]
            for name, one in (("club", three.club), ("school", three.school))}  # fmt: skip
    assert told == {"club": ["For alle", "Status"], "school": ["For alle"]}


def shared(two: Two, title: str = "Budget") -> int:
    made = NewFile(title, f"{title}.pdf", "pdf", ContentFile(f"%PDF-1.4 {title}".encode()))
    return int(fine(share_file(who(two.owner), two.slug, two.firm.pk, None, made, now=now())).file_id)


def test_files_hang_on_a_meeting_until_they_are_removed(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "Et andet bord")
    meeting, file, strange = called(two), shared(two), shared(other)
    client, address = client_of(two.chair), f"{two.address}moeder/{meeting.pk}/"
    assert client.post(f"{address}filer/", {"attached": [str(file)]}).status_code == 302
    assert f'{two.address}filer/{file}/1/">Budget</a>' in client.get(address).content.decode()
    assert code(hang_files(who(two.chair), two.slug, meeting.pk, [strange])) == "no-file"
    assert client.post(f"{address}filer/", {"attached": [str(strange)]}, follow=True).status_code == 200
    assert set(meeting.files.values_list("pk", flat=True)) == {file}
    assert code(hang_files(who(two.chair), two.slug, meeting.pk, range(1, 30))) == "many-files"
    assert client_of(other.chair).post(f"{address}filer/", {"attached": []}).status_code == 404
    fine(remove_file(who(two.owner), two.slug, file, now=now()))
    assert "Budget" not in client.get(address).content.decode()


def test_a_question_that_waits_is_put_on_the_agenda_and_decided_there(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "Et andet bord")
    meeting, _ = held_today(two)
    matter = fine(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter("Må vi bruge hallen?"), now=now()))
    theirs = fine(raise_matter(who(other.owner), other.slug, other.firm.pk, NewMatter("Må de?"), now=now()))
    sent = {"title": "", "note": "", "question": str(matter.number), "for_organisation": str(two.club.pk)}
    address = f"{two.address}moeder/{meeting.pk}/"
    assert client_of(two.chair).post(f"{address}punkt/ny/{two.party(two.club).pk}/", sent).status_code == 302
    point = meeting.points.get(question=matter)
    assert point.title == "Må vi bruge hallen?"
    assert "Skal besluttes:" in client_of(two.owner).get(address).content.decode()
    page = client_of(two.chair).get(f"{address}punkt/{point.pk}/beslutning/{two.party(two.club).pk}/").content.decode()
    assert f'<option value="{matter.number}" selected>' in page
    fine(decide_at_meeting(who(two.chair), two.slug, meeting.pk, point.pk, two.club.pk, AtMeeting(Reply.YES, "Om tirsdagen", number=matter.number), now=now()))
    assert "Skal besluttes:" not in client_of(two.owner).get(address).content.decode()
    late = NewPoint("", question=matter.number)
    assert code(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, late, now=now())) == "not-open"
    fine(say(who(other.owner), other.slug, theirs.number, other.firm.pk, Word(Reply.YES), now=now()))
    assert code(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint("", question=999), now=now())) == "not-open"


def test_minutes_keep_every_wording_with_who_wrote_it(make_person: Any) -> None:
    two, other = joined(make_person), joined(make_person, "Et andet bord")
    meeting, point = held_today(two)
    address = f"{two.address}moeder/{meeting.pk}/punkt/{point.pk}/referat/historik/"
    assert "ikke skrevet referat" in client_of(two.chair).get(address).content.decode()
    fine(write_minutes(who(two.chair), two.slug, meeting.pk, point.pk, "Vi køber 20 stole.\nDe er grønne.", revision=0, now=now()))
    fine(write_minutes(who(two.owner), two.slug, meeting.pk, point.pk, "Vi køber 30 stole.\nDe er grønne.", revision=1, now=now()))
    page = client_of(two.chair).get(address).content.decode()
    assert ("<ins>Vi køber 30 stole.</ins>" in page, "<del>Vi køber 20 stole.</del>" in page, page.count("<del>")) == (True, True, 1)
    assert [one.by.startswith(name) for one, name in zip(gatherings.wordings_of(two.room, point), (two.firm.name, two.club.name), strict=True)] == [True, True]
    assert (Client().get(address).status_code, client_of(other.chair).get(address).status_code) == (302, 404)
    fine(delete_account(who(two.owner)))
    assert gatherings.wordings_of(two.room, point)[0].by == ""


def test_what_people_write_of_a_meeting_breaks_no_line_of_a_calendar(make_person: Any) -> None:
    two = joined(make_person)
    hostile = "Status\r\nATTENDEE:mailto:alle@example.dk\nEND:VEVENT"
    meeting = called(two, title=hostile, place="Hallen\r\nURL:https://example.com/ond")
    raw = client_of(two.owner).get(f"{two.address}moeder/{meeting.pk}/moede.ics").content
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert ("ATTENDEE" in event, str(event["URL"]).endswith(f"/moeder/{meeting.pk}/"), raw.count(b"\nEND:VEVENT")) == (False, True, 1)
