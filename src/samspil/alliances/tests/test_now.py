"""The box "Lige nu": what is ahead and what waits for one's own parties, and for nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspil.alliances import waiting
from samspil.alliances.actions.check_up import ask_for_checkup
from samspil.alliances.actions.see_messages import see_messages
from samspil.alliances.actions.write_message import NewMessage, write_message
from samspil.alliances.models import CheckUp, CheckUpReply, FollowUp, Meeting, Message
from samspil.alliances.presenting.now import now_for
from samspil.alliances.rooms import Room
from samspil.alliances.tests.making import Two, client_of, fine, now, who
from samspil.alliances.tests.making_meetings import DAY, follow_up, matter, meeting
from samspil.alliances.tests.making_more import Three, running_three
from samspil.identity.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(make_person: Any) -> Three:
    return running_three(make_person)


def lines(two: Two, person: Person) -> list[str]:
    return [one.text for one in now_for(who(person), two.alliance, now())]


def test_nothing_waits_where_nothing_does_and_the_box_is_not_there(three: Three) -> None:
    assert lines(three, three.chair) == []
    assert "Lige nu" not in client_of(three.chair).get(three.address).content.decode()


def test_what_waits_stands_in_the_order_of_what_can_wait_least(three: Three) -> None:
    matter(three, 1)
    follow_up(three)
    meeting(three)
    meeting(three, cancelled=True)
    fine(write_message(who(three.owner), three.slug, NewMessage(three.firm.pk, "Hej", "Maden"), now=now()))
    fine(ask_for_checkup(who(three.chair), three.slug, three.club.pk, now=now()))
    found = lines(three, three.chair)
    assert found == ["Svar på tjekket: otte spørgsmål, to minutter", "Jeres svar mangler: Må vi?", "I skal: Bestil nøgler", "Status", "En ny besked"]
    # The question and the task are the club's alone, and the firm wrote the message.
    assert lines(three, three.owner) == [found[0], "Status"]
    page = client_of(three.chair).get(three.address).content.decode()
    assert all(text in page for text in ("Lige nu", *found[1:]))
    assert found[0] not in page  # it is the next step
    assert "&lt;" not in page
    assert "Jeres svar mangler" not in client_of(three.head).get(three.address).content.decode()


def test_the_box_moves_without_the_alliance_being_changed(three: Three) -> None:
    follow_up(three)
    assert "I skal: Bestil nøgler" in client_of(three.chair).get(three.address).content.decode()
    FollowUp.objects.update(done_at=now())
    assert "Bestil nøgler" not in client_of(three.chair).get(three.address).content.decode()


def test_what_is_over_its_day_is_marked_and_several_of_a_kind_are_one_line(three: Three) -> None:
    follow_up(three)
    owed = FollowUp.objects.get()
    FollowUp.objects.create(alliance=three.alliance, matter=owed.matter, what="Mal lågen", owner=owed.owner, due_day=DAY, written_at=now())
    FollowUp.objects.filter(pk=owed.pk).update(due_day=timezone.localdate() - timedelta(days=1))
    (one,) = now_for(who(three.chair), three.alliance, now())
    assert one.text == "I skulle: Bestil nøgler (og 1 til)"
    assert one.late
    assert one.day.startswith("over tiden, senest ")


def test_a_meeting_that_others_are_called_to_waits_for_nobody_else(three: Three) -> None:
    pk = meeting(three)
    Meeting.objects.filter(pk=pk).update(everybody=False)
    Meeting.objects.get(pk=pk).called.add(three.party(three.firm))
    assert lines(three, three.chair) == []
    assert lines(three, three.owner) == ["Status"]


def test_messages_are_new_until_they_are_seen_and_ones_own_never_are(three: Three) -> None:
    for number in range(3):
        fine(write_message(who(three.owner), three.slug, NewMessage(three.firm.pk, f"Hej {number}", "Maden"), now=now()))
    assert lines(three, three.chair) == ["3 nye beskeder"]
    assert lines(three, three.owner) == []
    see_messages(who(three.chair), three.alliance.pk, Message.objects.order_by("-pk").values_list("pk", flat=True)[0], seen=0)
    assert lines(three, three.chair) == []


def test_what_is_the_next_step_is_not_told_twice(three: Three) -> None:
    pk = matter(three, 1)
    matter(three, 3)
    assert pk
    found = now_for(who(three.chair), three.alliance, now(), f"{three.address}beslutninger/1/")
    assert [one.url for one in found] == [f"{three.address}beslutninger/3/"]
    fine(ask_for_checkup(who(three.chair), three.slug, three.club.pk, now=now()))
    found = now_for(who(three.chair), three.alliance, now(), f"{three.address}tjek/svar/{three.party(three.club).pk}/")
    assert [one.text for one in found] == ["Jeres svar mangler: Må vi? (og 1 til)"]


def test_the_box_and_the_next_step_ask_for_the_same_answers(three: Three) -> None:
    """Whoever acts for two parties is asked until both have answered."""
    Membership.objects.create(person=three.chair, organisation=three.school, asked_at=now(), active_from=now())
    fine(ask_for_checkup(who(three.chair), three.slug, three.club.pk, now=now()))
    round_, own = CheckUp.objects.get(), [three.party(three.club), three.party(three.school)]
    for answered in (0, 1, 2):
        room = Room(three.alliance)
        asked = waiting.round_for(room, own)
        assert bool(asked) == (answered < 2) == bool(lines(three, three.chair)), answered
        assert asked is None or asked[1] == own[answered]
        if answered < 2:
            CheckUpReply.objects.create(checkup=round_, party=own[answered], written_at=now())
    assert lines(three, three.owner), "the firm has not"


def test_the_box_and_the_next_step_name_the_same_question_first(three: Three) -> None:
    matter(three, 1)
    matter(three, 3)
    asked = waiting.question_for(Room(three.alliance), [three.party(three.club)])
    (one,) = now_for(who(three.chair), three.alliance, now())
    assert asked is not None
    assert one.url == f"{three.address}beslutninger/{asked.number}/"
