"""Messages between the parties: calm, theirs alone, changed for a while and taken back at any time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.alliances.actions.change_message import change_message, take_back_message
from samspil.alliances.actions.leave import leave_alliance
from samspil.alliances.actions.write_message import MOST_AN_HOUR, NewMessage, write_message
from samspil.alliances.domain.lifecycle import Stage
from samspil.alliances.domain.talk import MAY_CHANGE, may_change, sender_in_words, subject_key
from samspil.alliances.jobs import TALK_KEPT, remove_old_messages
from samspil.alliances.models import Alliance, Conversation, LastSeen, Message
from samspil.alliances.tests.making import Two, client_of, fine, joined, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.identity import telling
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Person
from samspil.moderation.models import Report

pytestmark = pytest.mark.django_db
SECRET = "Nøglen ligger under potten"


def said(two: Two, text: str = SECRET, subject: str = "Nøgler", **more: Any) -> Message:
    """The club writes."""
    message: Message = fine(write_message(who(two.chair), two.slug, NewMessage(two.club.pk, text, subject, **more), now=now()))
    return message


def code(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_message_can_be_changed_for_a_quarter_of_an_hour() -> None:
    written = now()
    assert may_change(written, written + MAY_CHANGE - timedelta(seconds=1), taken_back=False)
    assert not may_change(written, written + MAY_CHANGE, taken_back=False)
    assert not may_change(written, written, taken_back=True)


def test_subjects_that_read_the_same_are_one_and_a_sender_without_a_name_is_the_party() -> None:
    assert subject_key("  Sommerfest  I juni ") == subject_key("sommerfest i JUNI")
    assert (sender_in_words("Klubben", "En formand"), sender_in_words("Klubben", "")) == ("Klubben · En formand", "Klubben")


def test_parties_write_to_each_other_and_answer_in_the_same_conversation(make_person: Any) -> None:
    two = joined(make_person)
    Person.objects.filter(pk=two.chair.pk).update(first_name="En", last_name="Formand")
    chair, owner = client_of(two.chair), client_of(two.owner)
    assert "Ingen har skrevet endnu" in owner.get(f"{two.address}beskeder/").content.decode()
    sent = chair.post(f"{two.address}beskeder/ny/", {"for_organisation": two.club.pk, "subject": "Nøgler", "text": "Se https://example.dk\n<b>Hej</b>"})
    assert sent.status_code == 302
    page = owner.get(f"{two.address}beskeder/").content.decode()
    for told in ("Nøgler", f"{two.club.name} · En Formand", "1 ny besked", "1 besked"):
        assert told in page, told
    assert two.chair.email not in page
    assert "1 ny besked" not in owner.get(f"{two.address}beskeder/").content.decode(), "looking is having met it"
    conversation = Conversation.objects.get()
    address = f"{two.address}beskeder/samtale/{conversation.pk}/"
    seen = owner.get(address).content.decode()
    assert '<a href="https://example.dk" rel="nofollow">' in seen
    assert "&lt;b&gt;Hej&lt;/b&gt;" in seen
    assert f"Send for {two.firm.name}" in seen
    assert owner.post(address, {"for_organisation": two.firm.pk, "text": "Tak"}).status_code == 302
    chair.post(f"{two.address}beskeder/ny/", {"for_organisation": two.club.pk, "subject": "nøgler ", "text": "Velbekomme"})
    chair.post(f"{two.address}beskeder/ny/", {"for_organisation": two.club.pk, "text": "Noget helt andet"})
    assert sorted(Conversation.objects.values_list("subject", "number")) == [("", 1), ("Nøgler", 3)]
    page = owner.get(f"{two.address}beskeder/").content.decode()
    assert page.index("Fælles samtale") < page.index("Nøgler"), "the newest conversation first"


def test_what_cannot_be_sent_is_refused_and_stays_in_the_form(make_person: Any) -> None:
    two = joined(make_person)
    client, address = client_of(two.chair), f"{two.address}beskeder/ny/"
    for changed, status in (
        ({"text": ""}, 422),
        ({"text": "010190-1234"}, 422),
        ({"text": "x" * 4001}, 422),
        ({"subject": "010190-1234"}, 422),
        ({"for_organisation": two.firm.pk}, 409),
        ({"for_organisation": ""}, 409),
        ({"for_organisation": "²"}, 422),
    ):
        assert client.post(address, {"for_organisation": two.club.pk, "text": "Hej", **changed}).status_code == status, changed
    assert not Message.objects.exists()
    assert not Conversation.objects.exists()
    assert code(write_message(who(two.chair), two.slug, NewMessage(two.club.pk, "Hej", conversation_id=0), now=now())) == "no-conversation"
    assert code(write_message(who(two.chair), two.slug, NewMessage(two.club.pk, " "), now=now())) == "no-words"


def test_a_form_that_is_sent_twice_is_one_message_and_somebody_who_writes_all_day_is_asked_to_wait(make_person: Any) -> None:
    two = joined(make_person)
    assert said(two) == said(two)
    assert Conversation.objects.get().number == 1
    rows = [Message(alliance=two.alliance, conversation_id=Conversation.objects.get().pk, author=two.chair, text="x", written_at=now())] * (MOST_AN_HOUR - 1)
    Message.objects.bulk_create([Message(**{f.attname: getattr(one, f.attname) for f in Message._meta.local_fields if f.name != "id"}) for one in rows])
    assert code(write_message(who(two.chair), two.slug, NewMessage(two.club.pk, "Endnu en"), now=now())) == "too-many"


def test_one_changes_ones_own_for_a_while_and_takes_it_back_at_any_time(make_person: Any) -> None:
    two = joined(make_person)
    message = said(two)
    client, address = client_of(two.chair), f"{two.address}beskeder/{message.pk}/"
    assert SECRET in client.get(f"{address}ret/").content.decode()
    assert client.post(f"{address}ret/", {"text": "Nøglen er hos naboen"}).status_code == 302
    page = client_of(two.owner).get(f"{two.address}beskeder/samtale/{message.conversation_id}/").content.decode()
    assert ("Nøglen er hos naboen" in page, "rettet" in page, SECRET in page) == (True, True, False)
    late = now() + MAY_CHANGE
    assert code(change_message(who(two.chair), two.slug, message.pk, "Igen", now=late)) == "too-late"
    assert code(change_message(who(two.chair), two.slug, message.pk, " ", now=now())) == "no-words"
    assert code(change_message(who(two.owner), two.slug, message.pk, "Mit", now=now())) == "not-yours"
    assert code(take_back_message(who(two.owner), two.slug, message.pk, now=now())) == "not-yours"
    assert client_of(two.owner).get(f"{address}traek-tilbage/").status_code == 404
    assert "Nøglen er hos naboen" in client.get(f"{address}traek-tilbage/").content.decode()
    for _ in range(2):
        assert client.post(f"{address}traek-tilbage/").status_code == 302
    page = client_of(two.owner).get(f"{two.address}beskeder/samtale/{message.conversation_id}/").content.decode()
    assert ("Beskeden er trukket tilbage." in page, "Nøglen er hos naboen" in page) == (True, False)
    assert Message.objects.get().text == ""
    assert code(change_message(who(two.chair), two.slug, message.pk, "Igen", now=now())) == "taken-back"


def test_nobody_outside_reads_or_writes_and_a_party_that_left_sees_nothing_newer(make_person: Any) -> None:
    two = joined(make_person)
    message = said(two)
    stranger = member(make_person, "fremmed@example.dk", organisation("De andre"))
    Person.objects.filter(pk=(blocked := member(make_person, "spaerret@example.dk", two.club)).pk).update(is_active=False, blocked_at=now())
    for client in (Client(), client_of(stranger), client_of(blocked)):
        for place in ("", "ny/", f"samtale/{message.conversation_id}/", f"{message.pk}/ret/", f"{message.pk}/traek-tilbage/"):
            answer = client.get(f"{two.address}beskeder/{place}")
            assert (answer.status_code in {302, 404}, SECRET in answer.content.decode()) == (True, False)
        assert client.post(f"{two.address}beskeder/ny/", {"for_organisation": two.club.pk, "text": "Hej"}).status_code in {302, 404}
        assert client.get(f"/anmeld/besked/{message.pk}/").status_code == 404
    other = joined(make_person, "En anden")
    assert client_of(other.chair).get(f"{other.address}beskeder/samtale/{message.conversation_id}/").status_code == 404
    fine(leave_alliance(who(two.owner), two.slug, two.firm.pk, "Vi har ikke tid", now=now()))
    assert client_of(two.owner).get(f"{two.address}beskeder/samtale/{message.conversation_id}/").status_code == 404
    assert Message.objects.count() == 1


def test_the_others_get_one_line_a_day_in_a_gathered_mail_and_never_the_words(make_person: Any) -> None:
    two = joined(make_person)
    quiet = member(make_person, "menig@example.dk", two.firm, signatory=False)
    fine(write_message(who(quiet), two.slug, NewMessage(two.firm.pk, "Et spørgsmål", "Nøgler"), now=now()))
    said(two)
    said(two, "Endnu en")
    events.deliver_waiting()
    assert mail.outbox == []
    told = Notice.objects.filter(dedupe_key__startswith="messages:")
    assert sorted(told.values_list("recipient_id", flat=True)) == sorted([two.chair.pk, two.owner.pk, quiet.pk])
    assert not told.filter(text__contains=SECRET).exists()
    telling.send_digests(timezone.now() + timedelta(days=1))
    assert len(mail.outbox) == 3
    assert not any(SECRET in str(letter.message()) or two.alliance.initiative.title in str(letter.message()) for letter in mail.outbox)


def test_a_message_is_reported_with_its_words_to_the_moderators(make_person: Any) -> None:
    two = joined(make_person)
    message, address = said(two), f"/anmeld/besked/{Message.objects.get().pk}/"
    client = client_of(two.owner)
    assert address in client.get(f"{two.address}beskeder/samtale/{message.conversation_id}/").content.decode()
    assert "Besked i »Fælles bord«" in client.get(address).content.decode()
    form = {"form_key": "6f9619ff-8b86-4011-b42d-00c04fc964ff", "reason": "harassment", "text": "Det er groft", "email": ""}
    assert client.post(address, form).status_code == 302
    made = Report.objects.get()
    assert (made.said, made.case.message) == (SECRET, message.pk)
    fine(take_back_message(who(two.chair), two.slug, message.pk, now=now()))
    assert client.get(address).status_code == 404


def test_the_name_goes_with_the_account_and_the_words_stay_with_the_party(make_person: Any) -> None:
    two = joined(make_person)
    leaver = member(make_person, "paa-vej@example.dk", two.club)
    Person.objects.filter(pk=leaver.pk).update(first_name="Paavej", last_name="Vaek")
    message = fine(write_message(who(leaver), two.slug, NewMessage(two.club.pk, SECRET), now=now()))
    address = f"{two.address}beskeder/samtale/{message.conversation_id}/"
    client_of(leaver).get(f"{two.address}beskeder/")
    assert LastSeen.objects.filter(person=leaver).exists()
    assert "Paavej Vaek" in client_of(two.owner).get(address).content.decode()
    assert delete_account(who(leaver)) is None
    page = client_of(two.owner).get(address).content.decode()
    assert (SECRET in page, "Paavej" in page, two.club.name in page) == (True, False, True)
    assert not LastSeen.objects.exists()


def test_talk_goes_two_years_after_the_alliance_is_over(make_person: Any) -> None:
    two, going = joined(make_person), joined(make_person, "Går endnu")
    said(two)
    said(going)
    ended = {"stage": Stage.CLOSED.value, "ended_at": now() - TALK_KEPT + timedelta(days=1)}
    Alliance.objects.filter(pk=two.alliance.pk).update(**ended)
    remove_old_messages.func(0)
    assert Message.objects.count() == 2
    Alliance.objects.filter(pk=two.alliance.pk).update(ended_at=now() - TALK_KEPT - timedelta(days=1))
    remove_old_messages.func(0)
    assert list(Message.objects.values_list("alliance", flat=True)) == [going.alliance.pk]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_pages_of_many_messages_are_leafed_through_and_cost_what_few_do(make_person: Any) -> None:
    two = joined(make_person)
    first = said(two)
    client = client_of(two.owner)
    places = (f"{two.address}beskeder/", f"{two.address}beskeder/samtale/{first.conversation_id}/")
    few = [queries_of(client, place) for place in (*places, *places)][2:]
    told = {"alliance": two.alliance, "party": two.party(two.club), "author": two.chair, "text": "x", "written_at": now()}
    rows = Message.objects.bulk_create([Message(conversation_id=first.conversation_id, **told) for _ in range(40)])
    for number in range(25):
        one = Conversation.objects.create(alliance=two.alliance, subject=f"Emne {number}", key=f"emne {number}", number=1)
        one.latest = Message.objects.create(conversation=one, **told).pk
        one.save()
    Conversation.objects.filter(pk=first.conversation_id).update(latest=rows[-1].pk, number=41)
    client.get(places[0])
    many = [queries_of(client, place) for place in places]
    assert (many, max(many) <= 14) == (few, True)
    page = client.get(places[0]).content.decode()
    older = page.partition('href="?foer=')[2].partition('"')[0]
    assert "Nøgler" in client.get(f"{places[0]}?foer={older}").content.decode()
    assert SECRET not in client.get(places[1]).content.decode()
    assert SECRET in client.get(f"{places[1]}?foer={rows[20].pk}").content.decode()
    assert client.get(f"{places[1]}?foer=²").status_code == 200
