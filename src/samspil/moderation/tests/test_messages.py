"""One message that a party reports: a case of its own, removed with a reason, and brought back after an appeal. The alliance is left in peace."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from samspil.alliances.actions.change_message import change_message, take_back_message
from samspil.alliances.actions.write_message import NewMessage, write_message
from samspil.alliances.models import Conversation, Message
from samspil.alliances.tests.making import Two, client_of, fine, member, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.personal_data import Subject
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Organisation, Person
from samspil.initiatives.models import Initiative
from samspil.moderation import queries
from samspil.moderation.actions.appeal import appeal_as_owner
from samspil.moderation.actions.report import NewReport, report_thing
from samspil.moderation.domain.words import Verdict
from samspil.moderation.models import Case, Report
from samspil.moderation.tests.making import decided, moderator, now, open_alliance, report, working
from samspil.site.personal_data import HOLDINGS

pytestmark = pytest.mark.django_db
RUDE = "Grimme ord om naboen"


@dataclass
class There:
    """An alliance in which the chair wrote a rude message, and the moderator of its municipality."""

    two: Two
    message: Message
    clerk: Person
    made: Report

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.made.case_id)

    @property
    def place(self) -> str:
        return f"{self.two.address}beskeder/samtale/{self.message.conversation_id}/"


def there(make_person: Any) -> There:
    two = open_alliance(make_person, "Fælles bord")
    message = fine(write_message(who(two.chair), two.slug, NewMessage(two.club.pk, RUDE), now=now()))
    clerk = moderator(make_person)
    return There(two, message, clerk, report(message.pk, "besked", by=who(two.owner)))


def test_a_message_is_removed_and_its_alliance_stays_where_it_is(make_person: Any) -> None:
    one = there(make_person)
    desk = working(one.clerk)
    assert (one.case.kind.value, one.case.author_id, queries.shown_of(queries.get_case_for(desk, one.case.pk)).text) == ("besked", one.two.chair.pk, RUDE)
    decided(one.clerk, one.case)
    assert Initiative.objects.get(pk=one.two.alliance.initiative_id).hidden_at is None
    assert Client().get(one.two.address).status_code == 200
    for person in (one.two.chair, one.two.owner):
        page, listed = (client_of(person).get(address).content.decode() for address in (one.place, f"{one.two.address}beskeder/"))
        assert ("Fjernet af en moderator." in page, RUDE in page, RUDE in listed) == (True, False, False)
    fine(write_message(who(one.two.owner), one.two.slug, NewMessage(one.two.firm.pk, "Godt", conversation_id=one.message.conversation_id), now=now()))
    assert client_of(one.two.owner).get(f"/anmeld/besked/{one.message.pk}/").status_code == 404, "it is gone already"


def test_its_author_alone_is_told_why_and_appeals(make_person: Any) -> None:
    one = there(make_person)
    colleague = member(make_person, "kollega@example.dk", one.two.club, administrator=True)
    decided(one.clerk, one.case)
    events.deliver_waiting()
    address = f"/afgoerelse/besked/{one.message.pk}/"
    letters = [letter for letter in mail.outbox if letter.subject == "En besked, du har skrevet, er fjernet"]
    assert [letter.to for letter in letters] == [[one.two.chair.email]]
    assert (address in letters[0].body, RUDE in letters[0].body) == (True, False)
    assert Notice.objects.get(kind="decision").text == "En besked, du har skrevet, er fjernet af en moderator"
    page = client_of(one.two.chair).get(address).content.decode()
    assert ("Det står ikke rigtigt." in page, RUDE in page, "Beskeden er fjernet" in page) == (True, True, True)
    for other in (one.two.owner, colleague):
        assert client_of(other).get(address).status_code == 404
        with pytest.raises(Http404):
            appeal_as_owner(who(other), "besked", one.message.pk, "Nej", now=now())
    assert client_of(one.two.chair).post(address, {"text": "Det var en sang"}).status_code == 302
    decided(moderator(make_person), one.case, Verdict.KEEP)
    assert RUDE in client_of(one.two.owner).get(one.place).content.decode(), "it comes back as it was"


def test_what_is_removed_is_not_written_anew_and_can_be_taken_back_for_good(make_person: Any) -> None:
    one = there(make_person)
    decided(one.clerk, one.case)
    refused = change_message(who(one.two.chair), one.two.slug, one.message.pk, "Pænere", now=now())
    assert getattr(refused, "code", "") == "removed"
    fine(take_back_message(who(one.two.chair), one.two.slug, one.message.pk, now=now()))
    assert Message.objects.get(pk=one.message.pk).text == ""
    Conversation.objects.all().delete()
    assert queries.shown_of(one.case).text == "", "the case outlives the message"


def test_two_messages_and_their_alliance_are_three_cases(make_person: Any) -> None:
    one = there(make_person)
    other = fine(write_message(who(one.two.chair), one.two.slug, NewMessage(one.two.club.pk, "Endnu en"), now=now()))
    for n in range(2):
        report(other.pk, "besked", by=who(one.two.owner), text=f"Igen {n}")
        report(one.two.alliance.initiative_id, "indsats", text=f"Hele siden {n}")
    assert [(case.kind.value, case.reports.count()) for case in Case.objects.order_by("pk")] == [("besked", 1), ("besked", 2), ("indsats", 2)]
    page = Case.objects.get(message=None)
    decided(one.clerk, one.case)
    assert (page.state, Message.objects.get(pk=other.pk).hidden_at) == ("waiting", None)
    with pytest.raises(Http404):
        queries.get_own_case_for(who(one.two.chair), "indsats", one.two.alliance.initiative_id)


def test_nobody_who_takes_part_decides_and_nobody_outside_reports(make_person: Any) -> None:
    one = there(make_person)
    town_hall = Organisation.objects.get(of_municipality="0000")
    one.two.alliance.initiative.participations.create(organisation=town_hall, joined=True)
    assert queries.is_party(working(one.clerk), one.case), "the municipality takes part"
    stranger = member(make_person, "fremmed@example.dk", organisation("De andre"))
    for actor in (who(stranger), who(one.clerk)):
        with pytest.raises(Http404):
            report_thing(actor, NewReport(kind="besked", thing_id=one.message.pk, form_key=uuid4(), reason="wrong", text="Jeg gætter"), now=now())


def test_who_deletes_the_account_is_no_longer_told_and_the_case_forgets_them(make_person: Any) -> None:
    one = there(make_person)
    holding = next(found for found in HOLDINGS if found.key == "reported-messages")
    subject = Subject(one.two.chair.pk, (one.two.chair.email,))
    assert holding.export(subject) == [], "what waits would tell that somebody reported it"
    decided(one.clerk, one.case)
    assert len(holding.export(subject)) == 1
    assert delete_account(who(one.two.chair)) is None
    assert (one.case.author_id, queries.owners_of(one.case)) == (None, [])
