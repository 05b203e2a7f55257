"""Messages about a task: who may begin, who reads, what each is called, when it is closed, and that it goes again."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.utils.timezone import localdate

from samspil.alliances.tests.making import client_of, fine, member, now, organisation, who
from samspil.core import events
from samspil.core.models import Notice
from samspil.core.refusals import Refusal
from samspil.exchange import jobs
from samspil.exchange.actions import keep_pair
from samspil.exchange.actions.answer_match import Answer, answer_match
from samspil.exchange.actions.answer_place import give_back
from samspil.exchange.actions.follow_merge import move_threads
from samspil.exchange.actions.pairing import SaidNo
from samspil.exchange.actions.propose_match import Proposal, propose_match
from samspil.exchange.actions.seek_pair import Receiver, add_receiver, answer_pair, propose_giver
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.actions.write_in_thread import About, begin_thread, take_back, write_in_thread
from samspil.exchange.domain import threads as rules
from samspil.exchange.models import Need, Pair, Signup, Thread, ThreadMessage
from samspil.exchange.tests.making import asked, club_and_chair, offered, shown
from samspil.exchange.threads import get_thread_for, name_of, new_for
from samspil.identity.actions.delete_account import delete_account
from samspil.identity.models import Person
from samspil.moderation.actions.report import NewReport, report_thing
from samspil.moderation.domain.words import Kind, ReportReason
from samspil.moderation.tests.making import decided, moderator

pytestmark = pytest.mark.django_db
LIKES: dict[str, list[str]] = {name: [] for name in ("interests", "languages", "traits", "wont")}
HELLO = "Hej. Hvor mødes vi?"


class World:
    """A club that asks, and somebody who wonders."""

    def __init__(self, make_person: Any, **words: Any) -> None:
        self.club, self.chair = club_and_chair(make_person)
        self.one = make_person("en@example.dk")
        self.need: Need = asked(self.chair, self.club, **words)

    def about(self) -> About:
        return About("need", self.need.pk)

    def begun(self, text: str = HELLO) -> Thread:
        message: ThreadMessage = fine(begin_thread(who(self.one), self.about(), text, now=now()))
        return message.thread

    def yes(self, person: Person | None = None) -> Signup:
        signup: Signup = fine(sign_up(who(person or self.one), self.need.pk, Yes(name="Signe fra Bakken", old_enough=True, tastes=LIKES), now=now()))
        return signup


@pytest.fixture
def world(make_person: Any) -> World:
    return World(make_person)


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def told_to(person: Person) -> list[str]:
    events.deliver_waiting()
    return list(Notice.objects.filter(recipient_id=person.pk, kind="thread").values_list("text", flat=True))


def test_somebody_asks_without_a_name_and_the_whole_club_reads_and_answers(world: World, make_person: Any) -> None:
    page = shown(client_of(world.one), world.need.address)
    assert f"{world.need.address}spoerg/" in page
    sent = client_of(world.one).post(f"{world.need.address}spoerg/", {"text": HELLO})
    thread = Thread.objects.get()
    assert sent["Location"] == thread.address
    other = member(make_person, "kasserer@example.dk", world.club)
    for person in (world.chair, other):
        assert told_to(person) == [f"Der er en besked til dig om »{world.need.title}«"]
        page = shown(client_of(person), thread.address)
        assert HELLO in page
        assert "Den, der spørger" in page
        assert world.one.email not in page
    answer = client_of(world.chair).post(thread.address, {"text": "Ved porten."})
    assert answer.status_code == 302
    page = shown(client_of(world.one), thread.address)
    assert "Ved porten." in page
    assert f"<b>{world.club.name}</b>" in page
    assert told_to(world.one) == [f"Der er en besked til dig om »{world.need.title}«"]


def test_what_is_new_is_marked_until_it_is_read(world: World) -> None:
    thread = world.begun()
    assert (new_for(who(world.chair)), new_for(who(world.one))) == (1, 0)
    assert "Ny</span>" in shown(client_of(world.chair), "/behov/beskeder/")
    shown(client_of(world.chair), thread.address)
    assert new_for(who(world.chair)) == 0
    assert "Ny</span>" not in shown(client_of(world.chair), "/behov/beskeder/")
    assert "1 nye" not in shown(client_of(world.chair), "/tilbud/mine/")


def test_nobody_else_reads_it_and_who_leaves_the_club_reads_no_more(world: World, make_person: Any) -> None:
    thread = world.begun()
    assert client_of(make_person("fremmed@example.dk")).get(thread.address).status_code == 404
    assert Client().get(thread.address).status_code == 302
    with pytest.raises(Http404):
        get_thread_for(who(make_person("ny@example.dk")), thread.pk)
    world.chair.memberships.all().delete()
    assert client_of(world.chair).get(thread.address).status_code == 404


def test_the_name_opens_with_a_yes_and_stays_with_the_place(world: World) -> None:
    thread = world.begun()
    assert name_of(thread, rules.Side.OTHER) == "Den, der spørger"
    signup = world.yes()
    assert name_of(thread, rules.Side.OTHER) == "Signe fra Bakken"
    assert client_of(world.chair).get(f"{world.need.address}pladser/{signup.pk}/skriv/")["Location"] == thread.address


def test_those_who_ask_write_to_who_said_yes_and_not_after_who_left_without_a_word(world: World) -> None:
    signup = world.yes()
    sent = client_of(world.chair).post(f"{world.need.address}pladser/{signup.pk}/skriv/", {"text": "Husk støvler."})
    thread = Thread.objects.get()
    assert sent["Location"] == thread.address
    fine(give_back(who(world.one), signup.pk, now=now()))
    assert refused(write_in_thread(who(world.chair), thread.pk, "Hvorfor?", now=now())) == "not-linked"
    page = shown(client_of(world.chair), thread.address)
    assert "når personen skriver til jer" in page
    assert "<textarea" not in page
    fine(write_in_thread(who(world.one), thread.pk, "Jeg blev syg.", now=now()))
    fine(write_in_thread(who(world.chair), thread.pk, "God bedring.", now=now()))


def test_bad_words_are_refused_and_what_was_typed_is_kept(world: World) -> None:
    answer = client_of(world.one).post(f"{world.need.address}spoerg/", {"text": "Mit nummer er 010190-1234"})
    assert answer.status_code == 422
    assert "CPR" in answer.content.decode()
    assert "Mit nummer er" in answer.content.decode()
    assert refused(begin_thread(who(world.one), world.about(), "  ", now=now())) == "no-words"
    long = client_of(world.one).post(f"{world.need.address}spoerg/", {"text": "a" * 2_001})
    assert long.status_code == 422
    assert not Thread.objects.exists()


def test_who_may_not_begin(world: World, make_person: Any) -> None:
    assert refused(begin_thread(who(world.chair), world.about(), HELLO, now=now())) == "own"
    assert refused(begin_thread(who(world.one), About("need", 0), HELLO, now=now())) == "not-here"
    assert refused(begin_thread(who(world.one), About("place", 0), HELLO, now=now())) == "not-here"
    assert refused(begin_thread(who(world.one), About("match", 0), HELLO, now=now())) == "not-here"
    assert refused(begin_thread(who(world.one), About("pair", 0), HELLO, now=now())) == "not-here"
    assert Client().post(f"{world.need.address}spoerg/", {"text": HELLO}).status_code == 302
    signup = world.yes()
    assert refused(begin_thread(who(make_person("x@example.dk")), About("place", signup.pk), HELLO, now=now())) == "not-here"
    Signup.objects.update(person=None)
    assert refused(begin_thread(who(world.chair), About("place", signup.pk), HELLO, now=now())) == "no-account"


def test_sent_twice_is_one_and_too_many_are_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = world.begun()
    assert world.begun().pk == thread.pk
    assert ThreadMessage.objects.count() == 1
    monkeypatch.setattr(rules, "MOST_AN_HOUR", 2)
    fine(write_in_thread(who(world.one), thread.pk, "To", now=now()))
    assert refused(write_in_thread(who(world.one), thread.pk, "Tre", now=now())) == "too-many"
    monkeypatch.setattr(rules, "MOST_IN_ONE", 2)
    assert refused(write_in_thread(who(world.chair), thread.pk, "Fuld", now=now())) == "full-thread"
    monkeypatch.setattr(rules, "MOST_NEW_A_DAY", 1)
    new = asked(world.chair, world.club, title="Mal hegnet")
    assert refused(begin_thread(who(world.one), About("need", new.pk), HELLO, now=now())) == "too-many-new"


def test_own_words_are_taken_back_for_good(world: World) -> None:
    thread = world.begun()
    message = ThreadMessage.objects.get()
    assert refused(take_back(who(world.chair), message.pk, now=now())) == "not-yours"
    client_of(world.one).post(f"{thread.address}{message.pk}/tag-tilbage/")
    message.refresh_from_db()
    assert message.text == ""
    page = shown(client_of(world.chair), thread.address)
    assert "Beskeden er trukket tilbage" in page
    assert HELLO not in page
    assert told_to(world.chair) == []


def test_the_sides_of_a_proposal_write_before_both_have_said_yes(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    giver, stranger = make_person("giver@example.dk"), make_person("x@example.dk")
    offer, need = offered(giver), asked(chair, club)
    match = fine(propose_match(who(chair), Proposal(offer_id=offer.pk, need_id=need.pk, side="asker"), now=now()))
    assert f"{match.address}skriv/" in shown(client_of(giver), match.address)
    assert client_of(stranger).get(f"{match.address}skriv/").status_code == 404
    assert client_of(chair).post(f"{match.address}skriv/", {"text": "Kan du fredag?"}).status_code == 302
    thread = Thread.objects.get()
    assert thread.person == giver
    assert name_of(thread, rules.Side.OTHER) == "Den, der spørger"
    fine(write_in_thread(who(giver), thread.pk, "Ja.", now=now()))
    fine(answer_match(who(giver), match.pk, "yes", "giver", Answer(name="Villy"), now=now()))
    assert name_of(thread, rules.Side.OTHER) == "Villy"


def test_two_organisations_write_and_become_one(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    firm, twin = organisation("Gartneriet", kind="company"), organisation("Gartneriet 2", kind="company")
    owner, second = member(make_person, "gartner@example.dk", firm), member(make_person, "to@example.dk", twin)
    need = asked(chair, club, kind="pair", seats=5)
    for person, one in ((owner, firm), (second, twin)):
        offer = offered(person, one, kind="place", units=5)
        match = fine(propose_match(who(person), Proposal(offer_id=offer.pk, need_id=need.pk, side="giver"), now=now()))
        fine(begin_thread(who(person), About("match", match.pk), "Hvornår?", now=now()))
    kept = Thread.objects.get(organisation=firm)
    assert name_of(kept, rules.Side.OTHER) == "Gartneriet"
    move_threads(twin, firm)
    assert [one.organisation for one in Thread.objects.all()] == [firm]
    assert kept.messages.count() == 2
    kept.refresh_from_db()
    assert kept.latest == max(kept.messages.values_list("pk", flat=True))
    move_threads(firm, twin)
    assert Thread.objects.get().organisation == twin


def paired(world: World, her: Person) -> Pair:
    """The two have both said yes."""
    place = world.yes()
    told = Receiver(first_name="Fatima", surname="Testesen", account=her.email, knows=True, tastes=LIKES)
    pair: Pair = fine(add_receiver(who(world.chair), world.need.pk, told, now=now()))
    fine(propose_giver(who(world.chair), pair.pk, place.pk, now=now()))
    for person in (world.one, her):
        fine(answer_pair(who(person), pair.pk, "yes", now=now()))
    return pair


def test_the_two_of_a_pair_write_alone_by_first_name_until_it_is_over(make_person: Any) -> None:
    world, her = World(make_person, kind="pair", unnamed=True), make_person("hun@example.dk")
    pair = paired(world, her)
    assert f"{pair.address}skriv/" in shown(client_of(world.one), pair.address)
    assert client_of(world.one).post(f"{pair.address}skriv/", {"text": "Hej"}).status_code == 302
    thread = Thread.objects.get()
    page = shown(client_of(her), thread.address)
    assert "<b>Signe</b>" in page
    assert "Bakken" not in page
    assert client_of(world.chair).get(thread.address).status_code == 404, "the coordinator does not read what two people write"
    today = localdate()
    fine(keep_pair.begin_trial(who(world.chair), pair.pk, today, today + timedelta(weeks=8), now=now()))
    fine(write_in_thread(who(her), thread.pk, "Hej Signe", now=now()))
    fine(keep_pair.stop_now(who(world.chair), pair.pk, SaidNo(), now=now()))
    assert refused(write_in_thread(who(world.one), thread.pk, "Hallo?", now=now())) == "pair-closed"


def test_who_came_before_is_an_outsider_when_another_is_found(make_person: Any) -> None:
    world, her = World(make_person, kind="pair", unnamed=True), make_person("hun@example.dk")
    pair = paired(world, her)
    thread = fine(begin_thread(who(world.one), About("pair", pair.pk), "Hej", now=now())).thread
    fine(answer_pair(who(her), pair.pk, "no", now=now()))
    second = make_person("to@example.dk")
    place = world.yes(second)
    fine(propose_giver(who(world.chair), pair.pk, place.pk, now=now()))
    for person in (second, her):
        fine(answer_pair(who(person), pair.pk, "yes", now=now()))
    assert refused(write_in_thread(who(world.one), thread.pk, "Hallo?", now=now())) == "pair-closed"
    assert "Fatima" not in shown(client_of(world.one), thread.address)
    Pair.objects.update(state="closed", moved_at=now() - timedelta(days=100))
    jobs.look_after_pairs(0)
    assert not Thread.objects.exists(), "what two wrote goes with their pair"


def test_where_children_are_met_two_do_not_write_alone(make_person: Any) -> None:
    world, her = World(make_person, kind="pair", unnamed=True), make_person("hun@example.dk")
    pair = paired(world, her)
    thread = fine(begin_thread(who(world.one), About("pair", pair.pk), "Hej", now=now())).thread
    Need.objects.update(child_contact="direct")
    assert refused(write_in_thread(who(her), thread.pk, "Hej igen", now=now())) == "not-alone"
    assert refused(begin_thread(who(world.one), About("pair", pair.pk), "Hej", now=now())) == "not-alone"
    assert f"{pair.address}skriv/" not in shown(client_of(world.one), pair.address)
    Need.objects.update(child_contact="none")
    Pair.objects.update(receiver=None)
    assert refused(begin_thread(who(world.one), About("pair", pair.pk), "Hej", now=now())) == "no-account"
    Pair.objects.update(state="need")
    assert refused(begin_thread(who(world.one), About("pair", pair.pk), "Hej", now=now())) == "not-here"


def reported(person: Person, message: ThreadMessage) -> Any:
    new = NewReport(kind=Kind.WRITTEN, thing_id=message.pk, form_key=uuid4(), reason=ReportReason.HARASSMENT, text="Den er grim.")
    return report_thing(who(person), new, now=now())


def test_a_reported_message_is_hidden_and_its_author_reads_why(world: World, make_person: Any) -> None:
    thread = world.begun("Noget grimt")
    message = ThreadMessage.objects.get()
    assert f"/anmeld/samtale/{message.pk}/" in shown(client_of(world.chair), thread.address)
    for person in (world.one, make_person("x@example.dk")):
        with pytest.raises(Http404):
            reported(person, message)
    clerk = moderator(make_person)
    case = reported(world.chair, message).case
    assert (case.kind, case.author, case.owner) == (Kind.WRITTEN, world.one, None)
    decided(clerk, case)
    page = shown(client_of(world.chair), thread.address)
    assert "Fjernet af en moderator" in page
    assert "Noget grimt" not in page
    own = shown(client_of(world.one), thread.address)
    assert f"/afgoerelse/samtale/{message.pk}/" in own
    assert "fjernet" in shown(client_of(world.one), f"/afgoerelse/samtale/{message.pk}/").lower()
    assert refused(take_back(who(world.one), message.pk, now=now())) == "not-yours"
    with pytest.raises(Http404):
        reported(world.chair, message)


def test_an_organisation_answers_for_what_was_written_in_its_name(world: World, make_person: Any) -> None:
    thread = world.begun()
    message = fine(write_in_thread(who(world.chair), thread.pk, "Nej, gå væk.", now=now()))
    case = reported(world.one, message).case
    assert (case.author, case.owner) == (world.chair, world.club)


def test_it_goes_three_months_after_and_with_the_account(world: World) -> None:
    thread = world.begun()
    Need.objects.update(ends_on=localdate() - timedelta(days=92))
    jobs.forget_who_helped(0)
    assert Thread.objects.filter(pk=thread.pk).exists()
    Need.objects.update(ends_on=localdate() - timedelta(days=93))
    jobs.forget_who_helped(0)
    assert not ThreadMessage.objects.exists()
    world.begun()
    delete_account(who(world.one))
    assert not Thread.objects.exists()
