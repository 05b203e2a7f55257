"""Meetings: called, moved, cancelled, with agenda, minutes, decisions and calendars that follow."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import get_current_timezone, localdate
from icalendar import Calendar

from samspil.alliances.actions.attend import attend, write_who_was_there
from samspil.alliances.actions.call_meeting import NewMeeting, call_meeting, cancel_meeting, move_meeting
from samspil.alliances.actions.decide_at_meeting import AtMeeting, decide_at_meeting
from samspil.alliances.actions.follow_up import NewFollowUp
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter
from samspil.alliances.actions.remind_of_meetings import remind_of_meetings
from samspil.alliances.actions.write_minutes import NewPoint, add_point, drop_point, write_minutes
from samspil.alliances.domain.deciding import Reply
from samspil.alliances.models import AgendaPoint, Attendance, CalendarAddress, FollowUp, Matter, Meeting
from samspil.alliances.presenting.meetings import row_of
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity.models import Membership, Person

pytestmark = pytest.mark.django_db


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def at(days: int, hour: int = 17) -> datetime:
    """A time of day, so many days from now."""
    return datetime.combine(localdate() + timedelta(days), datetime.min.time(), get_current_timezone()).replace(hour=hour)


def new(days: int = 7, **changed: Any) -> NewMeeting:
    values: dict[str, Any] = {"title": "Status", "begins": at(days), "ends": at(days, 18), "place": "Klubhuset", **changed}
    return NewMeeting(**values)


def called(two: Two, days: int = 7, **changed: Any) -> Meeting:
    """The club calls."""
    meeting: Meeting = fine(call_meeting(who(two.chair), two.slug, two.club.pk, new(days, **changed), now=now()))
    return meeting


def held_today(two: Two) -> tuple[Meeting, AgendaPoint]:
    """A meeting of today with a point, at which both parties are."""
    begins = now() - timedelta(minutes=30)
    meeting = called(two, begins=begins, ends=begins + timedelta(hours=1))
    fine(write_who_was_there(who(two.chair), two.slug, meeting.pk, [two.party(one).pk for one in (two.club, two.firm)], now=now()))
    return meeting, fine(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint("Nye stole"), now=now()))


def filled_in(two: Two, **changed: Any) -> dict[str, Any]:
    day = localdate() + timedelta(7)
    data: dict[str, Any] = {"title": "Status", "day": f"{day:%d-%m-%Y}", "begins": "17", "ends": "18.30", "place": "Klubhuset", "link": "", "revision": "0"}
    data["called"] = [str(party.pk) for party in two.room.joined]
    return {**data, "for_organisation": str(two.club.pk), **changed}


def entries(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_meeting_is_called_once_and_everybody_is_asked(make_person: Any) -> None:
    two = joined(make_person)
    chair, owner = client_of(two.chair), client_of(two.owner)
    for _ in range(2):
        assert chair.post(f"{two.address}moeder/nyt/{two.party(two.club).pk}/", filled_in(two)).status_code == 302
    meeting = Meeting.objects.get()
    assert (timezone.localtime(meeting.begins).hour, meeting.ends - meeting.begins) == (17, timedelta(minutes=90))
    events.deliver_waiting()
    told = Notice.objects.get(recipient_id=two.owner.pk, dedupe_key=f"meeting-called:{meeting.pk}")
    assert ("Kommer I?" in told.text, told.url) == (True, f"{two.address}moeder/{meeting.pk}/")
    page = owner.get(f"{two.address}moeder/").content.decode()
    assert (f"{two.firm.name} har ikke svaret" in page, "Klubhuset" in page) == (True, True)
    data = {"for_organisation": str(two.firm.pk), "yes": "1"}
    assert owner.post(f"{two.address}moeder/{meeting.pk}/kommer/", data).status_code == 302
    assert f"<b>{two.firm.name}:</b> Kommer" in chair.get(f"{two.address}moeder/{meeting.pk}/").content.decode()
    assert code(attend(who(two.owner), two.slug, meeting.pk, two.club.pk, comes=True, now=now())) == "not-your-party"
    assert code(attend(who(two.owner), two.slug, meeting.pk, two.firm.pk, comes=True, now=now() + timedelta(days=9))) == "too-late"


def test_a_meeting_is_said_to_be_under_way_while_it_is() -> None:
    begins = now()
    one = Meeting(title="Status", begins=begins, ends=begins + timedelta(hours=1))
    said = {minutes: row_of(one, begins + timedelta(minutes=minutes))["state"] for minutes in (-1, 0, 59, 60)}
    assert said == {-1: "Kommende", 0: "I gang nu", 59: "I gang nu", 60: "Holdt"}
    one.cancelled_at = begins
    assert row_of(one, begins)["state"] == "Aflyst"


def test_what_cannot_be_a_meeting_is_refused_and_stays_in_the_form(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}moeder/nyt/{two.party(two.club).pk}/"
    for changed, status in (
        ({"title": ""}, 422),
        ({"day": "30-02-2027"}, 422),
        ({"begins": "25"}, 422),
        ({"ends": "17.99"}, 422),
        ({"ends": "16.00"}, 409),
        ({"ends": "17.05"}, 409),
        ({"day": "01-01-2020"}, 409),
        ({"day": "01-01-2090"}, 409),
        ({"place": ""}, 409),
        ({"place": "010190-1234"}, 422),
        ({"link": "javascript:alert(1)"}, 422),
        ({"for_organisation": str(two.firm.pk)}, 409),
    ):
        assert client.post(address, filled_in(two, **changed)).status_code == status, changed
    assert not Meeting.objects.exists()
    late = filled_in(two, begins="kl. 23.00", ends="00:30", place="", link="https://example.dk/moede")
    assert client.post(address, late).status_code == 302, "past midnight"


def test_a_moved_meeting_has_the_same_uid_and_a_higher_sequence_and_asks_again(make_person: Any) -> None:
    two = joined(make_person)
    meeting = called(two)
    fine(attend(who(two.owner), two.slug, meeting.pk, two.firm.pk, comes=True, now=now()))
    address = f"{two.address}moeder/{meeting.pk}/moede.ics"
    (before,) = entries(client_of(two.owner).get(address).content)
    change = filled_in(two, day=f"{localdate() + timedelta(9):%d-%m-%Y}", revision="1")
    assert client_of(two.chair).get(f"{two.address}moeder/{meeting.pk}/ret/").status_code == 200
    assert client_of(two.chair).post(f"{two.address}moeder/{meeting.pk}/ret/", change).status_code == 302
    (after,) = entries(client_of(two.owner).get(address).content)
    assert (str(before["uid"]), int(before["sequence"]), str(before["status"])) == (str(after["uid"]), 0, "CONFIRMED")
    assert (int(after["sequence"]), after["dtstart"].dt - before["dtstart"].dt, after["dtstart"].dt.utcoffset()) == (1, timedelta(days=2), timedelta(0))
    assert set(Attendance.objects.values_list("party", flat=True)) == {two.party(two.club).pk}, "the firm is asked again"
    stale = client_of(two.chair).post(f"{two.address}moeder/{meeting.pk}/ret/", {**change, "title": "Noget andet"})
    assert (stale.status_code, "kl. 17.00–18.30, Klubhuset" in stale.content.decode()) == (409, True)
    events.deliver_waiting()
    assert Notice.objects.filter(recipient_id=two.owner.pk, dedupe_key=f"meeting-moved:{meeting.pk}:1").count() == 1
    same = NewMeeting(meeting.title, *Meeting.objects.values_list("begins", "ends").get(), "Klubhuset", "")
    assert fine(move_meeting(who(two.chair), two.slug, meeting.pk, same, revision=0, now=now())).sequence == 1, "nothing changed"
    assert code(move_meeting(who(two.chair), two.slug, 999, same, revision=1, now=now())) == "no-meeting"


def test_a_cancelled_meeting_says_why_and_is_cancelled_in_calendars(make_person: Any) -> None:
    two = joined(make_person)
    meeting = called(two)
    address = f"{two.address}moeder/{meeting.pk}/aflys/"
    assert client_of(two.owner).get(address).status_code == 200
    assert client_of(two.owner).post(address, {"reason": ""}).status_code == 422
    for _ in range(2):
        assert client_of(two.owner).post(address, {"reason": "Sygdom"}).status_code == 302
    (entry,) = entries(client_of(two.chair).get(f"{two.address}moeder/{meeting.pk}/moede.ics").content)
    assert (str(entry["status"]), int(entry["sequence"]), str(entry["summary"])) == ("CANCELLED", 1, "Aflyst: Status (Fælles bord)")
    page = client_of(two.chair).get(f"{two.address}moeder/{meeting.pk}/").content.decode()
    assert ("Aflyst" in page, "»Sygdom«" in page) == (True, True)
    events.deliver_waiting()
    assert Notice.objects.filter(dedupe_key=f"meeting-cancelled:{meeting.pk}").count() == 2
    assert code(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint("For sent"), now=now())) == "too-late"
    assert code(move_meeting(who(two.chair), two.slug, meeting.pk, new(9), revision=1, now=now())) == "not-coming"
    over = called(two, 1)
    assert code(cancel_meeting(who(two.chair), two.slug, over.pk, "x", now=now() + timedelta(days=3))) == "not-coming"
    assert code(cancel_meeting(who(two.chair), two.slug, over.pk, " ", now=now())) == "no-reason"


def test_the_day_before_those_who_have_not_said_no_are_reminded_once(make_person: Any) -> None:
    two = joined(make_person)
    meeting = called(two, 1)
    called(two, 3, title="Senere")
    fine(attend(who(two.owner), two.slug, meeting.pk, two.firm.pk, comes=False, now=now()))
    assert [remind_of_meetings(localdate()), remind_of_meetings(localdate())] == [1, 0]
    events.deliver_waiting()
    assert list(Notice.objects.filter(dedupe_key__startswith="meeting-tomorrow").values_list("recipient_id", flat=True)) == [two.chair.pk]


def test_the_calendar_file_is_one_that_calendars_read(make_person: Any) -> None:
    two = joined(make_person)
    meeting = called(two, link="https://example.dk/moede", title="Rundt; om, bordet — med \\ tegn\nog æøå" * 2)
    answer = client_of(two.chair).get(f"{two.address}moeder/{meeting.pk}/moede.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(answer.content)
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    (entry,) = entries(answer.content)
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED", "LOCATION", "URL"} <= set(entry)
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (meeting.begins, meeting.ends)
    assert "Rundt; om, bordet — med \\ tegn" in str(entry["summary"])


def test_one_address_has_the_meetings_of_all_ones_alliances_and_ends_when_it_is_renewed(make_person: Any) -> None:
    two, other, strangers = joined(make_person), joined(make_person, "Nabohjælp"), joined(make_person, "De fremmede")
    Membership.objects.create(person=two.chair, organisation=other.firm, asked_at=now(), active_from=now())
    wanted = {called(two).uid, called(two, 9, title="Andet møde").uid, called(other).uid}
    called(strangers)
    client = client_of(two.chair)
    assert "Lav min adresse" in client.get("/alliancer/moedekalender/").content.decode()
    first = made(client)
    answer = Client().get(first)
    assert ({str(one["uid"]) for one in entries(answer.content)}, "no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (wanted, True, "noindex")
    assert CalendarAddress.objects.get().secret_hash not in first
    second = made(client)
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]
    client.post("/alliancer/moedekalender/", {"end": "1"})
    assert (Client().get(second).status_code, CalendarAddress.objects.exists()) == (404, False)


def made(client: Client) -> str:
    """The path of a new address, as the page shows it."""
    assert client.post("/alliancer/moedekalender/").status_code == 302
    page = client.get("/alliancer/moedekalender/").content.decode()
    return address_in(page)


def address_in(page: str) -> str:
    start = page.index("/alliancer/moedekalender/", page.index("<code>"))
    return page[start : page.index("</code>", start)]


def test_a_calendar_shows_nothing_of_an_alliance_its_person_is_out_of(make_person: Any) -> None:
    two = joined(make_person)
    called(two)
    gone, blocked = member(make_person, "gaaet@example.dk", two.club), member(make_person, "spaerret@example.dk", two.club)
    ways = {person: made(client_of(person)) for person in (two.chair, two.owner, gone, blocked)}
    assert all(len(entries(Client().get(way).content)) == 1 for way in ways.values())
    Membership.objects.filter(person=gone).delete()
    Person.objects.filter(pk=blocked.pk).update(is_active=False, blocked_at=now())
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now()))
    assert [len(entries(Client().get(ways[person]).content)) for person in (two.chair, two.owner, gone)] == [1, 0, 0]
    assert Client().get(ways[blocked]).status_code == 404
    assert Client().get("/alliancer/moedekalender/" + "0" * 64 + "/moeder.ics").status_code == 404


def test_nobody_outside_sees_or_changes_a_meeting(make_person: Any) -> None:
    two = joined(make_person)
    meeting, point = held_today(two)
    fine(write_minutes(who(two.chair), two.slug, meeting.pk, point.pk, "Hemmeligheden", revision=0, now=now()))
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi flytter", now=now()))
    club, here = two.party(two.club).pk, f"{two.address}moeder/{meeting.pk}/"
    outside = {"left": two.owner, "other": member(make_person, "anden@example.dk", organisation("De andre"))}
    before = state_now()
    for name, client in {**{key: client_of(person) for key, person in outside.items()}, "visitor": Client()}.items():
        for place in ("", "moede.ics", "ret/", "aflys/", f"punkt/{point.pk}/referat/", f"punkt/{point.pk}/beslutning/{club}/"):
            answer = client.get(here + place)
            assert (answer.status_code in {302, 404}, b"Hemmeligheden" in answer.content) == (True, False), (name, place)
        for place, data in (
            ("kommer/", {"for_organisation": str(two.club.pk), "no": "1"}),
            ("aflys/", {"reason": "x"}),
            (f"punkt/{point.pk}/referat/", {"minutes": "x", "revision": "1"}),
            (f"punkt/{point.pk}/fjern/", {}),
            ("var-med/", {}),
        ):
            assert client.post(here + place, data).status_code in {302, 404}, (name, place)
    assert state_now() == before


def state_now() -> list[Any]:
    return [list(rows.objects.order_by("pk").values_list()) for rows in (Meeting, AgendaPoint, Attendance, Matter)]


def test_the_agenda_is_the_parties_and_a_point_goes_until_it_has_minutes(make_person: Any) -> None:
    two = joined(make_person)
    meeting = called(two)
    owner, firm = client_of(two.owner), two.party(two.firm).pk
    address = f"{two.address}moeder/{meeting.pk}/punkt/ny/{firm}/"
    data = {"title": "Nye stole", "note": "De gamle vakler", "for_organisation": str(two.firm.pk)}
    for _ in range(2):
        assert owner.post(address, data).status_code == 302
    assert owner.post(address, {**data, "title": ""}).status_code == 422
    point = AgendaPoint.objects.get()
    assert "De gamle vakler" in client_of(two.chair).get(f"{two.address}moeder/{meeting.pk}/").content.decode()
    assert code(drop_point(who(two.chair), two.slug, meeting.pk, point.pk)) == "not-your-party"
    assert code(write_minutes(who(two.chair), two.slug, meeting.pk, point.pk, "For tidligt", revision=0, now=now())) == "not-yet"
    assert owner.post(f"{two.address}moeder/{meeting.pk}/punkt/{point.pk}/fjern/").status_code == 302
    assert not AgendaPoint.objects.exists()
    assert drop_point(who(two.owner), two.slug, meeting.pk, point.pk) is None
    for n in range(40):
        fine(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint(f"Punkt {n}"), now=now()))
    assert code(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint("Et for meget"), now=now())) == "many-points"


def test_two_who_write_minutes_at_once_lose_nothing(make_person: Any) -> None:
    two = joined(make_person)
    meeting, point = held_today(two)
    address = f"{two.address}moeder/{meeting.pk}/punkt/{point.pk}/referat/"
    assert client_of(two.chair).get(address).status_code == 200
    assert client_of(two.chair).post(address, {"minutes": "Formanden skrev det her", "revision": "0"}).status_code == 302
    late = client_of(two.owner).post(address, {"minutes": "Ejeren skrev det her", "revision": "0"})
    page = late.content.decode()
    assert (late.status_code, "Formanden skrev det her" in page, "Ejeren skrev det her" in page, 'value="1"' in page) == (409, True, True, True)
    assert client_of(two.owner).post(address, {"minutes": "Begge dele", "revision": "1"}).status_code == 302
    assert AgendaPoint.objects.get().minutes == "Begge dele"
    assert code(drop_point(who(two.owner), two.slug, meeting.pk, point.pk)) == "written"
    assert client_of(two.owner).post(address, {"minutes": "010190-1234", "revision": "2"}).status_code == 422


def test_what_is_decided_at_a_meeting_goes_to_the_log_with_owner_and_day(make_person: Any) -> None:
    two = joined(make_person)
    meeting, point = held_today(two)
    club, day = two.party(two.club).pk, localdate() + timedelta(5)
    address = f"{two.address}moeder/{meeting.pk}/punkt/{point.pk}/beslutning/{club}/"
    assert "Nye stole</textarea>" in client_of(two.chair).get(address).content.decode()
    data = {"text": "Køber vi 20 stole?", "rule": "", "outcome": "yes", "decision": "20 grønne stole", "for_organisation": str(two.club.pk)}
    data |= {"what": "Bestil stolene", "owner": str(two.party(two.firm).pk), "due_day": f"{day:%d-%m-%Y}"}
    assert client_of(two.chair).post(address, {**data, "owner": ""}).status_code == 422
    assert client_of(two.chair).post(address, {**data, "due_day": "01-01-2020"}).status_code == 409
    assert not Matter.objects.exists(), "nothing of it stands"
    for _ in range(2):
        assert client_of(two.chair).post(address, data).status_code == 302
    matter, task = Matter.objects.get(), FollowUp.objects.get()
    assert (matter.outcome, matter.decision, matter.decided_on, matter.point_id) == ("yes", "Ja. 20 grønne stole", localdate(meeting.begins), point.pk)
    assert (task.owner_id, task.due_day, task.what) == (two.party(two.firm).pk, day, "Bestil stolene")
    assert "Ja. 20 grønne stole" in client_of(two.owner).get(f"{two.address}beslutninger/").content.decode()
    assert "Køber vi 20 stole?" in client_of(two.owner).get(f"{two.address}moeder/{meeting.pk}/").content.decode()
    assert "Bestil stolene" in client_of(two.owner).get(f"{two.address}beslutninger/opgaver/").content.decode()
    events.deliver_waiting()
    assert not Notice.objects.filter(dedupe_key__startswith="matter-raised").exists(), "nobody is asked what is decided already"
    assert Notice.objects.filter(dedupe_key=f"matter-decided:{matter.pk}").count() == 2


def test_a_meeting_decides_an_open_question_only_when_those_who_decide_it_were_there(make_person: Any) -> None:
    two = joined(make_person)
    meeting, point = held_today(two)
    matter = fine(raise_matter(who(two.owner), two.slug, two.firm.pk, NewMatter("Må vi bruge hallen?"), now=now()))
    fine(write_who_was_there(who(two.chair), two.slug, meeting.pk, [two.party(two.club).pk], now=now()))
    written = AtMeeting(Reply.NO, "Der er håndbold", number=matter.number)

    def decide(what: AtMeeting) -> Any:
        return decide_at_meeting(who(two.chair), two.slug, meeting.pk, point.pk, two.club.pk, what, now=now())

    refused = decide(written)
    assert (code(refused), two.firm.name in refused.text) == ("absent", True)
    both = {"parties": [str(two.party(one).pk) for one in (two.club, two.firm)]}
    assert client_of(two.chair).post(f"{two.address}moeder/{meeting.pk}/var-med/", both).status_code == 302
    fine(decide(written))
    one = Matter.objects.get()
    assert (one.outcome, [say.why for say in one.says.all()]) == ("no", ["På mødet", "På mødet"])
    assert code(decide(AtMeeting(Reply.YES, "Alligevel", number=matter.number))) == "not-open"
    assert code(decide(AtMeeting(Reply.YES, "Nyt", number=999))) == "not-open"
    assert code(decide(AtMeeting(Reply.YES, " ", new=NewMatter("Må vi?")))) == "no-decision"
    follows = NewFollowUp("Gør det", 0, date(2090, 1, 1))
    assert code(decide(AtMeeting(Reply.YES, "Ja", new=NewMatter("Må vi?"), follows=follows))) == "no-owner"
    assert Matter.objects.count() == 1


def test_pages_of_meetings_cost_the_same_however_many_there_are(make_person: Any) -> None:
    two = joined(make_person)
    meeting, _ = held_today(two)
    client, counts = client_of(two.owner), []
    for upto in (1, 8):
        for n in range(upto):
            called(two, 2 + n, title=f"Møde {upto} {n}")
            fine(add_point(who(two.owner), two.slug, meeting.pk, two.firm.pk, NewPoint(f"Punkt {upto} {n}"), now=now()))
        counts.append([queries_of(client, f"{two.address}moeder/{place}") for place in ("", f"{meeting.pk}/")])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 14, counts


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
